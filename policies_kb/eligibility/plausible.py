"""What need not be asked because hardly anybody answers it otherwise (plausible.yml); what was taken is always said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, TypeAdapter

from policies_kb.model.facts import Strict

from .anniversaries import whole_years
from .applicant import Applicant
from .periods import days_of


class _Rule(Strict):
    taken_as: Any
    below_years: int = Field(ge=1, le=50)
    why: str = Field(min_length=4)


@dataclass(frozen=True)
class Taken:
    """The value that a field is taken to have, and why, in words to show."""

    value: Any
    why: str


@lru_cache(maxsize=1)
def _rules() -> dict[str, _Rule]:
    data = yaml.safe_load(Path(__file__).with_name("plausible.yml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, _Rule]).validate_python(data)


def plausible(applicant: Applicant, as_of: date) -> dict[str, Taken]:
    """The fields that need not be asked of this person; empty while it is not known how long they have worked."""
    most = _most_years(applicant, as_of)
    if most is None:
        return {}
    return {
        name: Taken(rule.taken_as, rule.why)
        for name, rule in _rules().items()
        if getattr(applicant, name) is None and most < rule.below_years
    }


def _most_years(applicant: Applicant, as_of: date) -> int | None:
    """The most whole years that fit what the person told."""
    if applicant.work_start:
        return whole_years(applicant.work_start, as_of)
    if applicant.work_period:
        return whole_years(days_of(applicant.work_period)[0], as_of)
    told = applicant.years if applicant.years is not None else applicant.years_most
    return None if told is None else int(told) + 1  # 两年 may be nearly three
