"""Earlier questions: kept in their order, within bounds, and gone back to."""

from __future__ import annotations

import pytest

from policies_kb.answering import Answerer
from policies_kb.dialogue.frame import Asked, Case, Frame
from policies_kb.dialogue.recall import going_back, once_more, varying
from policies_kb.dialogue.words import words
from policies_kb.model.facts import Level
from policies_kb.model.question import Scope

FEE = Asked(text="评审中级收费多少", topics=("fee",), by=("level",))
PHONE = Asked(text="咨询电话多少", topics=("contact",))
CASE = Case(asked=PHONE, recent=(FEE,))


def test_the_last_question_joins_the_recent_ones_within_bounds() -> None:
    frame = Frame.from_slot(None)
    for number in range(20):
        frame = frame.with_case(asked=Asked(text=str(number), topics=(f"t{number}",)))
    assert [asked.text for asked in frame.case.recent] == ["18", "17", "16", "15", "14"]
    assert len(frame.case.recent) == words("frame")["bounds"]["recent"]


def test_a_question_gone_back_to_is_kept_once() -> None:
    frame = Frame.from_slot(None).with_case(asked=FEE).with_case(asked=PHONE).with_case(asked=FEE)
    assert (frame.case.asked, frame.case.recent) == (FEE, (PHONE,))


@pytest.mark.parametrize(
    ("text", "asked", "rest"),
    [
        ("回到刚才那个收费的事 初级多少", FEE, "收费初级多少"),
        ("说回刚才收费的问题", FEE, ""),
        ("还是说电话的事", PHONE, ""),
    ],
)
def test_one_goes_back_to_a_matter(brain: Answerer, text: str, asked: Asked, rest: str) -> None:
    back = going_back(text, CASE, brain.reader)
    assert back is not None
    assert (back.asked, back.rest) == (asked, rest)


@pytest.mark.parametrize("text", ["说回焉耆", "回到我自己", "收费的事找谁", "回到县里上班还能报吗", "再说"])
def test_not_everything_goes_back(brain: Answerer, text: str) -> None:
    assert going_back(text, CASE, brain.reader) is None


def test_a_part_is_said_once_more(brain: Answerer) -> None:
    back = once_more("电话再说一次", CASE, brain.reader)
    assert back is not None
    assert back.asked == PHONE
    assert once_more("再说一次", CASE, brain.reader) is None
    assert once_more("材料退回来要再交一次吗", CASE, brain.reader) is None


def test_a_level_alone_goes_to_what_varies_by_it() -> None:
    assert varying(Scope(level=Level.JUNIOR), CASE) == FEE
    assert varying(Scope(level=Level.JUNIOR), Case(asked=FEE, recent=(PHONE,))) is None
    assert varying(Scope(education=("大专",)), CASE) is None
    assert varying(Scope(level=Level.JUNIOR, regions=("轮台县",)), CASE) is None
