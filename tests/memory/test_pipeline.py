"""The steps run in their order, each leaves a line, and none repeats the person's words."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.answering import Answerer
from policies_kb.dialogue import FACTS, UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.dialogue.whole import numbered_parts

DAY = date(2024, 10, 10)


def turn(brain: Answerer, text: str, frame: Frame | None = None) -> Turn:
    return Turn(brain, Message(text, DAY), frame or Frame.from_slot(None), brain.reader.read(text))


def test_each_step_leaves_a_line(brain: Answerer) -> None:
    done = run((*UNDERSTANDING, *FACTS), turn(brain, "焉耆大专几年能评职称"))
    steps = [line.step for line in done.trace]
    assert steps == [
        "message",
        "act",
        "person",
        "recall",
        "whole",
        "memory",
        "everyday",
        "parts",
        "scope",
        "choice",
        "facts",
    ]


def test_the_trace_holds_none_of_the_persons_words(brain: Answerer) -> None:
    done = run((*UNDERSTANDING, *FACTS), turn(brain, "我叫张小三住在紫荆花园要问公示几天"))
    told = " ".join(str(line) for line in done.trace)
    assert not any(word in told for word in ("张小三", "紫荆", "公示"))


def test_the_everyday_verb_means_the_route_that_is_offered(brain: Answerer) -> None:
    assert run(UNDERSTANDING, turn(brain, "焉耆几年能评助理工程师")).whole.scope.path == "chuding"
    assert run(UNDERSTANDING, turn(brain, "档案系列评馆员要几年")).whole.scope.path == "pingshen"
    assert run(UNDERSTANDING, turn(brain, "焉耆评审要几年")).whole.scope.path == "pingshen"


def test_a_text_is_read_once(brain: Answerer) -> None:
    text = "轮台中专满几年可以初定，哪天截止"
    assert brain.reader.read(text) is brain.reader.read(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("①哪天截止 ②公示几天", {"1": "哪天截止", "2": "公示几天"}),
        ("1.哪天截止 2.公示几天", {"1": "哪天截止", "2": "公示几天"}),
        ("一、哪天截止 二、公示几天", {"1": "哪天截止", "2": "公示几天"}),
        ("满1.5年可以吗", {}),
        ("交2份还是3份", {}),
    ],
)
def test_numbered_parts(text: str, parts: dict[str, str]) -> None:
    assert numbered_parts(text) == parts
