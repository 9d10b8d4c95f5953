"""Drives a check: the next question is the one that can still change the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from actions.wording.phrasebook import load_phrasebook
from policies_kb.eligibility import (
    Applicant,
    ApplicantError,
    Result,
    Target,
    Verdict,
    assess,
    load_rulebook,
    next_question,
    question,
)
from policies_kb.loading import KnowledgeBase
from policies_kb.model.facts import Path
from policies_kb.scope.resolve import covers_region, covers_series

from .check import TARGET, Check

PATH_TARGETS = {
    Path.CHUDING: Target.CHUDING,
    Path.CHUDING_MID: Target.CHUDING_MID,
    Path.TOWNSHIP_MID: Target.TOWNSHIP_MID,
    Path.SHOUYU: Target.SHOUYU,
    Path.GAODING: Target.GAODING,
    Path.PINGSHEN: Target.PINGSHEN,
}


@dataclass(frozen=True)
class Step:
    """What the check says next: a question with buttons, or the verdict."""

    text: str
    buttons: tuple[dict[str, str], ...]
    custom: dict[str, Any]


class Flow:
    """The check for one knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._book = load_rulebook(base)
        self._say = load_phrasebook()

    def advance(self, check: Check, as_of: date) -> Step:
        """The next question, or the verdict; ``check`` remembers which."""
        try:
            applicant = Applicant.model_validate(check.told)
            applicant.check(as_of)
        except (ValidationError, ApplicantError) as error:
            return self._mend(check, error)
        if check.target is None:
            offered = self._offered(applicant)
            if len(offered) == 1:
                check.target = offered[0].value
            elif applicant.region is None and not applicant.series and "region" not in check.asked:
                return self._ask(check, "region")
            elif TARGET not in check.asked:
                return self._ask_target(check, offered or list(Target))
            else:
                check.target = Target.CHUDING.value
        results = assess(self._book, Target(check.target), applicant, as_of)
        field = next_question(results, applicant, check.asked)
        if field and not self._settled(results):
            return self._ask(check, field)
        check.done = True
        return self._verdict(check, results)

    def _settled(self, results: list[Result]) -> bool:
        return all(result.verdict is not Verdict.NEED_INFO for result in results)

    def _offered(self, applicant: Applicant) -> list[Target]:
        """The targets of the notices that apply to the person's place and series."""
        found: list[Target] = []
        for notice in self._base.notices.values():
            if applicant.region and not covers_region(notice, applicant.region, self._base):
                continue
            only = notice.head.coverage.series_mode == "only"
            if only and not (applicant.series and covers_series(notice, applicant.series)):
                continue
            if not applicant.region and not only:
                return []
            found += [PATH_TARGETS[path] for path in notice.head.coverage.paths]
        return list(dict.fromkeys(found))

    def _ask(self, check: Check, field: str) -> Step:
        check.asking = field
        words = question(field)
        buttons = tuple({"title": title, "payload": title} for title in words.options.values())
        text = self._say("check_ask", question=words.question, why=words.why)
        return Step(text, buttons, {"status": "clarify", "ask": field})

    def _ask_target(self, check: Check, offered: list[Target]) -> Step:
        check.asking = TARGET
        buttons = tuple({"title": target.value, "payload": target.value} for target in offered)
        return Step(self._say("check_ask_target"), buttons, {"status": "clarify", "ask": TARGET})

    def _mend(self, check: Check, error: ValidationError | ApplicantError) -> Step:
        """A statement that cannot be: it is dropped and asked again, with the reason."""
        if isinstance(error, ApplicantError):
            field, reason = error.field, error.reason
        else:
            first = error.errors()[0]
            field, reason = str(first["loc"][0]), first["msg"]
        check.told.pop(field, None)
        step = self._ask(check, "years" if field == "work_start" else field)
        return Step(f"{reason}。{step.text}", step.buttons, step.custom)

    def _verdict(self, check: Check, results: list[Result]) -> Step:
        if not check.told.get("region"):
            results = sorted(results, key=lambda result: not self._about(result, check.told.get("series")))
        shown = [result for index, result in enumerate(results) if index == 0 or self._concerns(result, check)]
        citations = [
            {"notice_id": result.notice_id, "clause": c.clause, "quote": c.quote}
            for result in shown
            for c in result.conditions
            if c.quote
        ]
        text = "\n\n".join(result.text for result in shown)
        if len([r for r in shown if r.verdict is not Verdict.INELIGIBLE]) > 1:
            text += "\n" + self._say("overlap", count=len(shown))
        custom = {
            "status": "answered",
            "eligibility": [result.as_dict() for result in results],
            "citations": citations,
        }
        return Step(text, (), custom)

    def _about(self, result: Result, series: str | None) -> bool:
        """Whether the notice is about the person's own series alone; without a place it comes first."""
        coverage = self._base.notices[result.notice_id].head.coverage
        return coverage.series_mode == "only" and series in coverage.series

    def _concerns(self, result: Result, check: Check) -> bool:
        """Whether a further notice is worth the person's time: it covers them, or they named its place."""
        coverage = self._base.notices[result.notice_id].head.coverage
        return result.verdict is not Verdict.INELIGIBLE or any(name in coverage.regions for name in check.places)
