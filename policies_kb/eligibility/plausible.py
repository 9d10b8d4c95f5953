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
    below_years: int | None = Field(default=None, ge=1, le=50)
    path: str = ""
    why: str = Field(min_length=4)
    says: str = Field(min_length=2)


@dataclass(frozen=True)
class Taken:
    """The value that a field is taken to have, why, and the value in a sentence (「按您{says}核对」)."""

    value: Any
    why: str
    says: str


@lru_cache(maxsize=1)
def _rules() -> dict[str, _Rule]:
    data = yaml.safe_load(Path(__file__).with_name("plausible.yml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, _Rule]).validate_python(data)


def plausible(applicant: Applicant, as_of: date, path: str = "") -> dict[str, Taken]:
    """The fields that need not be asked of this person, who applies by ``path`` ("" while that is not known)."""
    most = _most_years(applicant, as_of)
    return {
        name: Taken(rule.taken_as, rule.why, rule.says)
        for name, rule in _rules().items()
        if getattr(applicant, name) is None and _applies(rule, most, path)
    }


def _applies(rule: _Rule, most: int | None, path: str) -> bool:
    if rule.path and rule.path != path:
        return False
    return rule.below_years is None or (most is not None and most < rule.below_years)


def _most_years(applicant: Applicant, as_of: date) -> int | None:
    """The most whole years that fit what the person told."""
    if applicant.work_start:
        return whole_years(applicant.work_start, as_of)
    if applicant.work_period:
        return whole_years(days_of(applicant.work_period)[0], as_of)
    told = applicant.years if applicant.years is not None else applicant.years_most
    return None if told is None else int(told) + 1  # 两年 may be nearly three
