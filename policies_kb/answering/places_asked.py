"""Which places and series to choose from when a question leaves open which of many notices is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policies_kb.loading import Notice
from policies_kb.reference import Reference

MOST_CHOICES = 12  # buttons on a small screen; whatever is not among them can be typed


def places_asked(notices: Iterable[Notice], within: str, reference: Reference) -> tuple[str, ...]:
    """The next step down the tree of places: prefectures first, then the places of the one that is named.

    Where the prefecture has notices for single series besides, those series fill up what is left. Of too many the ones
    with most notices are shown, in the order of the reference data.
    """
    on_file = list(notices)
    regions = reference.regions
    steps: Counter[str] = Counter()
    for notice in on_file:
        for name in notice.head.coverage.regions:
            if name != within:
                above = regions[name].parent
                steps[name if above in (None, within) else above or name] += 1
    series = [
        name
        for notice in on_file
        if within and within in notice.head.coverage.regions and notice.head.coverage.series_mode == "only"
        for name in notice.series
    ]
    shown = {name for name, _ in steps.most_common(MOST_CHOICES)}
    places = [name for name in regions if name in shown]
    return tuple(dict.fromkeys([*places, *series]))[:MOST_CHOICES]
