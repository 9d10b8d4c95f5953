"""One short sentence on what the notices on file cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.loading import KnowledgeBase, Notice

from .names import AND_OTHERS, bare, place, ways

MOST_NAMES = 5
ANY_WAY = "职称申报"  # where a notice names no way to a title
LONGEST = 52  # characters; the reply that declines a question says it whole in one bubble


@dataclass(frozen=True)
class Named:
    """A place, or a series within ``place``, with the ways to a title that its notice has."""

    name: str
    ways: tuple[str, ...]
    place: str = ""


def coverage(notices: list[Notice], base: KnowledgeBase) -> str:
    """「甲县、乙县的初定，丙州某某、某某系列的初定、评审」, at most five names; 等 stands for the rest."""
    named = list(dict.fromkeys(entry for notice in notices for entry in _named(notice, base)))
    told = named[:MOST_NAMES]
    while len(told) > 1 and len(_sentence(told)) > LONGEST:
        told.pop()
    return _sentence(told) + (AND_OTHERS if len(told) < len(named) else "")


def _named(notice: Notice, base: KnowledgeBase) -> Iterator[Named]:
    head = notice.head.coverage
    for region in head.regions:
        where = place(base.reference.regions[region])
        if head.series_mode != "only":
            yield Named(where, ways(notice, base))
        else:
            yield from (Named(bare(series), ways(notice, base), where) for series in head.series)


def _sentence(named: list[Named]) -> str:
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for entry in named:
        groups.setdefault((entry.place, entry.ways), []).append(entry.name)
    return "，".join(
        f"{where}{'、'.join(names)}{'系列' if where else ''}的{'、'.join(said) or ANY_WAY}"
        for (where, said), names in groups.items()
    )
