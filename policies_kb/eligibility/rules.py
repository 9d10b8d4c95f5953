"""The rules of a notice, bound to the facts of its record: what the engine judges by."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from policies_kb.model.facts import Education, Quote, Strict

from .applicant import CurrentTitle, Target
from .predicates import Predicate

Role = Literal["condition", "exclusion", "deferral", "elsewhere"]


class Condition(Strict):
    """One condition of a notice.

    ``role`` says how the notice words it: a condition to fulfil, an exclusion, a deferral, or a rule that it leaves to
    another document. ``rule`` restates it in plain words. ``unmet`` and ``open`` are said in those cases, ``hint``
    where an answer is missing. Without ``applies_when`` it binds everybody; where that cannot be told yet, the
    condition counts as unknown unless it is met anyhow.
    """

    id: str
    name: str
    role: Role = "condition"
    evidence: Quote
    rule: str
    unmet: str = ""
    open: str = ""
    hint: str = ""
    applies_when: Predicate | None = None
    test: Predicate

    @property
    def clause(self) -> str:
        return self.evidence.clause

    @property
    def quote(self) -> str:
        return self.evidence.quote


class Award(Strict):
    """The level that a path leads to: one level, or one by education or by the present title."""

    level: str = ""
    by_education: dict[Education, str] = Field(default_factory=dict)
    by_title: dict[CurrentTitle, str] = Field(default_factory=dict)


class Remark(Strict):
    """A sentence to add for the people it concerns; it decides nothing."""

    when: Predicate | None = None
    evidence: Quote
    say: str


class PathRules(Strict):
    """Every condition of one way to a title, the notice's common ones first."""

    targets: tuple[Target, ...] = Field(min_length=1)
    award: Award = Award()
    conditions: tuple[Condition, ...] = ()
    remarks: tuple[Remark, ...] = ()


class NotOffered(Strict):
    """What the notice says it is about, for people who ask for something else."""

    evidence: Quote
    say: str


class Rules(Strict):
    """All rules of one notice. ``only_series``: the notice is about these series alone."""

    notice: str
    only_series: tuple[str, ...] = ()
    not_offered: NotOffered
    region: Condition
    paths: tuple[PathRules, ...]

    def path(self, target: Target) -> PathRules | None:
        """The rules for ``target``; None where the notice does not offer it."""
        return next((path for path in self.paths if target in path.targets), None)


class Span(Strict):
    """The online application window, both days included; None where the notice names no day.

    ``opens`` and ``closes`` say the same moments in words, with the time of day where the notice gives one.
    """

    start: date | None = None
    end: date | None = None
    opens: str = ""
    closes: str = ""
