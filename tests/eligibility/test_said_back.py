"""What rests on words that may mean something else is said back before it rules anybody out."""

from __future__ import annotations

from datetime import date

import pytest

from actions.eligibility import Check, is_answer
from actions.eligibility.flow import Flow, Step
from policies_kb.eligibility import Rulebook
from policies_kb.eligibility.telling import tell
from policies_kb.loading import KnowledgeBase
from policies_kb.reading import Reader

DAY = date(2024, 10, 12)
HELD = "焉耆县，助工，大专三年，想初定初级"


class Talk:
    """A check that is told one message after the other."""

    def __init__(self, base: KnowledgeBase, book: Rulebook) -> None:
        self.flow, self.reader, self.check = Flow(base, book), Reader(base), Check()

    def say(self, text: str) -> Step:
        """The next step after a message."""
        told = tell(text, self.reader, DAY, self.check.asking)
        if self.check.asking:
            assert is_answer(self.check, told)
        self.check.take(told)
        return self.flow.advance(self.check, DAY)


@pytest.fixture
def talk(base: KnowledgeBase, book: Rulebook) -> Talk:
    return Talk(base, book)


def test_an_inferred_title_is_said_back(talk: Talk) -> None:
    step = talk.say(HELD)
    assert step.custom["ask"] == "current_title"
    assert "“助工”" in step.text
    assert "eligibility" not in step.custom


def test_agreed_to_it_counts(talk: Talk) -> None:
    talk.say(HELD)
    step = talk.say("对")
    assert step.custom["eligibility"][0]["verdict"] == "ineligible"
    assert talk.check.told["current_title"] == "初级"


def test_another_way_of_study_is_not_taken_for_that_degree(talk: Talk) -> None:
    story = "焉耆种子站，先上的中专，后来函授了大专，22年3月1日上的班，没职称，考核合格，事业单位，农业系列，想初定初级"
    step = talk.say(story)
    while step.custom.get("ask") not in (None, "study_mode"):
        step = talk.say("不清楚")
    assert step.custom["ask"] == "study_mode"
    step = talk.say("全日制")  # of the 中专, or of the 大专
    while step.custom.get("ask"):
        step = talk.say("不清楚")
    assert step.custom["eligibility"][0]["verdict"] == "need_info"


@pytest.mark.parametrize("answer", ["不是", "不是，没职称"])
def test_denied_it_is_taken_back(talk: Talk, answer: str) -> None:
    talk.say(HELD)
    step = talk.say(answer)
    assert talk.check.told.get("current_title") != "初级"
    assert step.custom.get("ask")


def test_it_is_said_back_once(talk: Talk) -> None:
    talk.say(HELD)
    step = talk.say("不知道")
    assert step.custom["eligibility"][0]["verdict"] == "ineligible"


def test_what_is_said_outright_is_not_said_back(talk: Talk) -> None:
    step = talk.say("单位在焉耆县，我是助工，大专三年，想初定初级")
    assert step.custom["eligibility"][0]["verdict"] == "ineligible"
