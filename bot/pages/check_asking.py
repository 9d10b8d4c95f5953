"""What /check asks next: the place, then the series, then what the engine needs; and how far along the person is."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from actions.eligibility import Check, Decided, Open
from actions.knowledge import flow, rulebook
from policies_kb.eligibility import Applicant, ApplicantError, Verdict, assess, targets
from policies_kb.eligibility.plausible import Taken
from policies_kb.eligibility.values import fields

from .check_state import State

PLACE, SERIES = "region", "series"


@dataclass(frozen=True)
class Asked:
    """What the engine found for a state. ``check``: what was told and can be; ``taken``: fields taken for granted
    (policies_kb/eligibility/plausible.yml); ``left``: the most questions that can still come, None where not known;
    ``region``: the place of the person's unit by its full name, "" where not known."""

    found: Open | Decided
    check: Check
    taken: dict[str, Taken]
    left: int | None = None
    region: str = ""


def asked(state: State) -> Asked:
    """The next question, or the verdict."""
    check = state.check()
    if _open(check, PLACE):
        return Asked(Open(PLACE), check, {})
    applicant = _applicant(check)
    region = (applicant.region or "") if applicant else ""
    taken = _taken(check, state)
    if _open(check, SERIES) and SERIES in _still_matter(check, state):
        return Asked(Open(SERIES), check, taken, _left(check, state), region)
    found = flow().decide(check, state.day)
    return Asked(found, check, taken, _left(check, state), region)


def _open(check: Check, name: str) -> bool:
    return name not in check.told and name not in check.asked


def _taken(check: Check, state: State) -> dict[str, Taken]:
    """What is taken for granted of what would be asked, put into the check."""
    applicant = _applicant(check)
    found = {} if applicant is None else flow().taken(check, applicant, state.day)
    if found:
        matter = _still_matter(check, state)
        found = {name: one for name, one in found.items() if name in matter}
    check.told.update({name: one.value for name, one in found.items()})
    return found


def _left(check: Check, state: State) -> int | None:
    """How many questions can still come at most; not known before it is known what is applied for."""
    return len(_still_matter(check, state)) if check.target else None


def _still_matter(check: Check, state: State) -> set[str]:
    """The fields not told and not asked yet that can change a verdict on what is, or may be, applied for."""
    applicant = _applicant(check)
    if applicant is None:
        return set()
    wanted = [check.target] if check.target else [*targets()]
    try:
        results = [r for target in wanted for r in assess(rulebook(), target, applicant, state.day, check.wishes())]
    except ApplicantError:
        return set()
    missing = {name for result in results if result.verdict is Verdict.NEED_INFO for name in result.missing}
    return {name for name in missing if name in fields() and _open(check, name)}


def _applicant(check: Check) -> Applicant | None:
    """The person told of; None where that cannot be (the engine says what is wrong)."""
    try:
        return Applicant.model_validate(check.told)
    except ValidationError:
        return None
