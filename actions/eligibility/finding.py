"""What the facts told so far decide already, from the engine's own trace: the check and the rules cannot disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pydantic import ValidationError

from policies_kb.eligibility import Applicant, ApplicantError, Rulebook, Status, Trace, assess

from .check import Check

RULED = ("education",)  # told alone, it says which rule on years is the person's


def finding(book: Rulebook, check: Check, told: Collection[str], as_of: date) -> list[tuple[str, Trace]]:
    """Notice and condition, for each that a field in ``told`` decides: without the field it would be unknown.

    Of the notices on the person's place that can still be met; the rule on years is named as soon as the education
    says which one it is.
    """
    if check.target is None or not check.told.get("region"):
        return []
    try:
        results = assess(book, check.target, Applicant.model_validate(check.told), as_of, check.wishes())
    except (ValidationError, ApplicantError):
        return []
    if not results:
        return []
    own = results[0]
    found = {c.id: c for c in own.conditions if c.role == "condition"}
    decided: dict[str, Trace] = {}
    for name in told:
        for before in _without(book, check, name, own.notice_id, as_of):
            now = found.get(before.id)
            if now is None or name == "region":
                continue
            ruled = name in RULED and now.status is Status.UNKNOWN and now.rule != before.rule
            if ruled or (before.status is Status.UNKNOWN and now.status is not Status.UNKNOWN and now.value):
                decided[now.id] = now
    return [(own.notice_id, trace) for trace in sorted(decided.values(), key=lambda t: t.status is not Status.UNMET)]


def _without(book: Rulebook, check: Check, name: str, notice: str, as_of: date) -> Iterator[Trace]:
    """The conditions of the notice as they stand when one field was not told."""
    told = {key: value for key, value in check.told.items() if key != name}
    if check.target is None:
        return
    try:
        results = assess(book, check.target, Applicant.model_validate(told), as_of, check.wishes())
    except (ValidationError, ApplicantError):
        return
    yield from (c for result in results if result.notice_id == notice for c in result.conditions)
