"""The materials of a notice as one list: the applicant's online, the applicant's on paper, the unit's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policies_kb.eligibility.applicant import Applicant
from policies_kb.loading import Notice
from policies_kb.model.facts import APPLICANT, AnyFact, Level, MaterialFact, Path

from .mine import Mine
from .model import Item, MaterialList

ONLINE, PAPER, BOTH = "online", "paper", "both"


def make_list(
    notice: Notice,
    as_of: date,
    path: Path | None = None,
    level: Level | None = None,
    applicant: Applicant | None = None,
) -> MaterialList:
    """Everything the notice asks for, of whoever the asker may be; what binds only some people is marked."""
    return materials_of(Mine(notice, path, level, applicant or Applicant(), as_of))


def materials_of(mine: Mine) -> MaterialList:
    """The list of one person; details go to the item of their topic."""
    facts = [fact for fact in mine.facts if isinstance(fact, MaterialFact)]
    listed = [fact for fact in facts if fact.listed]
    details: dict[str, list[AnyFact]] = {fact.id: [] for fact in listed}
    loose: list[MaterialFact] = []
    for fact in facts:
        holder = None if fact.listed else _holder(fact, listed)
        if holder:
            details[holder.id].append(fact)
        elif not fact.listed and fact.provided_by != APPLICANT:
            loose.append(fact)  # what only the unit's part of the notice mentions
    items = [Item(fact, mine.only_for(fact), tuple(details.get(fact.id, ()))) for fact in (*listed, *loose)]
    own = [item for item in items if item.fact.provided_by == APPLICANT]
    unit = tuple(item for item in items if item.fact.provided_by != APPLICANT)
    return MaterialList(_in_order(own, ONLINE, BOTH), _in_order(own, PAPER, BOTH), unit)


def _holder(fact: MaterialFact, listed: list[MaterialFact]) -> MaterialFact | None:
    """The listed item that a further requirement belongs to; by its number only where that names a single item."""
    reachable = [other for other in listed if fact.channel in (other.channel, BOTH) or other.channel == BOTH]
    for other in reachable:
        if other.topic == fact.topic or fact.name in other.name:
            return other
    numbered = [other for other in reachable if fact.item and (other.item, other.channel) == (fact.item, fact.channel)]
    return numbered[0] if len(numbered) == 1 else None


def _in_order(items: Iterable[Item], *channels: str) -> tuple[Item, ...]:
    """The items of these channels by the notice's own numbers; one for both gives way to one for this alone."""
    alone = {item.fact.topic for item in items if item.fact.channel == channels[0]}
    chosen = [
        item
        for item in items
        if item.fact.channel in channels and (item.fact.channel == channels[0] or item.fact.topic not in alone)
    ]
    return tuple(sorted(chosen, key=lambda item: (item.fact.item is None, item.fact.item or 0)))
