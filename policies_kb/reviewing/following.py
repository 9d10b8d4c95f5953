"""Changed facts of which nothing is left to decide once every value that is other now has been compared one by one.

Two sorts: those whose own values say all that is other (a window, a fee), and those that only repeat figures which
another item of the same sentence, or the head, has compared: these are shown with that item and follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policies_kb.clauses import bare
from policies_kb.drafting.changes import WHOLE
from policies_kb.drafting.found import Mark

from .differing import parts, sentences
from .item import Follower, Item

Pair = tuple[str, str]  # what stood there, what stands there now
Change = Mapping[str, Any]


@dataclass(frozen=True)
class Drafted:
    """An item with the fact as the record writes it and what its draft told of it."""

    item: Item
    fact: Mapping[str, Any]
    told: Mapping[str, Any]

    @property
    def before(self) -> Mapping[str, Any]:
        """What last year's notice said at this point; empty where nothing is known."""
        found: Mapping[str, Any] = self.told.get("before", {})
        return found

    @property
    def certain(self) -> bool:
        """Whether last year's notice had the fact, nothing is in doubt, and what is other is compared by itself."""
        sure = self.told.get("mark") in (Mark.CARRIED, Mark.EXTRACTED) and not self.told.get("look")
        return sure and bool(self.before) and set(self.told.get("confirm", ())).issuperset(self.before["values"])

    @property
    def same_sentence(self) -> bool:
        """Whether people are told the same as last year, or a sentence that is made from the fields alone."""
        return self.item.say == self.before["say"] or not (self.before["written"] or "say" in self.fact)


def settled_by_values(found: Sequence[Drafted], head: Item, changes: Sequence[Change]) -> list[Item]:
    """The items, those closed that values settle; an item whose values settle others shows them."""
    by_item = {one.item.key: list(sentences(changes, one.item.quotes)) for one in found if one.before}
    made = {one.item.key: replace(one.item, open=one.item.open and not _own(one, by_item)) for one in found}
    leaders = [
        (head, _pairs_of_words(sentences(changes, head.quotes)), list(sentences(changes, head.quotes))),
        *((one.item, _pairs(one.item), by_item[one.item.key]) for one in found if one.before),
    ]
    following: dict[str, list[Follower]] = {}
    for one in found:
        item = made[one.item.key]
        if not (item.open and one.certain and one.told["mark"] == Mark.CARRIED):
            continue
        own = by_item[item.key]
        near = [
            (lead, pairs) for lead, pairs, where in leaders if _share(own, where) and pairs and lead.key != item.key
        ]
        known = {pair for _, pairs in near for pair in pairs}
        wanted = _wanted(one, own)
        if wanted and wanted <= known:
            made[item.key] = replace(item, open=False)
            lead = next(lead for lead, pairs in near if wanted & pairs)
            following.setdefault(lead.key, []).append(Follower(item.key, item.title, item.told))
    return [replace(item, followers=tuple(following.get(item.key, ()))) for item in (head, *made.values())]


def _own(one: Drafted, by_item: Mapping[str, list[Change]]) -> bool:
    """Whether its own values say everything that is other."""
    if not one.certain or not one.before["values"] or not one.same_sentence:
        return False
    if one.told["mark"] == Mark.CARRIED:  # the same words but for figures, or it would not have been carried
        return True
    known = "".join(bare(value.shown) for value in one.item.values if value.confirm)
    changes = by_item[one.item.key]
    return bool(changes) and all(WHOLE.fullmatch(now) or bare(now) in known for _, now in _pairs_of_words(changes))


def _wanted(one: Drafted, changes: Sequence[Change]) -> set[Pair]:
    """The figures that somebody has to have compared: those of the sentence for people, or of the words."""
    if one.item.say != one.before["say"]:
        return {(part.was, part.text) for part in parts(one.before["say"], one.item.say) if part.was is not None}
    return _pairs_of_words(changes)


def _pairs(item: Item) -> set[Pair]:
    compared = [value for value in item.values if value.confirm and value.was]
    return {
        (part.was, part.text) for value in compared for part in parts(value.was, value.shown) if part.was is not None
    }


def _pairs_of_words(changes: Iterable[Change]) -> set[Pair]:
    return {
        (part.was, part.text)
        for change in changes
        for part in parts(str(change["before"]), str(change["now"]))
        if part.was is not None
    }


def _share(one: Iterable[Change], other: Iterable[Change]) -> bool:
    return bool({str(change["now"]) for change in one} & {str(change["now"]) for change in other})
