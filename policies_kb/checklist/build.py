"""Builds a checklist from a notice's facts."""

from __future__ import annotations

from datetime import date

from policies_kb.eligibility.applicant import Applicant, Target
from policies_kb.eligibility.groups import concerns
from policies_kb.eligibility.outcome import Status
from policies_kb.loading import Notice
from policies_kb.model.facts import (
    APPLICANT,
    APPLY,
    AnyFact,
    CutoffFact,
    FeeFact,
    Level,
    MaterialFact,
    PlaceFact,
    PlatformFact,
    PostingFact,
    RouteFact,
    WindowFact,
    day_of,
)
from policies_kb.reference import load_reference

from .model import Checklist, Item, PostingStart, StageDates
from .workdays import BeyondCalendar, latest_start

FEE = "fee"


def make_checklist(notice: Notice, target: Target, applicant: Applicant, as_of: date) -> Checklist:
    """The checklist of ``notice`` for one person; facts that cannot concern them are left out."""
    mine = _Mine(notice, target, applicant, as_of)
    dates = _dates(mine)
    online, paper, by_unit = _materials(mine)
    fees = tuple(fact for fact in mine.facts if isinstance(fact, FeeFact))
    return Checklist(
        notice_id=notice.id,
        target=target,
        path=mine.path,
        as_of=as_of,
        online=online,
        paper=paper,
        by_unit=by_unit,
        dates=dates,
        posting=_posting(mine, dates),
        routes=tuple(fact for fact in mine.facts if isinstance(fact, RouteFact)),
        fees=fees,
        fee_silence="" if fees else _fee_silence(notice, mine.path),
        platforms=tuple(fact for fact in mine.facts if isinstance(fact, PlatformFact)),
        places=tuple(fact for fact in mine.facts if isinstance(fact, PlaceFact)),
        contacts=notice.contacts,
    )


class _Mine:
    """The facts of a notice that can concern one person, in the record's order."""

    def __init__(self, notice: Notice, target: Target, applicant: Applicant, as_of: date) -> None:
        found = load_reference().targets[target]
        self.path = found.id
        self.level = Level(found.levels[0]) if len(found.levels) == 1 else None
        self.applicant, self.as_of = applicant, as_of
        self.facts = tuple(fact for fact in notice.record.facts if self._fits(fact))

    def _fits(self, fact: AnyFact) -> bool:
        if fact.paths and self.path not in fact.paths:
            return False
        if fact.levels and self.level and self.level not in fact.levels:
            return False
        told = self.applicant.education
        if fact.education and told and told not in fact.education:
            return False
        return concerns(fact.applies_to, self.applicant, self.as_of) is not Status.UNMET

    def only_for(self, fact: MaterialFact) -> str:
        """Whom the item is for, where that is open for this person."""
        if concerns(fact.applies_to, self.applicant, self.as_of) is Status.UNKNOWN:
            return fact.required_when or "、".join(fact.applies_to)
        if fact.required_when and not fact.applies_to:
            return fact.required_when
        # a level that the target leaves open: both levels' items stay, each with its level
        return "、".join(fact.levels) if fact.levels and self.level is None else ""


def _materials(mine: _Mine) -> tuple[tuple[Item, ...], tuple[Item, ...], tuple[Item, ...]]:
    """Online and paper items of the applicant, and those the unit makes; details go to the item of their topic."""
    facts = [fact for fact in mine.facts if isinstance(fact, MaterialFact)]
    listed = [fact for fact in facts if fact.listed]
    details: dict[str, list[AnyFact]] = {fact.id: [] for fact in listed}
    for fact in facts:
        if not fact.listed:
            holder = _holder(fact, listed)
            if holder:
                details[holder.id].append(fact)
    items = [Item(fact, mine.only_for(fact), tuple(details[fact.id])) for fact in listed]
    own = [item for item in items if item.fact.provided_by == APPLICANT]
    unit = tuple(item for item in items if item.fact.provided_by != APPLICANT)
    return _in_order(own, "online", "both"), _in_order(own, "paper", "both"), unit


def _holder(fact: MaterialFact, listed: list[MaterialFact]) -> MaterialFact | None:
    """The listed item that a further requirement belongs to; by its number only where that names a single item."""
    reachable = [other for other in listed if fact.channel in (other.channel, "both") or other.channel == "both"]
    for other in reachable:
        if other.topic == fact.topic or other.name == fact.name:
            return other
    numbered = [other for other in reachable if fact.item and (other.item, other.channel) == (fact.item, fact.channel)]
    return numbered[0] if len(numbered) == 1 else None


def _in_order(items: list[Item], *channels: str) -> tuple[Item, ...]:
    """The items of these channels by the notice's own numbers; one for both gives way to one for this alone."""
    alone = {item.fact.topic for item in items if item.fact.channel == channels[0]}
    chosen = [
        item
        for item in items
        if item.fact.channel in channels and (item.fact.channel == channels[0] or item.fact.topic not in alone)
    ]
    return tuple(sorted(chosen, key=lambda item: (item.fact.item is None, item.fact.item or 0)))


def _dates(mine: _Mine) -> tuple[StageDates, ...]:
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


def _posting(mine: _Mine, dates: tuple[StageDates, ...]) -> PostingStart | None:
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
