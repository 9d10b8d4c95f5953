"""A backup is made, everything is lost, and what is restored answers and remembers as before."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.backup import databases
from bot.backup.file import LIST
from bot.cli import main
from bot.gateway.feedback_store import FeedbackStore, Opinion
from bot.runtime.database import open_engine
from bot.runtime.event_log import Answered, EventLog
from bot.runtime.migrating import make_tables
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.console.main import main as knowledge

SAID = [
    {"event": "user", "text": "轮台几年能初定", "timestamp": 1.0},
    {"event": "bot", "text": "三年", "timestamp": 2.0},
]
QUESTIONS = ("轮台 大专 几年", "焉耆 电话", "阿克苏 材料")
Use = Callable[[str, str], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Use:
    """Makes these the databases of the settings."""

    def use(talk: str, book: str) -> None:
        monkeypatch.setenv("ZC_STORE_URL", talk)
        monkeypatch.setenv("ZC_KB_URL", book)

    monkeypatch.setattr("policies_kb.checklist.link.KEY_FILE", tmp_path / "keys" / "link.key")
    return use


@pytest.fixture
def kept(new_store: Callable[[], str], use: Use, tmp_path: Path) -> Path:
    """A backup of a service that has answered, been judged and has an account."""
    talk, book = new_store(), new_store()
    use(talk, book)
    assert knowledge(["build"]) == 0
    log = EventLog(talk)
    log.append("me", SAID, 0, answered=Answered("m1", [{"text": "三年"}]))
    log.close()
    feedback = FeedbackStore(talk)
    feedback.add(Opinion("me", "轮台几年能初定", "answered", True))
    feedback.close()
    accounts = Accounts(talk)
    accounts.invite("ayisha", "阿依夏", (Role.ADMIN,))
    accounts.close()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "link.key").write_text("secret")
    file = tmp_path / "kept.zip"
    assert main(["backup", str(file)]) == 0
    return file


def answers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    for question in QUESTIONS:
        knowledge(["ask", question])
    return capsys.readouterr().out.splitlines()


def test_what_is_restored_answers_and_remembers_as_before(
    kept: Path, new_store: Callable[[], str], use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answers(capsys)
    assert any("轮台" in line for line in before)
    key = tmp_path / "keys" / "link.key"
    key.unlink()
    talk, book = new_store(), new_store()
    use(talk, book)
    assert main(["restore", str(kept)]) == 0, capsys.readouterr().err
    assert answers(capsys) == before
    log = EventLog(talk)
    assert log.read("me") == SAID
    assert log.answered("me", "m1") == [{"text": "三年"}]
    assert log.append("me", SAID, 1) == 2, "the conversation goes on where it was"
    log.close()
    feedback = FeedbackStore(talk)
    assert [row.question for row in feedback.read()] == ["轮台几年能初定"]
    feedback.close()
    accounts = Accounts(talk)
    assert [member.name for member in accounts.everybody()] == ["ayisha"]
    with pytest.raises(sa.exc.DBAPIError, match="the audit is never changed"), open_engine(talk).begin() as connection:
        connection.execute(sa.text("delete from staff_audit"))
    accounts.close()
    assert key.read_text() == "secret"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_nothing_is_restored_over_what_is_there(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(kept)]) == 1
    assert "不是空的" in capsys.readouterr().err


def test_nothing_is_written_where_one_of_the_places_is_taken(
    kept: Path, new_store: Callable[[], str], use: Use, capsys: pytest.CaptureFixture[str]
) -> None:
    talk, book = new_store(), new_store()
    use(talk, book)
    engine = sa.create_engine(book)
    with engine.begin() as connection:
        connection.execute(sa.text("create table theirs (id integer)"))
    engine.dispose()
    assert main(["restore", str(kept)]) == 1
    assert "knowledge 要恢复到的库不是空的" in capsys.readouterr().err
    assert databases.tables(talk) == []


def test_a_file_that_is_damaged_is_refused(
    kept: Path, new_store: Callable[[], str], use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk, book = new_store(), new_store()
    use(talk, book)
    short = tmp_path / "short.zip"
    short.write_bytes(kept.read_bytes()[:-200])
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(kept) as whole, zipfile.ZipFile(other, "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, whole.read(name) + (b"" if name == LIST else b"x"))
    for file, said in ((short, "不是完整的备份"), (other, "和清单对不上"), (tmp_path / "none.zip", "没有")):
        assert main(["restore", str(file)]) == 1
        assert said in capsys.readouterr().err
    assert databases.tables(talk) == databases.tables(book) == []


def test_a_backup_is_for_our_eyes_and_never_written_over(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert main(["backup", str(kept)]) == 1
    assert "已经有了" in capsys.readouterr().err
    assert [file.name for file in kept.parent.glob("*backup*")] == []


def test_a_newer_programs_backup_is_refused(
    new_store: Callable[[], str],
    use: Use,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    talk = new_store()
    use(talk, new_store())
    engine = open_engine(talk)
    make_tables(engine)
    engine.dispose()
    monkeypatch.setattr("bot.cli.backup.HEAD", "9999")
    assert main(["backup", str(tmp_path / "newer.zip")]) == 0
    use(new_store(), new_store())
    assert main(["restore", str(tmp_path / "newer.zip")]) == 1
    assert "升级程序" in capsys.readouterr().err
