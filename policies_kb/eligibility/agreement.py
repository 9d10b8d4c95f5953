"""Whether the rules of a path judge by all that the record states of it, and lead to the levels that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policies_kb.loading import Notice
from policies_kb.loading.yaml_lines import Location
from policies_kb.model.facts import AnyFact, DeferralFact, Path, RuleFact, YearsFact

from . import predicates as p
from .rules import Award

SUMMED_UP = "exclusions"  # the topic of facts that list all exclusions
TESTS: tuple[tuple[type[AnyFact], type, str], ...] = (
    (YearsFact, p.Years, "years"),
    (DeferralFact, p.Postponed, "postponed"),
)


def left_out(
    notice: Notice, paths: tuple[Path, ...], used: Iterable[AnyFact], tests: Iterable[p.Predicate]
) -> Iterator[tuple[str, str]]:
    """Exclusions, years and deferrals that hold for ``paths`` and that no condition judges: what is wrong, mend.

    ``used``: the facts that conditions rest on.
    """
    facts = [fact for fact in notice.record.facts if not fact.paths or set(fact.paths) & set(paths)]
    judged = {topic for fact in used for topic in fact.topics} | {SUMMED_UP}
    for fact in facts:
        excludes = isinstance(fact, RuleFact) and (fact.kind, fact.stance) == ("exclusion", "no")
        if excludes and fact.topic not in judged:
            judged.add(fact.topic)
            yield f"记录写了不能申报的一类人（{fact.id}），这里没有这一条", f"加一条 fact: {fact.id} 的条件"
    kinds = {type(test) for test in tests}
    for kind, test, name in TESTS:
        stated = next((fact for fact in facts if isinstance(fact, kind)), None)
        if stated and test not in kinds:
            yield f"记录写了 {stated.id}，这里没有按它判断的一条", f"加一条 like: {name} 的条件"


def award_faults(notice: Notice, paths: tuple[Path, ...], award: Award) -> Iterator[tuple[Location, str, str]]:
    """Levels that the notice does not offer, or that the record states otherwise for an education."""
    levels = notice.head.coverage.levels
    written: list[tuple[Location, str]] = [(("level",), award.level)] if award.level else []
    written += [(("by_education", education.value), level) for education, level in award.by_education.items()]
    written += [(("by_title", title.value), level) for title, level in award.by_title.items()]
    for place, level in written:
        if level not in levels:
            yield place, f"通知不办“{level}”", f"只能是记录的 coverage.levels：{'、'.join(levels)}"
    for fact in notice.record.facts:
        if len(fact.education) == len(fact.levels) == 1 and set(fact.paths) & set(paths):
            education, level = fact.education[0], fact.levels[0]
            if award.by_education.get(education, award.level) != level:
                place = ("by_education", education.value)
                yield place, f"记录里的 {fact.id} 写的是{level}", f"写成 {education}: {level}"
