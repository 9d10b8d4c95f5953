"""What serves: the current release, else the last one that loads, else the folder; and loudly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policies_kb.eligibility import load_rulebook
from policies_kb.gate import check_sources
from policies_kb.loading import NOTICES, NoticeSource, Problem, RecordError, load_knowledge_base
from policies_kb.loading.source import notice_folders, read_notice, write_folder
from policies_kb.releases import ReleaseError, current, rollback, seed
from policies_kb.store import choose, default_url, load_release, unfit

SMALLEST = sorted(map(read_notice, notice_folders(NOTICES)), key=lambda source: sum(map(len, source.files.values())))[
    :2
]
ONE, TWO = SMALLEST
BAD = NoticeSource(TWO.id, {**TWO.files, "rules.yml": "paths: ["})


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kb.sqlite'}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notices"


def put(folder: Path, *sources: NoticeSource) -> None:
    write_folder({source.id: source for source in sources}, folder, over=True)


def test_a_release_equals_the_folder_that_it_was_made_from(url: str, folder: Path) -> None:
    put(folder, ONE, TWO)
    seed(url, folder, check_sources)
    number, base = load_release(url)
    expected = load_knowledge_base(folder)
    assert (number, base.release) == (1, 1)
    assert list(base.notices) == list(expected.notices)
    for name, notice in expected.notices.items():
        assert base.notices[name].record == notice.record
        assert base.notices[name].text == notice.text
        assert base.notices[name].cells == notice.cells
    for read, meant in zip(load_rulebook(base).notices, load_rulebook(expected).notices, strict=True):
        assert (read.rules, read.windows, read.contacts) == (meant.rules, meant.windows, meant.contacts)


def test_rules_come_from_the_release_and_not_from_the_folder(url: str, folder: Path) -> None:
    put(folder, ONE, TWO)
    seed(url, folder, check_sources)
    put(folder, ONE)
    assert [rules.id for rules in load_rulebook(load_release(url)[1]).notices] == sorted([ONE.id, TWO.id])


def test_any_release_can_be_loaded_by_its_number(url: str, folder: Path) -> None:
    put(folder, ONE)
    seed(url, folder, check_sources)
    put(folder, ONE, TWO)
    seed(url, folder, check_sources)
    assert list(load_release(url, 1)[1].notices) == [ONE.id]
    assert len(load_release(url)[1].notices) == 2
    with pytest.raises(ReleaseError, match="没有第 3 号发布"):
        load_release(url, 3)


def test_a_release_that_no_longer_loads_gives_way_to_the_last_that_does(
    url: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, ONE)
    seed(url, folder, check_sources)
    put(folder, ONE, BAD)
    seed(url, folder, lambda _: [])  # the program that made it found nothing wrong
    base = choose(url, folder)
    assert (base.release, current(url)) == (1, 2)
    assert "release 2 cannot be served" in caplog.text and f"{TWO.id}/rules.yml" in caplog.text
    with pytest.raises(RecordError, match=f"{TWO.id}/rules.yml"):
        load_release(url)


def test_where_no_release_loads_the_good_notices_of_the_folder_answer(
    url: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, ONE, BAD)
    seed(url, folder, lambda _: [])
    base = choose(url, folder)
    assert (base.release, list(base.notices), list(base.sources)) == (None, [ONE.id], [ONE.id])
    assert "no release that this program can serve" in caplog.text
    assert f"notice {TWO.id} is left out" in caplog.text


def test_without_a_usable_notice_there_is_nothing_to_serve(url: str, folder: Path) -> None:
    put(folder, BAD)
    with pytest.raises(RecordError, match=r"rules\.yml"):
        choose(url, folder)
    put(folder)
    with pytest.raises(RecordError, match="没有一份可以用的通知"):
        choose(url, folder)


def test_stricter_checks_do_not_take_a_release_away(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, ONE, TWO)
    seed(url, folder, check_sources)

    def strict(*_: object) -> list[Problem]:
        return [Problem(f"{ONE.id}/record.yml", 1, "", "新的要求", "补上")]

    monkeypatch.setattr(sys.modules["policies_kb.gate.examine"], "check_lines", strict)
    assert check_sources({ONE.id: ONE})
    assert choose(url, folder).release == 1
    assert unfit({ONE.id: ONE}) == []


def test_going_back_is_served(url: str, folder: Path) -> None:
    put(folder, ONE)
    seed(url, folder, check_sources)
    put(folder, ONE, TWO)
    seed(url, folder, check_sources)
    rollback(url, 1, "李四", "有误")
    assert list(choose(url, folder).notices) == [ONE.id]


@pytest.mark.parametrize(
    ("name", "level", "says"),
    [("none.sqlite", "WARNING", "policies_kb build"), ("broken.sqlite", "ERROR", "不是数据库")],
)
def test_without_a_database_the_folder_answers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
    level: str,
    says: str,
) -> None:
    (tmp_path / "broken.sqlite").write_text("no database " * 200, encoding="utf-8")
    monkeypatch.setenv("ZC_KB_URL", f"sqlite:///{tmp_path / name}")
    base = choose(default_url())
    assert base.notices and base.release is None
    (record,) = [record for record in caplog.records if "answering from the record files" in record.message]
    assert record.levelname == level and says in record.message
    assert not (tmp_path / "none.sqlite").exists()
