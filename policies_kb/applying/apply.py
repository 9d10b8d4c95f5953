"""Applies what the notices state to whoever asks: verdicts before the rule, and only the rules that may bind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from policies_kb.loading import Notice
from policies_kb.model.answer import Citation, Statement
from policies_kb.model.question import Question
from policies_kb.reading import Reader

from .asker import Asker
from .barred import barred_until
from .binding import bind
from .bounds import grade_enough, months_enough
from .deferral import deferral_total
from .exam_only import by_examination
from .exempt import exempt
from .extremes import fee_extreme
from .found import Found
from .hours import hours_enough
from .newcomer import newcomers_first
from .papers import long_enough, paper_age
from .posting import posting_in_time
from .posting_span import posting_span
from .returned import returned_in_time, returned_until, times_left
from .several import years_of_several
from .sums import copies_total, fee_difference, fee_total
from .totals import hours_total
from .words import beside
from .years import years_enough

Comparator = Callable[[Statement, Notice, Asker], Found | None]
# The first that owns what is asked gives the verdict: what settles the time comes before what counts.
COMPARATORS: tuple[Comparator, ...] = (
    posting_span,
    posting_in_time,
    returned_in_time,
    returned_until,
    times_left,
    years_of_several,
    years_enough,
    deferral_total,
    barred_until,
    paper_age,
    long_enough,
    fee_total,
    fee_difference,
    fee_extreme,
    copies_total,
    grade_enough,
    hours_total,
    hours_enough,
    months_enough,
    exempt,
    by_examination,
)


def applied(
    statements: Iterable[Statement], notices: Iterable[Notice], question: Question, reader: Reader
) -> tuple[Statement, ...]:
    """The statements with their verdicts, in order; each rule is applied once, and there is one word about time."""
    by_id = {notice.id: notice for notice in notices}
    asker = Asker.of(question, reader)
    said: set[tuple[str, str]] = set()
    settled: set[str] = set()  # notices of which one verdict says all about time
    done = []
    for statement in statements:
        notice = by_id[statement.notice_id]
        verdict = _verdict(statement, notice, asker)
        bound = newcomers_first(bind(statement, notice, asker), notice, asker)
        if verdict and not said & {(notice.id, each.fact) for each in verdict.applied}:
            said |= {(notice.id, each.fact) for each in verdict.applied}
            bound = _with(bound, verdict)
            settled |= {notice.id} if verdict.about_time else set()
        done.append(bound)
    done = [replace(s, window=None) if s.notice_id in settled else s for s in done]
    done = [_without_what_holds(statement, done) for statement in done]
    return tuple(done)


def verdicts_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The same statements, those with a verdict before the others."""
    return tuple(sorted(statements, key=lambda statement: not statement.applied))


def _without_what_holds(statement: Statement, all_of_them: list[Statement]) -> Statement:
    """A premise that another statement of the reply bears out is not corrected."""
    said = statement.correction.said if statement.correction else ""
    others = [other for other in all_of_them if other is not statement and other.notice_id == statement.notice_id]
    if said and any(said in fact.say for other in others for fact in other.facts):
        return replace(statement, correction=None)
    return statement


def _verdict(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    silent = statement.kind == "not_stated" and beside("years_counting", statement.topic)
    if (statement.kind != "stated" and not silent) or statement.stages or statement.applied:
        return None
    return next((found for compare in COMPARATORS if (found := compare(statement, notice, asker))), None)


def _with(statement: Statement, verdict: Found) -> Statement:
    """The statement with the verdict and its sources."""
    sources = [Citation.of(statement.notice_id, quote) for fact in verdict.facts for quote in fact.quotes[:1]]
    correction = statement.correction
    if correction and any(correction.said == value for each in verdict.applied for _, value in each.values):
        correction = None  # the verdict says it
    return replace(
        statement,
        facts=(*verdict.leads, *(fact for fact in statement.facts if fact not in verdict.leads)),
        correction=correction,
        applied=(*statement.applied, *verdict.applied),
        citations=tuple(dict.fromkeys((*sources, *statement.citations))),
    )
