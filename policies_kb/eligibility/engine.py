"""From rules and a person to verdicts, one per notice that bears on the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from policies_kb.loading import Notice
from policies_kb.model.rounds import Wish

from .applicant import Applicant, Target
from .bearing import also_apply, bearing
from .evaluate import evaluate
from .outcome import Outcome, Status
from .predicates import reads
from .result import Result, Trace, Verdict, Window
from .rulebook import NoticeRules, Rulebook
from .rules import Condition, Span
from .values import fields
from .wording import award_level, explain, remarks

BEST_LAST = (Verdict.INELIGIBLE, Verdict.NOT_YET, Verdict.NEED_INFO, Verdict.ELIGIBLE)


def assess(
    book: Rulebook,
    target: Target,
    applicant: Applicant,
    as_of: date,
    rounds: tuple[Wish, ...] = (),
    unasked: frozenset[str] = frozenset(),
) -> list[Result]:
    """The verdicts for ``target`` on the day ``as_of``, the notices of the person's own place first.

    By the notices in force on that day, or by those of ``rounds``, as far as they are on file. ``unasked``: fields that
    a "not yet" does not wait for.

    Raises ApplicantError when a stated date lies after ``as_of``.
    """
    applicant.check(as_of)
    found = bearing(book.near(as_of, rounds, applicant.region, applicant.series), target, applicant, as_of)
    return [
        assess_notice(
            notice,
            target,
            applicant,
            as_of,
            also_apply(notice, found, target, applicant, as_of),
            book.followed(notice.id, as_of),
            unasked,
        )
        for notice in found
    ]


def standing(
    book: Rulebook, target: Target, applicant: Applicant, as_of: date, rounds: tuple[Wish, ...], notice: str = ""
) -> tuple[str, tuple[Trace, ...]] | None:
    """A notice that bears on the case, the first or the one named, with its conditions: ``assess`` without words."""
    applicant.check(as_of)
    found = bearing(book.near(as_of, rounds, applicant.region, applicant.series), target, applicant, as_of)
    own = next((each for each in found if not notice or each.id == notice), None)
    if own is None:
        return None
    return own.id, _best([_judged(own, target, case, as_of, frozenset()) for case in applicant.cases()]).traces


def assess_notice(
    notice: NoticeRules,
    target: Target,
    applicant: Applicant,
    as_of: date,
    besides: tuple[str, ...] = (),
    later: Notice | None = None,
    unasked: frozenset[str] = frozenset(),
) -> Result:
    """The verdict of one notice, with the trace of every condition that binds the person.

    Somebody with several degrees is judged by each, and the best verdict counts. ``besides``: remarks that come from
    the other notices on file. ``later``: the notice that has followed this one.
    """
    judged = [_judged(notice, target, case, as_of, unasked) for case in applicant.cases()]
    best = _best(judged)
    by = (f"按您的{best.case.study_mode}{best.case.education}学历核对",) if best is not judged[0] else ()
    return _told(notice, target, best, as_of, (*by, *besides), later)


class _Judged(NamedTuple):
    case: Applicant
    verdict: Verdict
    missing: tuple[str, ...]
    traces: tuple[Trace, ...]


def _best(judged: list[_Judged]) -> _Judged:
    """Of equals the first: the highest degree."""
    return max(judged, key=lambda result: BEST_LAST.index(result.verdict))


def _judged(notice: NoticeRules, target: Target, case: Applicant, as_of: date, unasked: frozenset[str]) -> _Judged:
    path = notice.rules.path(target)
    if path is None:
        traces = [_not_offered(notice, target), trace(notice.rules.region, case, as_of)]
    else:
        traces = [trace(condition, case, as_of) for condition in path.conditions]
    return _Judged(case, *decide(traces, unasked), tuple(traces))


def _told(
    notice: NoticeRules, target: Target, judged: _Judged, as_of: date, besides: tuple[str, ...], later: Notice | None
) -> Result:
    """What was judged, in words."""
    path = notice.rules.path(target)
    span = notice.window(target)
    window = window_on(span, as_of)
    traces = judged.traces
    earliest, by = _earliest(list(traces)) if judged.verdict is Verdict.NOT_YET else (None, None)
    result = Result(notice.id, target, judged.verdict, window, earliest, judged.missing, traces, "", "", by, span)
    level = award_level(path, judged.case) if path else ""
    extra = [*remarks(path, judged.case, as_of), *besides]
    text = explain(notice, result, level, extra, as_of, later)
    return replace(result, text=text, short=explain(notice, result, level, extra, as_of, later, whole=False))


def trace(condition: Condition, applicant: Applicant, as_of: date) -> Trace:
    """How a condition stands for the person; one that does not bind them counts as met and says so."""
    missing: tuple[str, ...] = ()
    if condition.applies_when:
        applies = evaluate(condition.applies_when, applicant, as_of)
        if applies.status is Status.UNMET:
            return _not_binding(condition, applies)
        missing = applies.missing if applies.status is Status.UNKNOWN else ()
    outcome = evaluate(condition.test, applicant, as_of)
    if missing and outcome.status is not Status.MET:
        both = tuple(dict.fromkeys((*missing, *outcome.missing)))
        outcome = replace(outcome, status=Status.UNKNOWN, missing=both, in_time=False, earliest=None, earliest_by=None)
    return Trace(
        condition.id,
        condition.name,
        condition.role,
        outcome.status,
        outcome.clause or condition.clause,
        outcome.quote or condition.quote,
        outcome.needs or condition.rule,
        outcome.value,
        _note(condition, outcome),
        outcome.missing,
        outcome.in_time,
        outcome.earliest,
        outcome.earliest_by,
        outcome.pending,
        outcome.notice or condition.evidence.notice,
        tuple(sorted(reads(condition.test))),
    )


def decide(traces: list[Trace], unasked: frozenset[str] = frozenset()) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict of the conditions taken together, and the fields that can still change it.

    What time does not cure decides first; then what is not known; then time; then what the text leaves open. Where time
    is short no answer makes it enough: the fields of ``unasked`` are then not waited for.
    """
    unmet = [t for t in traces if t.status is Status.UNMET]
    if any(not t.in_time for t in unmet):
        return Verdict.INELIGIBLE, ()
    undecided = [t for t in traces if t.status is Status.UNKNOWN]
    order = list(fields())
    missing = sorted({name for t in undecided for name in t.missing}, key=order.index)
    waived = unasked if unmet else frozenset()
    if any(set(t.missing) - waived and not t.pending for t in undecided):
        return Verdict.NEED_INFO, tuple(missing)
    if unmet:
        return Verdict.NOT_YET, ()
    if undecided:
        return Verdict.NEED_INFO, tuple(missing)
    return Verdict.ELIGIBLE, ()


