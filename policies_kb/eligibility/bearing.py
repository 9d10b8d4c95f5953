"""Which notices bear on a person's case, and in which order they are shown."""

from __future__ import annotations

from datetime import date

from .applicant import Applicant, Target
from .evaluate import evaluate
from .outcome import Status
from .rulebook import NoticeRules, Rulebook


def bearing(book: Rulebook, target: Target, applicant: Applicant, as_of: date) -> list[NoticeRules]:
    """The notices to judge, best first.

    First those of the person's place that offer the target, then those of the place that do not, then those of other
    places that do (the person may have read one of them). A notice about single series is left out for people of
    another series, unless nothing else of their place offers the target.
    """
    ranked: list[tuple[int, int, NoticeRules]] = []
    strangers: list[NoticeRules] = []
    for index, notice in enumerate(book.notices):
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
    found = [notice for _, _, notice in sorted(ranked, key=lambda entry: entry[:2])]
    if not any(rank < 4 for rank, _, _ in ranked):
        own = sum(rank < 6 for rank, _, _ in ranked)
        offering = [notice for notice in strangers if notice.rules.path(target)]
        found[own:own] = offering if not own else []
    return found or strangers or list(book.notices)


def _covers(notice: NoticeRules, applicant: Applicant, as_of: date) -> Status:
    region = next((c for c in notice.rules.common if c.id == "region"), None)
    return evaluate(region.test, applicant, as_of).status if region else Status.MET
