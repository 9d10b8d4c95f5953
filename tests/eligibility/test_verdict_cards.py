"""The verdict as a card, and what can be chosen instead of typed."""

from __future__ import annotations

from datetime import date

import pytest

from actions.eligibility import Check
from actions.eligibility.choosing import choices
from actions.eligibility.flow import Flow, Step
from policies_kb.eligibility import Rulebook
from policies_kb.eligibility.telling import tell
from policies_kb.loading import KnowledgeBase
from policies_kb.reading import Reader

OPEN, CLOSED = date(2024, 10, 12), date(2026, 1, 5)
STORY = "轮台县，县直事业单位，工程系列，全日制本科，2022年7月参加工作，没有职称，考核都合格，在职，想初定初级"


def told(base: KnowledgeBase, book: Rulebook, story: str, day: date, *, brief: bool = True) -> Step:
    check = Check()
    check.take(tell(story, Reader(base), day, None))
    return Flow(base, book).advance(check, day, brief=brief)


@pytest.mark.parametrize(
    ("story", "day", "verdict", "window"),
    [
        (STORY, OPEN, "eligible", "open"),
        (STORY, CLOSED, "eligible", "closed"),
        (STORY.replace("2022年7月", "2024年7月"), OPEN, "not_yet", "open"),
        (STORY.replace("在职", "已退休"), OPEN, "ineligible", "open"),
    ],
)
@pytest.mark.parametrize("brief", [True, False])
def test_a_verdict_tells_what_it_is_and_why(
    base: KnowledgeBase, book: Rulebook, story: str, day: date, verdict: str, window: str, brief: bool
) -> None:
    step = told(base, book, story, day, brief=brief)
    (card,) = step.custom["cards"]
    assert (card["verdict"], card["window"]) == (verdict, window)
    lines = step.text.split("\n")
    at = lines.index(card["first"])
    spelt = [card["first"], *card["after"]]
    assert [line for line in lines[at : at + card["lines"]] if line[:2] not in ("✗ ", "？ ", "✓ ")] == spelt
    statuses = [reason["status"] for reason in card["reasons"]]
    assert statuses == sorted(statuses, key=["unmet", "unknown", "met"].index)
    (found,) = (one for one in step.custom["eligibility"] if one["notice_id"] == card["notice_id"])
    assert len(statuses) == len(found["conditions"])
    assert all(f" {reason['says']}" in found["text"] for reason in card["reasons"])


def test_what_can_be_chosen_is_understood(base: KnowledgeBase) -> None:
    reader = Reader(base)
    places = choices("region", base, OPEN)["choose"]
    named = [name for group in places for name in (group["options"] or [group["title"]])]
    assert len(named) == len(set(named))
    for name in named:
        assert tell(name, reader, OPEN, "region").values["region"] == name
    covered = {place for notice in base.notices.values() for place in notice.head.coverage.regions}
    assert covered & {places[0]["title"], *places[0]["options"]}  # where there is a notice comes first
    for group in choices("series", base, OPEN)["choose"]:
        assert tell(group["title"], reader, OPEN, "series").values["series"] == group["title"]
    assert choices("education", base, OPEN) == {}
