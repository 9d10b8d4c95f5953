"""What pages and replies offer as an example is answered, and what is declined says what can be asked."""

from __future__ import annotations

from datetime import timedelta

from policies_kb.examples import examples_of
from policies_kb.store import serving_base

from .conftest import Reply, Say

BASE = serving_base()
DAY = max(notice.head.issued for notice in BASE.notices.values()) + timedelta(days=1)


def source(replies: list[Reply]) -> set[str]:
    """The notices that an answer cites."""
    (reply,) = replies
    assert reply.custom["status"] == "answered", reply.text
    return {citation["notice_id"] for citation in reply.custom["citations"]}


def test_every_example_is_answered_from_one_notice_whatever_was_asked_before(say: Say) -> None:
    questions = examples_of(BASE).questions
    apart = {question: source(say(f"apart-{question}", question, DAY.isoformat())) for question in questions}
    assert all(len(notices) == 1 for notices in apart.values()), apart
    for question in (*questions, *reversed(questions)):
        assert source(say("one-after-another", question, DAY.isoformat())) == apart[question]


def test_what_is_declined_says_what_can_be_asked(say: Say) -> None:
    (declined,) = say("declined", "明天天气怎么样", DAY.isoformat())
    assert declined.custom["status"] == "out_of_scope"
    assert examples_of(BASE).coverage in declined.text
    assert len(declined.text) <= 90
    (unclear,) = say("unclear", "嗯嗯啊啊哈哈", DAY.isoformat())
    assert examples_of(BASE).example in unclear.text
