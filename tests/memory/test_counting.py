"""People counted over turns; what is not surely counted is not."""

from __future__ import annotations

import pytest

from policies_kb.answering import Answerer
from policies_kb.dialogue.counting import Counted, counted
from policies_kb.dialogue.frame import Asked, Frame
from policies_kb.model.facts import Level
from policies_kb.model.question import Scope

FOUR = {"count": 4, "path": "pingshen", "level": "初级"}
SCOPE = Scope(path="pingshen", level=Level.JUNIOR)


def frame(*counts: dict[str, object], topics: tuple[str, ...] = ("fee",)) -> Frame:
    asked = Asked(text="评审费多少", topics=topics, scope=SCOPE.as_dict(), counts=counts)
    return Frame.from_slot(None).with_case(asked=asked, scope=SCOPE.as_dict())


def count(brain: Answerer, text: str, known: Frame) -> Counted | None:
    reading = brain.reader.read(text)
    return counted(text, reading, known, SCOPE)


@pytest.mark.parametrize(
    ("text", "before", "groups"),
    [
        ("我们有四个初级的", (), [(4, "初级")]),
        ("再加两个中级呢", (FOUR,), [(4, "初级"), (2, "中级")]),
        ("换成3个中级", (FOUR,), None),
        ("一共", (FOUR,), [(4, "初级")]),
        ("加起来多少", (FOUR,), [(4, "初级")]),
        ("总共要几份材料", (FOUR,), None),
        ("一共", (), None),
    ],
)
def test_people_are_counted(
    brain: Answerer, text: str, before: tuple[dict[str, object], ...], groups: list[tuple[int, str]] | None
) -> None:
    found = count(brain, text, frame(*before))
    assert (found and [(g["count"], g["level"]) for g in found.groups]) == groups


def test_nothing_is_counted_on_another_matter(brain: Answerer) -> None:
    assert count(brain, "我们有四个初级的", frame(topics=("contact",))) is None


def test_two_spoken_of_as_one_are_counted_by_their_cases(brain: Answerer) -> None:
    one = frame()
    assert count(brain, "两口子一共多少", one) == Counted("一共多少")
    mid = Scope(path="pingshen", level=Level.MIDDLE)
    both = one.model_copy(update={"who": "爱人"}).with_case(asked=one.case.asked, scope=mid.as_dict())
    found = count(brain, "两口子一共多少", both)
    assert found is not None
    assert [(g["count"], g["level"]) for g in found.groups] == [(1, "初级"), (1, "中级")]
