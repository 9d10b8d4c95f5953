"""One person, two rounds: the engine and the check in conversation judge by the round that is meant."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar

from bot.pages.verdicts import entries
from policies_kb.checklist import calendar_of, make_checklist, read_token
from policies_kb.eligibility import Applicant, Result, Status, assess
from policies_kb.loading import KnowledgeBase
from policies_kb.model.rounds import Wish
from policies_kb.scope import timeline
from policies_kb.serving import current
from tests.conftest import Say

from .conftest import browse
from .judging import judge, named
from .values import strange

HERE = Path(__file__).parent
GROUPS: list[dict[str, Any]] = yaml.safe_load((HERE / "eligibility.yml").read_text(encoding="utf-8"))
TALKS: list[dict[str, Any]] = yaml.safe_load((HERE / "talks.yml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(group, case, id=f"{group['target']}-{case['name']}") for group in GROUPS for case in group["cases"]
]
AMENDING = {"Y25": ["Y25延"]}  # what is said of the one may come from the other
AMENDED = {"yanqi-2025-chuding": "yanqi-2025-yanqi"}


def person(group: dict[str, Any], case: dict[str, Any]) -> Applicant:
    told = {k: v for k, v in {**group["person"], **case.get("change", {})}.items() if v is not None}
    return Applicant.model_validate(told)


def judged(group: dict[str, Any], case: dict[str, Any]) -> list[Result]:
    rounds = tuple(Wish.model_validate(wish) for wish in case.get("rounds", ()))
    return assess(current().rulebook, group["target"], person(group, case), case["day"], rounds)


@pytest.mark.parametrize(("group", "case"), CASES)
def test_engine(group: dict[str, Any], case: dict[str, Any], two_rounds: KnowledgeBase) -> None:
    results = [result for result in judged(group, case) if _for_their_place(result)]
    assert [result.notice_id for result in results] == list(named(case["notices"]))
    if not results:
        return
    first = results[0]
    assert first.verdict.value == case["verdict"], first.text
    assert first.earliest == case.get("earliest"), first.text
    assert first.window.value == case["window"], first.text
    for wanted in case.get("says", ()):
        assert wanted in first.text
    for unwanted in case.get("lacks", ()):
        assert unwanted not in first.text
    for result in results:
        _only_its_own(result.text, result.notice_id, case["day"], two_rounds)


@pytest.mark.parametrize(("group", "case"), CASES)
def test_checklist_and_calendar(group: dict[str, Any], case: dict[str, Any], two_rounds: KnowledgeBase) -> None:
    day = case["day"]
    for result in judged(group, case):
        notice = timeline(two_rounds).as_of(two_rounds.notices[result.notice_id], day)
        checklist = make_checklist(notice, group["target"], person(group, case), day)
        events = list(Calendar.from_ical(calendar_of(checklist, notice)).walk("VEVENT"))
        text = "\n".join(f"{event['summary']} {event['description']}" for event in events)
        _only_its_own(text, notice.id, day, two_rounds)
        assert bool(events) == checklist.has_days_ahead
        assert {event.decoded("dtend").year for event in events} <= {notice.head.year}, text
        (entry,) = entries([result], person(group, case), day, two_rounds)
        _only_its_own(
            "\n".join([entry.top.says, entry.top.step, entry.posting, *entry.remarks]), notice.id, day, two_rounds
        )


@pytest.mark.parametrize("case", TALKS, ids=[case["name"] for case in TALKS])
def test_talk(case: dict[str, Any], say: Say, two_rounds: KnowledgeBase) -> None:
    told, of = "", None
    for turn in case["turns"]:
        day, told = str(turn.get("day", case["day"])), told + str(turn["say"])
        of = turn.get("of", of)
        replies = say(f"time-talk-{case['name']}", str(turn["say"]), day)
        on = date.fromisoformat(day)
        judge({**turn, "of": [of, *AMENDING.get(of, ())]} if of else turn, replies, told, on, two_rounds)
        results = [result for reply in replies for result in reply.custom.get("eligibility", ())]
        assert bool(results) is ("verdict" in turn), replies
        for first in results[:1]:
            assert (first["notice_id"], first["verdict"]) == (named(of)[0], turn["verdict"]), replies
        for link in (reply.custom["checklist"] for reply in replies if "checklist" in reply.custom):
            _same_round(link, named(of)[0], on, two_rounds)


def _same_round(link: str, notice_id: str, day: date, base: KnowledgeBase) -> None:
    """The printable list and the calendar behind a link are of the round that was judged."""
    token = re.findall(r"/api/eligibility/([^/]+)/checklist", link)[0]
    assert read_token(token).as_of == day
    page = browse(link)
    assert f'href="/notices/{notice_id}#' in page.text
    of = (notice_id, *([AMENDED[notice_id]] if notice_id in AMENDED else ()))
    assert not strange(re.sub(r"<[^>]+>", " ", page.text), "", day, of, base)
    calendar = browse(link.replace("/checklist", "/checklist.ics"))
    if calendar.status == HTTPStatus.NOT_FOUND:
        assert "日期都已过去" in calendar.text  # of a round that is over
    else:
        assert calendar.file == f"{notice_id}.ics"


def _for_their_place(result: Result) -> bool:
    """Whether the notice is for the person's place; others are judged, too, and only shown when they are named."""
    return all(trace.status is not Status.UNMET for trace in result.conditions if trace.id == "region")


def _only_its_own(text: str, notice_id: str, day: date, base: KnowledgeBase) -> None:
    of = (notice_id, *([AMENDED[notice_id]] if notice_id in AMENDED else ()))
    assert not strange(text, "", day, of, base), text
