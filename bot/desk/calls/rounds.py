"""The rounds that a card can be fixed to: those on file for its place and series."""

from __future__ import annotations

from datetime import date

from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import Scope
from policies_kb.model.rounds import Round, Wish
from policies_kb.scope import timeline


def rounds(base: KnowledgeBase, scope: Scope, day: date) -> tuple[Round, ...]:
    """The newest first; all of them where neither place nor series is fixed; none where there is nothing to choose."""
    times = timeline(base)
    chains = [set(base.reference.region_chain(name)) for name in scope.regions]
    found = {
        other.head.round
        for notice in times.current(day)
        if all(chain & set(notice.head.coverage.regions) for chain in chains)
        and (not scope.series or notice.head.coverage.series_mode != "only" or set(scope.series) & set(notice.series))
        for other in times.rounds(notice, day)
    }
    return tuple(sorted(found, key=lambda one: one.order, reverse=True)) if len(found) > 1 else ()


def chosen(scope: Scope, offered: tuple[Round, ...]) -> Round | None:
    """The round that the card is fixed to; None for the newest."""
    return next((one for one in offered if scope.rounds == (Wish.of(one),)), None)
