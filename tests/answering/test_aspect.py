"""What is asked of a subject: the fact that states it comes first; what no fact of the subject states is said so."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.answering import Answerer
from policies_kb.loading import load_knowledge_base
from policies_kb.model.answer import Answer
from policies_kb.model.question import Part, Question, Scope, TopicGuess

DAY = date(2024, 10, 10)


@pytest.fixture(scope="module")
def brain() -> Answerer:
    return Answerer(load_knowledge_base())


def ask(brain: Answerer, topic: str, text: str) -> Answer:
    """The answer of the first notice in force to a question whose topic is known."""
    region = next(n.head.coverage.regions[0] for n in brain.base.notices.values() if n.head.coverage.regions)
    part = Part(text, (TopicGuess(topic, 0.9),))
    scope = Scope(regions=(region,))
    return brain.answer(Question(text, DAY, scope, (part,), named=scope))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("diploma", "毕业证丢了怎么办"),
        ("diploma", "毕业证是维文的要不要翻译"),
        ("posting_period", "公示中断了怎么办"),
        ("diploma", "毕业证上名字写错了一个字"),
    ],
)
def test_what_no_fact_states_is_said_beside_one_fact_of_the_rule(brain: Answerer, topic: str, text: str) -> None:
    statement = ask(brain, topic, text).statements[0]
    assert len(statement.silent_on) == 1
    assert len(statement.facts) == 1


@pytest.mark.parametrize(
    ("topic", "text", "aspect"),
    [("diploma", "学信网备案表过期了怎么办", "expired"), ("review_form", "呈报表用什么纸", "paper_size")],
)
def test_what_a_fact_says_is_not_written_is_told_from_what_is(
    brain: Answerer, topic: str, text: str, aspect: str
) -> None:
    statement = ask(brain, topic, text).statements[0]
    assert (statement.silent_on, statement.left_open) == ((), (aspect,))
    assert statement.facts[0].silent


@pytest.mark.parametrize(
    ("topic", "text"),
    [("posting_period", "公示五天包括周末吗"), ("posting_period", "公示要几天"), ("diploma", "毕业证学信网备案表")],
)
def test_what_a_fact_states_is_never_denied(brain: Answerer, topic: str, text: str) -> None:
    assert not any(statement.silent_on for statement in ask(brain, topic, text).statements)


def test_a_silence_is_told_with_whom_to_ask(brain: Answerer) -> None:
    assert ask(brain, "diploma", "毕业证丢了怎么办").contacts


def test_a_closed_window_is_the_only_answer(brain: Answerer) -> None:
    statement = ask(brain, "window_apply", "我换单位了还能报吗").statements[0]
    assert statement.window is None or statement.window.state != "closed" or not statement.silent_on


def test_parts_that_ask_apart_are_answered_in_their_order_and_the_rest_is_named(brain: Answerer) -> None:
    text = "公示几天,毕业证交啥,猫叫啥"
    parts = (
        Part(text, (TopicGuess("posting_period", 0.4),)),
        Part("公示几天", (TopicGuess("posting_period", 0.9),), segment="公示几天"),
        Part("毕业证交啥", (TopicGuess("diploma", 0.8),), segment="毕业证交啥"),
        Part("猫叫啥", (TopicGuess("out_of_scope", 0.4),), segment="猫叫啥"),
    )
    scope = Scope(regions=(next(n.head.coverage.regions[0] for n in brain.base.notices.values()),))
    answer = brain.answer(Question(text, DAY, scope, parts, named=scope))
    assert answer.topics == ("posting_period", "diploma")
    assert answer.unanswered == ("猫叫啥",)
