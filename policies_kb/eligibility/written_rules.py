"""The shape of a notice's rules.yml: conditions that refer to facts of the record by their ids."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from policies_kb.model.facts import Strict

from .predicates import Predicate
from .rules import Award, Role


class WrittenCondition(Strict):
    """One condition; what it leaves out is taken from the condition of the same id in conditions.yml.

    ``fact``: the fact of the record that states it; its quote is the condition's.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    like: str = ""  # the shared condition it is one of, where its own id is another
    fact: str = ""
    name: str = ""
    role: Role | None = None
    rule: str = ""
    unmet: str = ""
    open: str = ""
    hint: str = ""
    applies_when: Predicate | None = None
    test: Predicate | None = None


class WrittenRemark(Strict):
    """A sentence for the people it concerns; the fact's own where none is written."""

    when: Predicate | None = None
    fact: str
    say: str = ""


class WrittenPath(Strict):
    """The conditions of some paths besides the common ones. ``award`` is the path's own level where left out."""

    paths: tuple[str, ...] = Field(min_length=1)
    award: Award | None = None
    conditions: tuple[WrittenCondition, ...] = ()
    remarks: tuple[WrittenRemark, ...] = ()


class WrittenRules(Strict):
    """All of rules.yml. Place, series, years and deferrals are the record's: they are not written again."""

    common: tuple[WrittenCondition, ...] = ()
    remarks: tuple[WrittenRemark, ...] = ()
    paths: tuple[WrittenPath, ...] = Field(min_length=1)


class SharedCondition(Strict):
    """A condition of conditions.yml."""

    name: str
    role: Role = "condition"
    evidence: Literal["", "title", "years", "series"] = ""
    rule: str = ""
    unmet: str = ""
    open: str = ""
    hint: str = ""
    test: Predicate | None = None


@lru_cache(maxsize=1)
def shared_conditions() -> dict[str, SharedCondition]:
    """The conditions of conditions.yml by id."""
    text = (Path(__file__).parent / "conditions.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: SharedCondition.model_validate(entry) for name, entry in data.items()}
