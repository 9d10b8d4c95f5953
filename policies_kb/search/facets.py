"""How many results each value of a filter would leave, read off the keys of the entries that were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .keys import notice_of, paths_of
from .model import Facet
from .shelf import Kinds, Shelf


def facet(dimension: str, shelf: Shelf, keys: Sequence[int]) -> tuple[Facet, ...]:
    """The values of one filter, in the order of the reference data; rounds newest first."""
    reference = shelf.base.reference
    if dimension == "path":
        counts = _by_path(list(reference.paths), keys)
        names = {path.id: path.name for path in reference.paths.values()}
    elif dimension == "round":
        counts = _by_kind(shelf.round_kinds, shelf.round_of, keys)
        names = {one.written: one.name for one in shelf.rounds}
    elif dimension == "place":
        counts = _by_kind(shelf.region_kinds, shelf.region_of, keys)
        names = {region.name: region.short for region in reference.regions.values()}
    else:
        counts = _by_kind(shelf.series_kinds, shelf.series_of, keys)
        names = dict(zip(reference.series, reference.series, strict=True))
    return tuple(Facet(value, name, counts[value]) for value, name in names.items() if counts[value])


def _by_kind(kinds: Kinds, kind_of: Sequence[int], keys: Sequence[int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for kind, count in Counter(kind_of[notice_of(key)] for key in keys).items():
        for value in kinds[kind]:
            counts[value] += count
    return counts


def _by_path(paths: Sequence[str], keys: Sequence[int]) -> Counter[str]:
    masks = Counter(map(paths_of, keys))
    return Counter(
        {path: sum(count for mask, count in masks.items() if mask >> number & 1) for number, path in enumerate(paths)}
    )
