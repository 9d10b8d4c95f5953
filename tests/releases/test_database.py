"""What keeps the database shut is said in one line, with the mend and without a password."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from policies_kb.releases import StoreError, current, log, seed, sources
from policies_kb.releases import database as opening


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nosuch://user:geheim@host/x", "地址写得不对"),
        ("not a url geheim", "地址写得不对"),
        ("postgresql://user:geheim@host:port/x", "地址写得不对"),
        ("mysql+nosuchdriver://user:geheim@host/x", "地址写得不对"),
        ("postgresql+asyncpg://user:geheim@host/x", "要用驱动 asyncpg"),
    ],
)
def test_a_wrong_url_is_told_without_its_password(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as refused:
        log(url)
    assert "\n" not in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kb.sqlite"
    path.write_text("no database " * 200, encoding="utf-8")
    for asked in (current, log, sources):
        with pytest.raises(StoreError, match="不是数据库"):
            asked(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("no database")


def test_a_database_in_memory_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    with pytest.raises(StoreError, match="一关就没有了"):
        seed("sqlite://", tmp_path / "notices", lambda _: [])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "var").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="建不了知识库的文件夹"):
        seed(f"sqlite:///{tmp_path / 'var' / 'kb.sqlite'}", tmp_path / "notices", lambda _: [])


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notices").mkdir()
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / "kb.sqlite", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreError, match="正被别的程序写"):
        seed(f"sqlite:///{tmp_path / 'kb.sqlite'}", tmp_path / "notices", lambda _: [])
    other.execute("rollback")
    other.close()


def test_an_ordinary_start_does_not_load_the_migrations(tmp_path: Path) -> None:
    import subprocess

    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    (tmp_path / "notices").mkdir()
    seed(url, tmp_path / "notices", lambda _: [])
    script = "import sys; from policies_kb.releases import log; log(sys.argv[1]); print('alembic' in sys.modules)"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script, url], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
