"""What is known of whoever asks: what this message tells, and what the talk before it told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from policies_kb.eligibility import Applicant
from policies_kb.eligibility.groups import concerns
from policies_kb.eligibility.outcome import Status
from policies_kb.eligibility.telling import tell
from policies_kb.model.facts import AnyFact, Education
from policies_kb.model.question import Question, Scope
from policies_kb.reading import Reader
from policies_kb.reading.clauses import clauses
from policies_kb.reference import load_reference
from policies_kb.vocabulary import Mention

from .premise import without_claims
from .words import has, words

TIMED = frozenset({"years", "work_start", "work_period"})  # two ways of telling how long somebody has worked
Truth = bool | None


@dataclass(frozen=True)
class Asker:
    """The message (``text`` as it is read, with its ``mentions``), the day, the scope and the applicant's fields.

    ``told``: the fields that this very message tells.
    """

    text: str
    today: date
    scope: Scope
    applicant: Applicant
    told: frozenset[str]
    reader: Reader
    mentions: tuple[Mention, ...] = ()

    @staticmethod
    def of(question: Question, reader: Reader) -> Asker:
        """The asker of a question."""
        reading = reader.read(question.text)
        asker, told = _own(question, reading.text, reader)
        applicant = _applicant(asker, question.scope)
        return Asker(reading.text, question.as_of, question.scope, applicant, told, reader, reading.mentions)

    def of_clause(self, clause: str) -> Asker | None:
        """The person that one clause tells of by education and time of work; None where it does not tell both."""
        values = tell(clause, self.reader, self.today).values
        if "education" not in values or not TIMED & set(values):
            return None
        scope = replace(self.scope, education=(str(values["education"]),))
        applicant = _applicant(values, scope)
        return replace(self, text=clause, scope=scope, applicant=applicant, told=frozenset(values))

    def of_one(self, told: str) -> bool:
        """Whether what is told in the one clause is all that is told: no other clause goes on with somebody else."""
        return not any(has(clause, words("another")) for clause in clauses(self.text) if clause != told)

    @property
    def education(self) -> Education | None:
        """The one education that is asked about or told; None where there are none or several."""
        if self.scope.education:
            return Education(self.scope.education[0]) if len(self.scope.education) == 1 else None
        return self.applicant.education

    def bound_by(self, fact: AnyFact) -> Truth:
        """Whether the fact binds the asker: True, False, or None where that is not known."""
        truths = [self.belongs(fact.applies_to), self.sanctioned(fact)]
        if fact.education:
            truths.append(self.education in fact.education if self.education else None)
        if fact.levels:
            truths.append(self.scope.level in fact.levels if self.scope.level else None)
        if fact.paths:
            truths.append(self.scope.path in fact.paths if self.scope.path else None)
        return False if False in truths else None if None in truths else True

    def belongs(self, groups: tuple[str, ...]) -> Truth:
        """Whether the asker is one of the groups, by the fields told or by the message's own words; none: everybody."""
        truths = [self._belongs(name) for name in groups]
        return True if not groups or True in truths else None if None in truths else False

    def _belongs(self, name: str) -> Truth:
        group = load_reference().groups.get(name)
        for word in group.says if group else ():
            if word in self.text:
                before = self.text[: self.text.index(word)]
                return not before.endswith(words("denied_before"))
        if group and group.says and has(self.text, tuple(no + word for no in words("never") for word in group.says)):
            return False
        return {Status.MET: True, Status.UNMET: False}.get(concerns((name,), self.applicant, self.today))

    def sanctioned(self, fact: AnyFact) -> Truth:
        """Whether the asker's sanction is one of those that a fact on sanctions speaks of."""
        steps = load_reference().scales["sanction"]
        bounds = [bound for bound in fact.bounds if bound.dim == "sanction"]
        if not bounds:
            return True
        named = self.sanction(steps)
        if named is None:
            return None
        return all(steps.index(named) >= steps.index(str(bound.value)) for bound in bounds)

    def sanction(self, steps: tuple[str, ...]) -> str | None:
        """The one sanction that the message names as somebody's own; None where it names none or several."""
        text = self.text
        named = set()
        for step in sorted(steps, key=len, reverse=True):
            if step in text:
                if not text[: text.index(step)].endswith(words("denied")):
                    named.add(step)
                text = text.replace(step, "*")
        return named.pop() if len(named) == 1 else None


def _own(question: Question, text: str, reader: Reader) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The fields told, the time of work from the asker's own words alone: 「要满2年对吧，我干了3年」 tells 3."""
    own = without_claims(text)
    if clauses(own) == clauses(text):
        return question.asker, question.told
    timed = {name: value for name, value in tell(own, reader, question.as_of).values.items() if name in TIMED}
    claimed = (TIMED & question.told) - set(timed)
    asker = {name: value for name, value in question.asker.items() if name not in claimed}
    return {**asker, **timed}, (question.told - claimed) | frozenset(timed)


def _applicant(told: Mapping[str, Any], scope: Scope) -> Applicant:
    """The fields that can be; one that cannot is left out, and the check will ask for it."""
    values = {name: value for name, value in told.items() if value is not None}
    regions = load_reference().regions
    around = {regions[name].parent for name in scope.regions if name in regions}
    narrowest = [name for name in scope.regions if name not in around]  # of a prefecture and its county: the county
    if len(narrowest) == 1 and values.get("region") in (None, *around):
        values["region"] = narrowest[0]
    if len(scope.series) == 1:
        values.setdefault("series", scope.series[0])
    try:
        return Applicant.model_validate(values)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors()}
        return _applicant({k: v for k, v in values.items() if k not in wrong}, Scope())
