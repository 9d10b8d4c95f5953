"""What the facts told so far decide already, from the engine's own trace: the check and the rules cannot disagree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from policies_kb.eligibility import Applicant, ApplicantError, Rulebook, Status, Target, Trace, standing

from .check import Check

RULED = ("education",)  # told alone, it says which rule on years is the person's


def finding(book: Rulebook, check: Check, told: Collection[str], as_of: date) -> list[tuple[str, Trace]]:
    """Notice and condition, for each that a field in ``told`` decides: without the field it would be unknown.

    Of the notices on the person's place that can still be met, and what puts the application off; the rule on years is
    named as soon as the education says which one it is.
    """
    if not check.told.get("region"):
        return []
    own = _standing(book, check, check.told, as_of)
    if own is None:
        return []
    notice, conditions = own
    found = {c.id: c for c in conditions if c.role == "condition" or _defers(c)}
    decided: dict[str, Trace] = {}
    for name in told:
        if name == "region":
            continue
        without = {key: value for key, value in check.told.items() if key != name}
        _, before_it = _standing(book, check, without, as_of, notice) or (notice, ())
        for before in before_it:
            now = found.get(before.id)
            if now is None:
                continue
            ruled = name in RULED and now.status is Status.UNKNOWN and now.rule != before.rule
            if ruled or (before.status is Status.UNKNOWN and now.status is not Status.UNKNOWN and now.value):
                decided[now.id] = now
    # in the notice's order, not in that of a set: every process says the same
    in_order = [decided[name] for name in found if name in decided]
    return [(notice, trace) for trace in sorted(in_order, key=lambda t: t.status is not Status.UNMET)]


def conditions(book: Rulebook, check: Check, target: Target, as_of: date, notice: str) -> tuple[Trace, ...]:
    """How each condition of the notice stands for what is told so far; none where the notice does not bear on it."""
    own = _standing(book, replace(check, target=target), check.told, as_of, notice)
    return own[1] if own else ()


def _defers(trace: Trace) -> bool:
    """A rule that puts an application off is a finding only where what was told makes it do so."""
    return trace.role == "deferral" and trace.status is Status.UNMET


def _standing(
    book: Rulebook, check: Check, told: Mapping[str, Any], as_of: date, notice: str = ""
) -> tuple[str, tuple[Trace, ...]] | None:
    """The notice's conditions for what is told; None where that is no case, or no notice bears on it."""
    if check.target is None:
        return None
    try:
        return standing(book, check.target, Applicant.model_validate(told), as_of, check.wishes(), notice)
    except (ValidationError, ApplicantError):
        return None