def window_on(span: Span, day: date) -> Window:
    """The state of the application window on ``day``; both ends belong to it."""
    if span.start and day < span.start:
        return Window.UPCOMING
    if span.end is None:
        return Window.UNKNOWN
    return Window.CLOSED if day > span.end else Window.OPEN if span.start else Window.UNKNOWN


def _earliest(traces: list[Trace]) -> tuple[date | None, date | None]:
    """The first day on which all that is short may be met, and the day by which it surely is, where they differ."""
    short = [t for t in traces if t.status is Status.UNMET]
    known = [(t.earliest, t.earliest_by or t.earliest) for t in short if t.earliest]
    if not known or len(known) < len(short):
        return None, None
    first, last = max(day for day, _ in known), max(day for _, day in known if day)
    return first, last if last != first else None


def _note(condition: Condition, outcome: Outcome) -> str:
    if outcome.status is Status.UNMET:
        needed = outcome.needs if outcome.value and not outcome.in_time else ""
        said = condition.unmet + (f"（须{needed}，您{outcome.value}）" if needed and condition.unmet else "")
    elif outcome.open:
        said = condition.open or "通知没有写明，请先向人社部门确认"
    else:
        said = condition.hint if outcome.pending else ""
    return "；".join(filter(None, (said, outcome.note)))


def _not_binding(condition: Condition, applies: Outcome) -> Trace:
    return Trace(
        condition.id,
        condition.name,
        condition.role,
        Status.MET,
        condition.clause,
        condition.quote,
        condition.rule,
        applies.value,
        "这一条对您不适用",
        notice=condition.evidence.notice,
    )


def _not_offered(notice: NoticeRules, target: Target) -> Trace:
    entry = notice.rules.not_offered
    return Trace(
        "offered",
        "申报项目",
        "condition",
        Status.UNMET,
        entry.evidence.clause,
        entry.evidence.quote,
        "须是通知办理的项目",
        target,
        f"{entry.say}（{target}）",
        notice=entry.evidence.notice,
    )
