"""Builds a checklist from a notice's facts."""

from __future__ import annotations

from datetime import date

from policies_kb.eligibility.applicant import Applicant, Target
from policies_kb.loading import Notice
from policies_kb.model.facts import (
    APPLY,
    CutoffFact,
    FeeFact,
    Level,
    PlaceFact,
    PlatformFact,
    PostingFact,
    RouteFact,
    WindowFact,
    day_of,
)
from policies_kb.reference import load_reference

from .materials import materials_of
from .mine import Mine
from .model import Checklist, PostingStart, StageDates
from .workdays import BeyondCalendar, latest_start

FEE = "fee"


def make_checklist(notice: Notice, target: Target, applicant: Applicant, as_of: date) -> Checklist:
    """The checklist of ``notice`` for one person; facts that cannot concern them are left out."""
    aim = load_reference().targets[target]
    mine = Mine(notice, aim.id, Level(aim.levels[0]) if len(aim.levels) == 1 else None, applicant, as_of)
    dates = _dates(mine)
    fees = tuple(fact for fact in mine.facts if isinstance(fact, FeeFact))
    return Checklist(
        notice_id=notice.id,
        target=target,
        path=aim.id,
        as_of=as_of,
        materials=materials_of(mine),
        dates=dates,
        posting=_posting(mine, dates),
        routes=tuple(fact for fact in mine.facts if isinstance(fact, RouteFact)),
        fees=fees,
        fee_silence="" if fees else _fee_silence(notice, aim.id),
        platforms=tuple(fact for fact in mine.facts if isinstance(fact, PlatformFact)),
        places=tuple(fact for fact in mine.facts if isinstance(fact, PlaceFact)),
        contacts=notice.contacts,
    )


def _dates(mine: Mine) -> tuple[StageDates, ...]:
    found: list[StageDates] = []
    for fact in mine.facts:
        if isinstance(fact, WindowFact):
            state = _state(fact.start and day_of(fact.start), fact.end and day_of(fact.end), mine.as_of)
            stage = load_reference().stages[fact.stage]
            duty = fact.duty or stage.duty or "、".join(fact.applies_to)
            found.append(StageDates(fact.stage, stage.name, fact.start, fact.end, state, fact, fact.tentative, duty))
        elif isinstance(fact, CutoffFact):
            state = _state(None, day_of(fact.at), mine.as_of)
            found.append(StageDates(None, "提交到终审部门", None, fact.at, state, fact))
    return tuple(found)


def _state(start: date | None, end: date | None, as_of: date) -> str:
    if start is None and end is None:
        return "later"
    if end and as_of > end:
        return "closed"
    return "upcoming" if start and as_of < start else "open"


def _posting(mine: Mine, dates: tuple[StageDates, ...]) -> PostingStart | None:
    """Counted back from the end of the application: its result has to be uploaded with it."""
    fact = next((fact for fact in mine.facts if isinstance(fact, PostingFact)), None)
    ends = [day_of(d.end) for d in dates if d.end and d.stage in (APPLY, None)]
    if fact is None or not ends:
        return None
    deadline = min(ends)
    try:
        return PostingStart(fact.working_days, latest_start(deadline, fact.working_days), deadline, fact)
    except BeyondCalendar as error:
        return PostingStart(fact.working_days, None, deadline, fact, beyond=error.year)


def _fee_silence(notice: Notice, path: str) -> str:
    """The record's own sentence on the missing fee; the standard one where it has none."""
    cell = notice.cell(FEE).for_path(path)
    own = next((entry.say for entry in cell.not_stated if entry.say), "")
    return own or "通知没有写这一方式的收费。"
