"""The aspects are words: every example is read, every counter-example is not, and no word is dead or shadowed."""

from __future__ import annotations

import pytest

from policies_kb.aspects import Aspect, load_aspects, states_of
from policies_kb.aspects.phrases import EITHER, GAP, NO_GAP, Phrases, fold
from policies_kb.loading import load_knowledge_base
from policies_kb.model.facts import AnyFact, MaterialFact
from policies_kb.reference import load_reference

ASPECTS = load_aspects().aspects
ALL = pytest.mark.parametrize("aspect", ASPECTS.values(), ids=list(ASPECTS))


def read(message: str) -> list[str]:
    return [asked.aspect.id for asked in load_aspects().asked(message)]


@ALL
def test_examples_are_read_and_counter_examples_are_not(aspect: Aspect) -> None:
    assert [text for text in aspect.row.test if aspect.id not in read(text)] == []
    assert [text for text in aspect.row.not_test if aspect.id in read(text)] == []


@ALL
def test_no_phrase_is_dead_or_shadowed(aspect: Aspect) -> None:
    """A phrase that a shorter one of the same aspect already finds, or that its own exceptions bar, does nothing."""
    for phrase in aspect.row.words:
        if any(mark in phrase for mark in (GAP, NO_GAP, EITHER)):
            continue
        said = fold(phrase).replace("#", "3")
        assert aspect.words.find(said), f"barred by its own exceptions: {phrase}"
        others = Phrases([other for other in aspect.row.words if other != phrase and GAP not in other])
        assert not others.find(said) or others.find(said)[0] != (0, len(said)), f"said twice: {phrase}"


@ALL
def test_topics_and_typed_fields_exist(aspect: Aspect) -> None:
    assert set(aspect.row.topics) <= set(load_reference().topics)
    fields = {name for kind in AnyFact.__origin__.__args__ for name in kind.model_fields}  # type: ignore[attr-defined]
    assert not aspect.row.typed or aspect.row.typed in fields


def test_no_two_aspects_say_the_same() -> None:
    says = [aspect.say for aspect in ASPECTS.values()]
    assert len(says) == len(set(says))


def test_every_aspect_that_names_evidence_could_be_stated() -> None:
    assert [name for name, aspect in ASPECTS.items() if not (aspect.row.evidence or aspect.row.typed)] == []


def material(say: str, quote: str, **fields: object) -> MaterialFact:
    made = {"kind": "material", "id": "a.b", "topic": "photo", "clause": "一", "channel": "paper", "name": "某表"}
    return MaterialFact.model_validate({**made, "say": say, "quote": quote, **fields})


def test_what_a_fact_states_stands_in_its_quote_and_in_what_its_sentence_asserts() -> None:
    both = states_of(material("某表须双面打印。", "某表双面打印"))
    assert "sides" in both.stated
    only_quoted = states_of(material("某表交到窗口。", "某表双面打印，交到窗口"))
    assert "sides" not in only_quoted.stated


def test_what_a_sentence_leaves_open_is_not_stated() -> None:
    fact = states_of(material("某表双面打印；没有写用什么颜色、底色。", "某表双面打印", silent=True))
    assert "colour" in fact.left_open
    assert "colour" not in fact.stated
    before = states_of(material("某表双面打印；用什么纸、要几份，通知没有写。", "某表双面打印", silent=True))
    assert {"paper_size", "copies"} <= before.left_open
    assert "sides" in before.stated


def test_a_typed_field_states_its_aspect_and_the_reviewer_has_the_last_word() -> None:
    assert "copies" in states_of(material("某表交窗口。", "某表", copies=2)).stated
    put_right = states_of(material("某表交窗口。", "某表", copies=2, leaves_open=("copies",), states=("colour",)))
    assert put_right.stated == {"colour"}
    assert "copies" in put_right.left_open


def test_a_long_telling_asks_only_what_its_clause_or_the_next_one_asks() -> None:
    telling = "我去年毕业证丢了后来补办下来了，一直在乡里的农技站上班，现在单位都已经公示完了，我想知道材料交到哪里"
    assert "lost" not in read(telling)


def test_every_fact_of_the_book_has_states() -> None:
    """Only what is stated of the aspect at all can be found; a notice of another kind would show here first."""
    facts = [fact for notice in load_knowledge_base().notices.values() for fact in notice.record.facts]
    assert any(states_of(fact).stated for fact in facts)
