"""Which notices bear on a person's case, and in which order they are shown."""

from __future__ import annotations

from datetime import date

from .applicant import Applicant, Target
from .evaluate import evaluate
from .outcome import Status
from .rulebook import NoticeRules


def bearing(book: tuple[NoticeRules, ...], target: Target, applicant: Applicant, as_of: date) -> list[NoticeRules]:
    """The notices to judge, best first.

    First those of the person's place that offer the target, then those of the place that do not, then those of other
    places that do (the person may have read one of them). A notice about single series is left out for people of
    another series, unless nothing else of their place offers the target.
    """
    ranked: list[tuple[int, int, NoticeRules]] = []
    strangers: list[NoticeRules] = []
    for index, notice in enumerate(book):
        offers = notice.rules.path(target) is not None
        here = _covers(notice, applicant, as_of)
        if notice.rules.only_series and applicant.series not in (None, *notice.rules.only_series):
            if here is not Status.UNMET:
                strangers.append(notice)
            continue
        if here is Status.UNMET and not offers:
            continue
        rank = (0 if offers else 4) if here is not Status.UNMET else 6
        if notice.rules.only_series:
            rank += 0 if applicant.series else 1
        ranked.append((rank, index, notice))
    older = _older(book, target, applicant, as_of)
    found = [notice for _, _, notice in sorted(ranked, key=lambda entry: entry[:2]) if notice not in older]
    if not any(rank < 4 for rank, _, _ in ranked):
        own = sum(rank < 6 for rank, _, _ in ranked)
        offering = [notice for notice in strangers if notice.rules.path(target)]
        found[own:own] = offering if not own else []
    return found or strangers or list(book)


def _older(book: tuple[NoticeRules, ...], target: Target, applicant: Applicant, as_of: date) -> list[NoticeRules]:
    """The notices surely for the person and the target, but of an older round than another one that is."""
    mine = [notice for notice in book if notice.rules.path(target) and _for(notice, applicant, as_of)]
    newest = max((notice.notice.head.year for notice in mine), default=0)
    return [notice for notice in mine if notice.notice.head.year < newest]


def also_apply(
    notice: NoticeRules, others: list[NoticeRules], target: Target, applicant: Applicant, as_of: date
) -> tuple[str, ...]:
    """The remark that further notices of other lines are for the same people and the same target; often empty."""
    if notice.rules.path(target) is None or not _for(notice, applicant, as_of):
        return ()
    names = [
        other.short_name
        for other in others
        if other.id != notice.id and other.rules.path(target) is not None and _for(other, applicant, as_of)
    ]
    if not names:
        return ()
    return (f"{'、'.join(names)}也办{target}，可能同样适用于您；几份通知都没有写以哪份为准，请两边都问清",)


def _for(notice: NoticeRules, applicant: Applicant, as_of: date) -> bool:
    """Whether the notice is surely for the person's place and series."""
    only = notice.rules.only_series
    listed = notice.notice.head.coverage.series_mode != "listed" or applicant.series in notice.notice.series
    return _covers(notice, applicant, as_of) is Status.MET and (not only or applicant.series in only) and listed


def _covers(notice: NoticeRules, applicant: Applicant, as_of: date) -> Status:
    return evaluate(notice.rules.region.test, applicant, as_of).status
