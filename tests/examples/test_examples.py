"""Examples follow the notices on file, whichever those are, and stay short however many there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actions.wording import Composer
from actions.wording.phrasebook import load_phrasebook
from bot.wechat.door import load_words
from policies_kb.answering import Answerer
from policies_kb.eligibility import question
from policies_kb.eligibility.telling import tell
from policies_kb.examples import build_examples, examples_of
from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.answer import Status
from policies_kb.model.question import Part, Question
from policies_kb.reading import Reader

BASE = load_knowledge_base()
NEWEST_FIRST = sorted(BASE.notices.values(), key=lambda notice: notice.head.issued, reverse=True)
LONGEST_REFUSAL = 90  # characters
DAY = date(2024, 10, 10)


def elsewhere(notice: Notice, name: str, **coverage: Any) -> Notice:
    """The notice as it would be with another id and coverage."""
    head = notice.head.model_copy(
        update={"id": name, "line": name, "coverage": notice.head.coverage.model_copy(update=coverage)}
    )
    return replace(notice, record=notice.record.model_copy(update={"notice": head}))


def on_file(*notices: Notice) -> KnowledgeBase:
    return KnowledgeBase({notice.id: notice for notice in notices}, BASE.reference)


GENERAL = next(notice for notice in NEWEST_FIRST if notice.head.coverage.series_mode != "only")
SINGLE = next(notice for notice in NEWEST_FIRST if notice.head.coverage.series_mode == "only")
EVERYWHERE = on_file(
    *(elsewhere(GENERAL, f"general-{i}", regions=(name,)) for i, name in enumerate(BASE.reference.regions)),
    *(elsewhere(SINGLE, f"single-{i}", series=(name,)) for i, name in enumerate(BASE.reference.series)),
)


def test_each_question_is_answered_from_one_notice_alone_the_newest_first() -> None:
    questions = build_examples(BASE).questions
    brain = Answerer(BASE)
    assert 1 <= len(questions) <= 5
    answered: list[str] = []
    for text in questions:
        reading = brain.reader.read(text)
        answer = brain.answer(Question(text, DAY, reading.scope, tuple(map(Part, reading.parts)), named=reading.scope))
        assert answer.status is Status.ANSWERED, text
        answered += answer.notices
    assert answered == [notice.id for notice in NEWEST_FIRST if notice.id in answered]
    assert len(answered) == len(questions)


def test_the_same_notices_give_the_same_examples() -> None:
    assert build_examples(BASE) == build_examples(on_file(*BASE.notices.values())) == examples_of(BASE)


@pytest.mark.parametrize("region", BASE.reference.regions.values(), ids=lambda region: region.name)
def test_examples_name_the_place_on_file_and_no_other(region: Any) -> None:
    base = on_file(elsewhere(GENERAL, "there", regions=(region.name,)))
    examples = build_examples(base)
    assert len(examples.questions) == 1
    assert region.short in examples.questions[0]
    assert region.short in examples.coverage
    assert Reader(base).read(examples.questions[0]).scope.regions == (region.name,)


def test_a_place_with_two_notices_is_asked_by_its_way_to_a_title() -> None:
    first = elsewhere(GENERAL, "first", paths=("chuding",))
    second = elsewhere(GENERAL, "second", paths=("shouyu",))
    asked = build_examples(on_file(first, second)).questions
    assert len(asked) == 1, "the same place is asked about once"
    assert "初定" in asked[0]


def test_a_newer_notice_comes_first() -> None:
    newer = elsewhere(SINGLE, "newer", series=("农业系列",))
    head = newer.head.model_copy(update={"issued": NEWEST_FIRST[0].head.issued + timedelta(days=1)})
    newer = replace(newer, record=newer.record.model_copy(update={"notice": head}))
    assert "农业系列" in build_examples(on_file(*BASE.notices.values(), newer)).questions[0]


@pytest.mark.parametrize("base", [BASE, EVERYWHERE, on_file(GENERAL), on_file(SINGLE), on_file()])
def test_a_refusal_is_short_however_much_is_on_file(base: KnowledgeBase) -> None:
    examples = build_examples(base)
    said = load_phrasebook()("out_of_scope", **examples.words())
    assert len(said) <= LONGEST_REFUSAL, said
    assert examples.coverage.endswith("等") is (len(base.notices) > 5)
    assert len(examples.questions) <= 5
    assert all(len(question) <= 30 for question in examples.questions)


def test_at_most_five_names() -> None:
    named = build_examples(EVERYWHERE).coverage.split("的")[0].split("、")
    assert 1 <= len(named) <= 5


@pytest.mark.parametrize("base", [BASE, EVERYWHERE, on_file()])
def test_every_text_is_filled(base: KnowledgeBase) -> None:
    words = examples_of(base).words()
    for intent in ("greet", "unclear", "what_can_you_do", "insult"):
        said = Composer(base, date.today()).talk(intent, Status.SMALL_TALK).text
        assert "{" not in said
        assert "“”" not in said
    greeting = load_words(words).greeting
    assert words["example"] in greeting
    assert "{" not in greeting


@pytest.mark.parametrize("field", ["region", "series", "years", "specialty", "grassroots_years"])
def test_the_examples_of_a_field_are_understood(field: str) -> None:
    hint = question(field, BASE).example
    for example in hint.removeprefix("请说到年月日，").removeprefix("例如：").split("；")[0].split("、"):
        told = tell(example, Reader(BASE), date.today(), field)
        assert {field, "work_start"} & set(told.values), example


def test_a_prefecture_told_by_its_kind_is_the_one_on_file() -> None:
    one = elsewhere(GENERAL, "one", regions=("喀什地区",))
    other = elsewhere(GENERAL, "other", regions=("和田地区",))
    for text in ("我是地直单位的", "在地区医院上班"):
        assert tell(text, Reader(on_file(one)), DAY).values["region"] == "喀什地区"
        assert "region" not in tell(text, Reader(on_file(one, other)), DAY).values
        assert "region" not in tell(text, Reader(on_file()), DAY).values
