"""The three-valued outcome of a predicate, and how outcomes combine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a predicate says about one person.

    ``missing``: the applicant's fields that would decide an unknown outcome; an unknown outcome without any is *open*:
    the text of the notice does not settle it, or the rule stands elsewhere. ``in_time``: an unmet outcome that the
    passing of time alone turns into met, on ``earliest`` where that day can be computed; where only a span of days can
    (somebody began "in March"), ``earliest`` is its first day and ``earliest_by`` its last. ``pending``: unknown, but
    the missing thing (a first yearly assessment) comes with time as well. ``quote`` narrows the condition's own quote;
    where it is from another place, ``clause`` and ``notice`` say which.
    """

    status: Status
    missing: tuple[str, ...] = ()
    in_time: bool = False
    earliest: date | None = None
    earliest_by: date | None = None
    pending: bool = False
    value: str = ""
    needs: str = ""
    note: str = ""
    quote: str = ""
    clause: str = ""
    notice: str = ""

    @property
    def open(self) -> bool:
        """Unknown for another reason than a missing answer."""
        return self.status is Status.UNKNOWN and not self.missing


MET = Outcome(Status.MET)
UNMET = Outcome(Status.UNMET)
OPEN = Outcome(Status.UNKNOWN)


def unknown(*fields: str) -> Outcome:
    """Undecided until these fields are told."""
    return Outcome(Status.UNKNOWN, missing=fields)


def _fields(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for outcome in outcomes for name in outcome.missing))


def all_of(outcomes: list[Outcome]) -> Outcome:
    """Met when all are met; unmet as soon as one is."""
    unmet = [o for o in outcomes if o.status is Status.UNMET]
    if unmet:
        return next((o for o in unmet if not o.in_time), unmet[0])
    undecided = [o for o in outcomes if o.status is Status.UNKNOWN]
    if undecided:
        return replace(undecided[0], missing=_fields(undecided))
    return replace(MET, value="、".join(o.value for o in outcomes if o.value))


def any_of(outcomes: list[Outcome]) -> Outcome:
    """Met as soon as one is met; unmet when none can be met any more."""
    for outcome in outcomes:
        if outcome.status is Status.MET:
            return outcome
    undecided = [o for o in outcomes if o.status is Status.UNKNOWN]
    if undecided:
        return replace(undecided[0], missing=_fields(undecided))
    return next((o for o in outcomes if o.in_time), outcomes[0] if outcomes else UNMET)


def negate(outcome: Outcome) -> Outcome:
    """Swaps met and unmet; unknown stays unknown."""
    if outcome.status is Status.UNKNOWN:
        return outcome
    return MET if outcome.status is Status.UNMET else UNMET
