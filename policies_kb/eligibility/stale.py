"""Rules whose words or tests name what the record no longer states: a fact was changed and the rule was not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policies_kb.clauses import ClauseTree
from policies_kb.lexers import figures, numbers, plain
from policies_kb.loading.nearest import SHOWN
from policies_kb.loading.typed_values import faults_in
from policies_kb.loading.yaml_lines import Location
from policies_kb.model.facts import AnyFact, DeferralFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from . import predicates as p
from .applicant import GRADES, Putonghua

LAW = re.compile(r"第[零一二三四五六七八九十百千]+条")
TENS = "[一二三四五六七八九十]{1,3}"
CLAUSE = re.compile(rf"[（(](?P<cited>{TENS}(?:[（(]{TENS}[）)])?\d{{0,2}})[）)]|{TENS}(?=、|[（(]{TENS[:-5]})")
GRADE = re.compile("|".join(grade.value for grade in GRADES if grade is not Putonghua.NONE))

# what is wrong, mend
Stale = tuple[str, str]


def stale_words(text: str, fact: AnyFact | None, test: p.Predicate | None, tree: ClauseTree) -> Iterator[Stale]:
    """Numbers and grades in a rule's words that are neither the fact's nor the test's; clauses that are not there."""
    for found in CLAUSE.finditer(text):
        if found["cited"] and tree.get(found["cited"]) is None:
            yield f"通知没有“{found['cited']}”这一条", "写事实所在的条款，或删去括号和里面的条款号"
    if fact is None and test is None:
        return
    known = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", str(test.model_dump()))} if test else set()
    for quote in fact.quotes if fact else ():
        known |= set(numbers(quote.quote))
    for number in sorted(set(figures(LAW.sub("", CLAUSE.sub("", text)))) - known):
        yield f"写着 {number:g}，依据的事实里没有这个数", _as_in(fact)
    printed = _grades(fact) if fact else set()
    for grade in sorted(set(GRADE.findall(plain(text))) - printed) if printed else ():
        yield f"写着{grade}，依据的事实里没有", _as_in(fact)


def stale_test(test: p.Predicate, fact: AnyFact) -> Iterator[tuple[Location, str, str]]:
    """The same for what a test types itself; each with its place below the test."""
    if isinstance(test, p.AtLeast) and test.value not in numbers(_quotes(fact)):
        yield ("value",), f"写着 {test.value:g}，依据的事实里没有这个数", _as_in(fact)
    printed = _grades(fact)
    for index, row in enumerate(test.rows) if isinstance(test, p.Language) and printed else ():
        for field, grade in (("grade", row.grade), ("floor", row.floor)):
            if grade and grade not in printed:
                mend = f"照 {fact.id} 的原文改，那里的等级是：{'、'.join(sorted(printed))}"
                yield ("rows", index, field), f"写着{grade}，依据的事实里没有", mend


def stale_deferrals(text: str, deferrals: Iterable[AnyFact], head: NoticeHead, reference: Reference) -> Iterator[Stale]:
    """Years of a deferral in a rule's words that are not those of the record for that grade."""
    for deferral in deferrals:
        found = [fault.at for fault in faults_in(text, deferral, head, reference)]
        if isinstance(deferral, DeferralFact) and ("years",) in found:
            said = f"{deferral.grade}顺延{deferral.years}年"
            yield f"和记录里的 {deferral.id}（{said}）不一致", f"改成“{said}”"


def _quotes(fact: AnyFact) -> str:
    return "。".join(quote.quote for quote in fact.quotes)


def _grades(fact: AnyFact) -> set[str]:
    return set(GRADE.findall(plain(_quotes(fact))))


def _as_in(fact: AnyFact | None) -> str:
    return f"照 {fact.id} 的原文改：“{fact.quote[:SHOWN]}”" if fact else "照记录改"
