"""What pages and replies offer as an example is answered, and what is declined says what can be asked."""

from __future__ import annotations

from datetime import timedelta

from policies_kb.examples import examples_of
from policies_kb.store import serving_base

from .conftest import Say

BASE = serving_base()
DAY = max(notice.head.issued for notice in BASE.notices.values()) + timedelta(days=1)


def test_every_example_is_answered_with_its_source(say: Say) -> None:
    for question in examples_of(BASE).questions:
        (reply,) = say(f"example-{question}", question, DAY.isoformat())
        assert reply.custom["status"] == "answered", f"{question}\n{reply.text}"
        assert len({citation["notice_id"] for citation in reply.custom["citations"]}) == 1, reply.text


def test_what_is_declined_says_what_can_be_asked(say: Say) -> None:
    (declined,) = say("declined", "明天天气怎么样", DAY.isoformat())
    assert declined.custom["status"] == "out_of_scope"
    assert examples_of(BASE).coverage in declined.text
    assert len(declined.text) <= 90
    (unclear,) = say("unclear", "嗯嗯啊啊哈哈", DAY.isoformat())
    assert examples_of(BASE).example in unclear.text
