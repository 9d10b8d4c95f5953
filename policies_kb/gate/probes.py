"""Probes generated from a record: each typed fact must be answered, and three cases judged, as the record itself says.

They ask through the same resolver, ranker and engine as people do, with the topic given: what is proved is the notice,
not the classifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from policies_kb.answering import Answerer
from policies_kb.clauses import bare
from policies_kb.eligibility import Applicant, NoticeRules, Status, Verdict, assess_notice
from policies_kb.eligibility.anniversaries import anniversary
from policies_kb.loading import KnowledgeBase, Notice, Problem
from policies_kb.loading.source import RECORD, RULES
from policies_kb.model.answer import Answer
from policies_kb.model.facts import AnyFact, SeriesFact, YearsFact
from policies_kb.model.question import Part, Question, Scope, TopicGuess
from policies_kb.model.rounds import Wish
from policies_kb.reference import Reference
from policies_kb.scope import timeline

# kinds whose values people act on: a wrong answer costs them a day, money or a call
TYPED = (
    "window",
    "cutoff",
    "years",
    "fee",
    "contact",
    "place",
    "platform",
    "posting",
    "resubmission",
    "deferral",
    "series",
)


@dataclass(frozen=True)
class Probe:
    """One question and the answer that it got, for a person to look at; ``fault`` is "" where it is right.

    ``facts``: the points that were told; empty where nothing was.
    """

    notice: str
    asked: str
    said: str
    fault: str = ""
    facts: tuple[str, ...] = ()

    def problem(self) -> Problem:
        """The failed probe as a problem of the record (or of its rules)."""
        file = RULES if self.asked.startswith(CASE) else RECORD
        return Problem(
            f"{self.notice}/{file}", 1, "探测", f"问“{self.asked}”：{self.fault}", "核对这一条和同一事项的其他条"
        )


CASE = "核对"


@lru_cache(maxsize=1)
def phrases() -> dict[str, str]:
    """How each kind of fact is asked for (probes.yml)."""
    text = Path(__file__).with_name("probes.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))


def probe(notice: Notice, rules: NoticeRules | None, brain: Answerer) -> list[Probe]:
    """Every probe of one notice, over all the notices that will serve with it.

    One that another took the place of on its first day is never answered from, and is only judged by.
    """
    asked = () if timeline(brain.base).ended(notice, _first_day(notice)) else notice.record.facts
    found = [
        _ask(fact, notice, brain, series)
        for fact in asked
        if fact.kind in TYPED
        for series in (fact.series if isinstance(fact, SeriesFact) else ("",))
    ]
    return [*found, *(_judge(rules, brain.base) if rules else ())]


def _ask(fact: AnyFact, notice: Notice, brain: Answerer, series: str) -> Probe:
    """``series``: the one of a list that is asked about."""
    coverage = notice.head.coverage
    reference = brain.base.reference
    scope = Scope(
        regions=coverage.regions[:1],
        series=(series,) if series else tuple(notice.series)[:1] if coverage.series_mode == "only" else (),
        path=fact.paths[0] if fact.paths else coverage.paths[0],
        level=fact.levels[0] if fact.levels else None,
        education=tuple(fact.education[:1]),
        rounds=(Wish.of(notice.head.round),),
    )
    place = reference.regions[coverage.regions[0]].short
    wording = phrases()[fact.kind].format(
        topic=reference.topics[fact.topic].name, series=series, **_words(fact, reference)
    )
    day = _first_day(notice)
    part = Part(wording, (TopicGuess(fact.topic, 1.0),))
    answer = brain.answer(Question(wording, day, scope, (part,), named=scope))
    told = [each for statement in answer.statements for each in statement.facts]
    said = "；".join(each.say for each in told) or answer.status.value
    points = tuple(each.id for each in told)
    return Probe(notice.id, f"{place}{wording}", said, _fault(answer, fact, notice), points)


def _first_day(notice: Notice) -> date:
    return max(notice.head.issued, notice.head.valid_from)


def _words(fact: AnyFact, reference: Reference) -> dict[str, str]:
    stage = reference.stages.get(getattr(fact, "stage", ""))
    return {
        "stage": stage.name if stage else "",
        "education": "、".join(fact.education),
        "path": "、".join(reference.paths[path].name for path in fact.paths),
        "level": "、".join(fact.levels),
        "purpose": getattr(fact, "purpose", ""),
    }


def _fault(answer: Answer, fact: AnyFact, notice: Notice) -> str:
    names = {notice.id, *notice.head.amends}  # what a later notice changes is told with the notice that it changes
    own = [statement for statement in answer.statements if statement.notice_id in names]
    stated = [told for statement in own for told in statement.facts]
    if not own:
        return f"没有从这份通知回答（{answer.status.value}）"
    value = bare(getattr(fact, "address", "") or fact.say)  # another fact of the topic may say the same address
    if not any(told.id == fact.id or value in bare(told.say) for told in stated):
        return f"没有答出“{fact.say}”"
    quoted = {(c.notice_id, c.clause, c.quote) for statement in own for c in statement.citations}
    if (fact.notice, fact.clause, fact.quote) not in quoted and any(told.id == fact.id for told in stated):
        return "没有引出处"
    return ""


def _judge(rules: NoticeRules, base: KnowledgeBase) -> Iterator[Probe]:
    """Somebody who has told nothing; somebody of another place; and the day on which the years are full."""
    target = rules.rules.paths[0].targets[0]
    day = rules.window(target).start or rules.notice.head.issued
    nothing = assess_notice(rules, target, Applicant(), day)
    yield Probe(
        rules.id,
        f"{CASE}：什么都没说",
        nothing.verdict.value,
        "" if nothing.verdict is Verdict.NEED_INFO else f"应当还要问，却是 {nothing.verdict.value}",
    )
    elsewhere = next(name for name in base.reference.regions if not _covers(rules.notice, name, base.reference))
    away = assess_notice(rules, target, Applicant(region=elsewhere), day)
    yield Probe(
        rules.id,
        f"{CASE}：单位在{elsewhere}",
        away.verdict.value,
        "" if away.verdict is Verdict.INELIGIBLE else f"不是这里的单位，却是 {away.verdict.value}",
    )
    path = base.reference.targets[target].id
    for fact in rules.notice.record.facts:
        fits = isinstance(fact, YearsFact) and fact.years and (not fact.paths or path in fact.paths)
        if isinstance(fact, YearsFact) and fits:
            yield _years(rules, fact, target, day)


def _years(rules: NoticeRules, fact: YearsFact, target: str, day: date) -> Probe:
    """The day before the years are full is not enough, the day itself is."""
    begun = date(day.year - fact.years - 1, 3, 1)
    full = anniversary(begun, fact.years)
    states = []
    for on in (full - timedelta(days=1), full):
        result = assess_notice(rules, target, Applicant(education=fact.education[0], work_start=begun), on)
        states += [trace.status for trace in result.conditions if trace.id == "years"]
    right = states == [Status.UNMET, Status.MET]
    return Probe(
        rules.id,
        f"{CASE}：{fact.education[0]}满{fact.years}年的前一天和当天",
        "、".join(state.value for state in states),
        "" if right else "应当前一天不满足、当天满足",
    )


def _covers(notice: Notice, region: str, reference: Reference) -> bool:
    inside = [name for name in notice.head.coverage.regions if reference.regions[name].parent == region]
    return bool(inside) or any(name in notice.head.coverage.regions for name in reference.region_chain(region))
