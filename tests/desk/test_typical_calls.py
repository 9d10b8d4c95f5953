"""The typical calls of evaluation/calls, as the console answers them: right at the first, and never wrong."""

from __future__ import annotations

import pytest

from bot.desk.calls.cards import Card
from bot.desk.calls.direct import direct
from evaluation.calls.cases import FILE, Call, calls
from evaluation.calls.judge import Heard, Judgement, judge
from policies_kb.model.question import Scope
from policies_kb.search import Asked, search

RIGHT = 0.95  # of the calls; none is wrong
SPOKEN = 60  # characters of the sentence, unless it is one that is longer


def answered(call: Call) -> Heard:
    """What the console gives for the card's place and series."""
    scope = Scope(regions=(call.place,) if call.place else (), series=(call.series,) if call.series else ())
    found = direct(call.asked, Card(1, "clerk", 0.0, scope, day=call.day), call.day)
    cited = tuple((source.notice_id, source.clause) for source in found.sources)
    return Heard(found.aloud, "".join(found.rest), cited, found.silent, found.asked_back)


@pytest.mark.usefixtures("trained")
def test_the_first_result_is_right_and_none_is_wrong() -> None:
    judged = {call.call: judge(call, answered(call)) for call in calls()}
    assert {name: found.wrong for name, found in judged.items() if found.wrong} == {}
    missed = {name: found.faults for name, found in judged.items() if not found.right}
    assert len(missed) <= len(judged) * (1 - RIGHT), missed


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(("file", "right"), [("strangers_first", 36), ("strangers_second", 77)])
def test_what_was_right_of_strangers_calls_stays_so(file: str, right: int) -> None:
    """No measure of accuracy: the first runs stand in the files' heads."""
    judged = {call.call: judge(call, answered(call)) for call in calls(FILE.with_name(f"{file}.yml"))}
    missed = {name: (*found.faults, *found.wrong) for name, found in judged.items() if not found.right}
    assert len(judged) - len(missed) >= right, missed


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("call", [call for call in calls() if call.silent], ids=lambda call: call.call)
def test_a_silence_is_read_out_with_whom_to_ask(call: Call) -> None:
    heard = answered(call)
    assert heard.silent and call.phone in heard.aloud and len(heard.aloud) <= SPOKEN


def test_the_calls_are_of_all_notices_and_of_every_kind() -> None:
    notices = {notice for call in calls() for notice in call.clause}
    assert len(notices) == 5 and len(calls()) == 40
    assert {call.expected for call in calls()} == {"stated", "silent", "uncovered"}


@pytest.mark.parametrize("call", [call for call in calls() if call.uncovered], ids=lambda call: call.call)
def test_no_other_places_clause_is_found_for_a_place_without_a_notice(call: Call) -> None:
    if not call.place:
        assert search(Asked(call.asked, call.day)).uncovered


@pytest.mark.parametrize(
    ("heard", "wrong"),
    [
        (Heard("满2年。", "", (("a", "三"),), silent=False, asked_back=False), False),
        (Heard("通知没有写。", "", (), silent=True, asked_back=False), True),
        (Heard("满2年。", "", (("b", "三"),), silent=False, asked_back=False), True),
        (Heard("要交材料。", "", (("a", "四"),), silent=False, asked_back=False), True),
        (Heard("请问哪个县？", "", (), silent=False, asked_back=True), False),
    ],
)
def test_the_judge_tells_what_misleads(heard: Heard, wrong: bool) -> None:
    call = Call.model_validate(
        {"call": "x", "day": "2001-01-01", "types": "几年", "aloud": ["满2年"], "clause": {"a": ["三"]}}
    )
    found: Judgement = judge(call, heard)
    assert bool(found.wrong) is wrong
