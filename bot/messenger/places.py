"""The county of a position that somebody sends, from the address that comes with it; nothing else of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from policies_kb.loading import KnowledgeBase
from policies_kb.reference import Reference
from policies_kb.vocabulary import Gazetteer, Mention, build_gazetteer

Place = Callable[[Iterable[str]], str]  # the texts of a position → the standard name of a place of ours, or ""


def place_of(base: KnowledgeBase, texts: Iterable[str]) -> str:
    """The first county that the texts name, else the prefecture; "" where they name none.

    Only names with their 县 or 市 count, as addresses have them: a street, a hotel and a dish bear the names of places
    that they are not in. Addresses go from the large to the small, so that a later county is part of another name.
    """
    regions = base.reference.regions
    named = [one for text in texts for one in _gazetteer(base.reference).find(text) if _is_place(one)]
    counties = [one.value for one in named if regions[one.value].parent is not None]
    return (counties or [one.value for one in named] or [""])[0]


def _is_place(one: Mention) -> bool:
    return one.entity == "region" and not one.weak and one.score == 1.0 and one.surface[-1] == one.value[-1]


@lru_cache(maxsize=1)
def _gazetteer(reference: Reference) -> Gazetteer:
    return build_gazetteer(reference)
