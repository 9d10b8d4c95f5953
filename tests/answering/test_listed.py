"""A question that names a series is answered by the notice's own list, whatever words are alike."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.answering import Answerer
from policies_kb.answering.listed import by_list, without
from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.model.facts import AnyFact, RuleFact, SeriesFact
from policies_kb.model.question import Part, Question, Scope, TopicGuess

TOPIC = "coverage_series"


def rule(name: str, **fields: object) -> AnyFact:
    made = {"id": name, "topic": TOPIC, "clause": "一", "quote": "甲系列：子、丑等专业", "say": name, **fields}
    return RuleFact.model_validate({"kind": "coverage", **made})


LIST = SeriesFact(
    kind="series",
    id="list",
    topic=TOPIC,
    clause="一",
    quote="甲系列：子、丑等专业",
    say="list",
    series={"甲系列": ("子", "丑")},
    closed=False,
)
OTHER = LIST.model_copy(update={"id": "other", "quote": "乙系列", "series": {"乙系列": ()}})
DENIES = rule("denies", stance="no", silent=True)
OPEN = rule("open", silent=True)
ALL = rule("all", stance="yes")
FACTS: list[tuple[AnyFact, float]] = [(DENIES, 0.9), (OTHER, 0.8), (ALL, 0.7), (LIST, 0.2), (OPEN, 0.1)]


@pytest.mark.parametrize(
    ("series", "specialties", "expected"),
    [
        (["甲系列"], [], ["list", "all", "open"]),
        (["甲系列"], ["子"], ["list", "all", "open"]),
        (["甲系列"], ["寅"], ["list", "open", "all"]),  # the list ends in 等: what it leaves open is said
        (["乙系列"], [], ["other", "all"]),
        (["丙系列"], [], ["denies", "all"]),
        ([], [], ["denies", "other", "all", "list", "open"]),
        # of several, each by its own: the list that holds it, what denies it
        (["甲系列", "丙系列"], [], ["list", "denies", "all", "open"]),
        (["甲系列", "乙系列"], ["子"], ["list", "other", "all", "open"]),
        (["甲系列", "乙系列"], ["寅"], ["list", "open", "other", "all"]),
    ],
)
def test_the_list_decides(series: list[str], specialties: list[str], expected: list[str]) -> None:
    assert [fact.id for fact, _ in by_list(FACTS, series, specialties)] == expected


def test_without_a_word_on_what_is_not_listed_nothing_is_turned_round() -> None:
    facts = [pair for pair in FACTS if pair[0] is not DENIES]
    assert by_list(facts, ["丙系列"], []) == facts
    assert by_list([(ALL, 1.0)], ["甲系列"], []) == [(ALL, 1.0)]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def test_every_series_of_every_list_on_file(base: KnowledgeBase) -> None:
    """Listed ones are never said not to be; the others never are said to be."""
    brain = Answerer(base)
    for notice in base.notices.values():
        denying = {f.id for f in notice.cell(TOPIC).facts if isinstance(f, RuleFact) and f.stance == "no"}
        listing = {f.id for f in notice.cell(TOPIC).facts if isinstance(f, SeriesFact)}
        for name in base.reference.series if listing and denying else ():
            scope = Scope(regions=notice.head.coverage.regions[:1], series=(name,))
            text = f"{base.reference.regions[scope.regions[0]].short}{name}能报吗"
            part = Part(text, (TopicGuess(TOPIC, 1.0),))
            answer = brain.answer(Question(text, date(2024, 10, 10), scope, (part,), named=scope))
            told = {f.id for s in answer.statements if s.notice_id == notice.id and s.topic == TOPIC for f in s.facts}
            assert not told & (denying if name in notice.series else listing), (notice.id, name)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (["甲系列"], ["other", "all", "open"]),
        (["甲系列", "乙系列"], ["denies", "other", "all", "list", "open"]),  # no list is left
        ([], ["denies", "other", "all", "list", "open"]),
    ],
)
def test_what_is_set_aside_gives_way_to_the_other_lists(series: list[str], expected: list[str]) -> None:
    assert [fact.id for fact, _ in without(FACTS, series)] == expected
