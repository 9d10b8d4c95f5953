"""Whether a fact that is limited to some people concerns this person, in three values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pydantic import TypeAdapter

from policies_kb.reference import load_reference

from .applicant import Applicant
from .evaluate import evaluate
from .outcome import Status
from .predicates import Predicate, Region

_PREDICATE: TypeAdapter[Predicate] = TypeAdapter(Predicate)


def concerns(names: tuple[str, ...], applicant: Applicant, as_of: date) -> Status:
    """MET when one group surely holds the person (or nobody is named), UNMET when none can, else UNKNOWN."""
    if not names:
        return Status.MET
    found = {_belongs(name, applicant, as_of) for name in names}
    if Status.MET in found:
        return Status.MET
    return Status.UNKNOWN if Status.UNKNOWN in found else Status.UNMET


def _belongs(name: str, applicant: Applicant, as_of: date) -> Status:
    test = _test(name)
    if test is None:
        return Status.UNKNOWN
    status = evaluate(test, applicant, as_of).status
    group = load_reference().groups.get(name)
    return Status.UNKNOWN if status is Status.MET and group and not group.sure else status


@lru_cache(maxsize=256)
def _test(name: str) -> Predicate | None:
    """The group's condition; a place is a group of its own; None where no field of a person tells."""
    reference = load_reference()
    if name in reference.regions:
        return Region(kind="region", within=(name,))
    group = reference.groups.get(name)
    return _PREDICATE.validate_python(group.test) if group and group.test else None
