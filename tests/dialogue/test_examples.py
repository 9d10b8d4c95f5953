"""What pages and replies offer as an example is answered, and what is declined says what can be asked."""

from __future__ import annotations

from datetime import timedelta

from policies_kb.examples import examples_of
from policies_kb.serving import serving_base
from tests.conftest import Reply, Say

BASE = serving_base()
DAY = max(notice.head.issued for notice in BASE.notices.values()) + timedelta(days=1)


def sources(replies: list[Reply], *statuses: str) -> set[str]:
    """The notices that an answer cites; it may come in several bubbles, the last of which carries the data."""
    *bubbles, reply = replies
    assert not any("citations" in bubble.custom for bubble in bubbles)
    assert reply.custom["status"] in statuses, reply.text
    return {citation["notice_id"] for citation in reply.custom["citations"]}


def test_every_example_is_answered_from_one_notice(say: Say) -> None:
    for question in examples_of(BASE).questions:
        assert len(sources(say(f"apart-{question}", question, DAY.isoformat()), "answered")) == 1


def test_every_example_is_answered_whatever_was_asked_before(say: Say) -> None:
    """A series asked about before may bring in a second notice that applies to the same people, never another place."""
    questions = examples_of(BASE).questions
    own = {question: sources(say(f"own-{question}", question, DAY.isoformat()), "answered") for question in questions}
    for question in (*questions, *reversed(questions)):
        assert own[question] <= sources(say("all", question, DAY.isoformat()), "answered", "partial")


def test_what_is_declined_says_what_can_be_asked(say: Say) -> None:
    (declined,) = say("declined", "明天天气怎么样", DAY.isoformat())
    assert declined.custom["status"] == "out_of_scope"
    assert examples_of(BASE).coverage in declined.text
    assert len(declined.text) <= 90
    (unclear,) = say("unclear", "嗯嗯啊啊哈哈", DAY.isoformat())
    assert examples_of(BASE).example in unclear.text
