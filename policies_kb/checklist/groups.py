"""Whether a fact that is limited to some people concerns this person, in three values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from policies_kb.eligibility.applicant import Applicant
from policies_kb.eligibility.evaluate import evaluate
from policies_kb.eligibility.outcome import Status
from policies_kb.eligibility.predicates import Predicate
from policies_kb.model.facts import Strict


class Group(Strict):
    """``sure``: whether the test alone decides that somebody belongs to the group."""

    test: Predicate
    sure: bool = True


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """The groups of groups.yml by the words of the records."""
    data = yaml.safe_load((Path(__file__).parent / "groups.yml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Group]).validate_python(data)


def concerns(names: tuple[str, ...], applicant: Applicant, as_of: date) -> Status:
    """MET when one group surely holds the person (or nobody is named), UNMET when none can, else UNKNOWN."""
    if not names:
        return Status.MET
    found = {_belongs(name, applicant, as_of) for name in names}
    if Status.MET in found:
        return Status.MET
    return Status.UNKNOWN if Status.UNKNOWN in found else Status.UNMET


def _belongs(name: str, applicant: Applicant, as_of: date) -> Status:
    group = groups().get(name)
    if group is None:
        return Status.UNKNOWN
    status = evaluate(group.test, applicant, as_of).status
    return Status.UNKNOWN if status is Status.MET and not group.sure else status
