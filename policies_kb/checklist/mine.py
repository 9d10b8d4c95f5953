"""The facts of a notice that can concern one person, who may be nobody in particular."""

from __future__ import annotations

from datetime import date

from policies_kb.eligibility.applicant import Applicant
from policies_kb.eligibility.groups import concerns
from policies_kb.eligibility.outcome import Status
from policies_kb.loading import Notice
from policies_kb.model.facts import AnyFact, Level, MaterialFact, Path
from policies_kb.reference import load_reference


class Mine:
    """A notice seen by one person, in the record's order. ``path`` None: whichever the notice offers."""

    def __init__(
        self, notice: Notice, path: Path | None, level: Level | None, applicant: Applicant, as_of: date
    ) -> None:
        self.path, self.level = path, level
        self.applicant, self.as_of = applicant, as_of
        self._offered = notice.head.coverage.paths
        self.facts = tuple(fact for fact in notice.record.facts if self._fits(fact))

    def _fits(self, fact: AnyFact) -> bool:
        if fact.paths and self.path and self.path not in fact.paths:
            return False
        if fact.levels and self.level and self.level not in fact.levels:
            return False
        told = self.applicant.education
        if fact.education and told and told not in fact.education:
            return False
        return concerns(fact.applies_to, self.applicant, self.as_of) is not Status.UNMET

    def only_for(self, fact: MaterialFact) -> str:
        """Whom the item is for, where that is open for this person."""
        return self._group(fact) or self._path(fact) or self._level(fact)

    def _group(self, fact: MaterialFact) -> str:
        if concerns(fact.applies_to, self.applicant, self.as_of) is Status.UNKNOWN:
            return fact.required_when or "、".join(fact.applies_to)
        return fact.required_when if not fact.applies_to else ""

    def _path(self, fact: MaterialFact) -> str:
        """The path's everyday words, where the person has named none and it is not for all of them."""
        if self.path or not fact.paths or set(self._offered) <= set(fact.paths):
            return ""
        paths = load_reference().paths
        return "、".join(dict.fromkeys(paths[path].short for path in fact.paths))

    def _level(self, fact: MaterialFact) -> str:
        """A level that is left open: both levels' items stay, each with its level."""
        return "、".join(fact.levels) if fact.levels and self.level is None else ""
