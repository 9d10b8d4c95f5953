"""Many notices, of which only cards are in memory: the same notices, rules and answers as when all are held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from policies_kb.answering import Answerer
from policies_kb.eligibility import Applicant, assess, load_rulebook
from policies_kb.gate import check_sources
from policies_kb.loading import NOTICES, KnowledgeBase, NoticeSource, load_knowledge_base
from policies_kb.loading.source import notice_folders, read_notice, write_folder
from policies_kb.model.question import Part, Question, TopicGuess
from policies_kb.releases import StoreError, seed
from policies_kb.serving import Snapshot, prove
from policies_kb.store import load_release, prepared
from policies_kb.store import serving as store_serving
from policies_kb.store.filed import FiledNotice

DAY = date(2024, 10, 10)
SMALLEST = sorted(map(read_notice, notice_folders(NOTICES)), key=lambda s: sum(map(len, s.files.values())))[:2]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, KnowledgeBase]:
    """A store with a release of two notices, and the notices as they are when all are held."""
    folder = tmp_path_factory.mktemp("filed")
    write_folder({source.id: source for source in SMALLEST}, folder / "notices")
    url = f"sqlite:///{folder / 'kb.sqlite'}"
    seed(url, folder / "notices", check_sources)
    return url, load_knowledge_base(folder / "notices")


@pytest.fixture
def filed(held: tuple[str, KnowledgeBase], monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The same release, as if its notices were too many to be held."""
    monkeypatch.setattr(store_serving, "READ_AT_ONCE", 0)
    return load_release(held[0])[1]


def test_a_notice_read_when_it_is_asked_for_is_the_same(held: tuple[str, KnowledgeBase], filed: KnowledgeBase) -> None:
    assert list(filed.notices) == list(held[1].notices)
    for name, notice in held[1].notices.items():
        read = filed.notices[name]
        assert isinstance(read, FiledNotice)
        assert (read.head, read.series, read.contacts) == (notice.head, notice.series, notice.contacts)
        assert (read.record, read.text, read.cells) == (notice.record, notice.text, notice.cells)
        assert dict(read.tree.clauses) == dict(notice.tree.clauses)
        assert filed.cards[name] == held[1].cards[name]


def test_questions_and_cases_get_the_same_answers(held: tuple[str, KnowledgeBase], filed: KnowledgeBase) -> None:
    bases = (held[1], filed)
    for notice in held[1].notices.values():
        place = notice.head.coverage.regions[0]
        for topic in ("contact", "window_apply", "years", "fee"):
            said = place + held[1].reference.topics[topic].name
            answers = []
            for base in bases:
                brain = Answerer(base)
                reading = brain.reader.read(said)
                scope = reading.scope_on(DAY)
                parts = tuple(Part(part, (TopicGuess(topic, 0.8),)) for part in reading.parts)
                answers.append(brain.answer(Question(reading.text, DAY, scope, parts, named=scope)))
            assert answers[0] == answers[1]
        target = held[1].reference.paths[notice.head.coverage.paths[0]].target
        case = Applicant(region=place, years=3)
        one, other = (assess(load_rulebook(base), target, case, DAY) for base in bases)
        assert one == other


def test_it_proves_itself_before_it_serves(filed: KnowledgeBase) -> None:
    prove(Snapshot(filed), DAY)


def test_only_what_changed_is_made_ready_anew(
    held: tuple[str, KnowledgeBase], filed: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("made ready again")

    monkeypatch.setattr("policies_kb.store.filing.assembled", refuse)
    assert load_release(held[0])[1].cards == filed.cards
    monkeypatch.setattr(prepared, "_program", lambda: "another program")
    with pytest.raises(AssertionError, match="made ready again"):
        load_release(held[0])


def test_what_was_made_ready_may_be_thrown_away(held: tuple[str, KnowledgeBase], filed: KnowledgeBase) -> None:
    with create_engine(held[0]).begin() as connection:
        connection.execute(text("delete from prepared_notice"))
    name = SMALLEST[0].id
    assert filed.notices[name].record == held[1].notices[name].record


def test_a_release_that_was_changed_behind_its_back_does_not_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SMALLEST[0]
    write_folder({source.id: NoticeSource(source.id, source.files)}, tmp_path / "notices")
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    seed(url, tmp_path / "notices", check_sources)
    monkeypatch.setattr(store_serving, "READ_AT_ONCE", 0)
    engine = create_engine(url)
    with engine.begin() as connection:
        triggers = connection.execute(text("select name from sqlite_master where type = 'trigger'")).scalars().all()
        for trigger in triggers:
            connection.execute(text(f'drop trigger "{trigger}"'))
        connection.execute(text("update document set text = text || 'x'"))
    with pytest.raises(StoreError, match="和发布时不一样"):
        load_release(url)
