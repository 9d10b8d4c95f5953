"""Which notice stands beside another where nobody has chosen: its own last round, else one that is most like it."""

from __future__ import annotations

from datetime import date

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline


def neighbour(notice: Notice, base: KnowledgeBase, day: date) -> Notice:
    """The round before it of its own line; else the notice in force on the day with the paths and levels
    most like its own.

    Itself where there is no other.
    """
    rounds = timeline(base).rounds(notice, day)
    ids = [one.id for one in rounds]
    if notice.id in ids and ids.index(notice.id) > 0:
        return rounds[ids.index(notice.id) - 1]
    others = [one for one in (*rounds, *timeline(base).current(day)) if one.id != notice.id]
    own = _offers(notice)
    return max(others, key=lambda one: len(own & _offers(one)) / len(own | _offers(one)), default=notice)


def _offers(notice: Notice) -> set[str]:
    return {*notice.head.coverage.paths, *notice.head.coverage.levels}
