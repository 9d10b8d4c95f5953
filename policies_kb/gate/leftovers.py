"""What a record copied from another notice still says of that one, in words that no quote proves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policies_kb.clauses import bare
from policies_kb.loading import Notes, Notice, NoticeSource, Problem, lined_yaml
from policies_kb.loading.source import RECORD, RULES
from policies_kb.loading.yaml_lines import Location
from policies_kb.model.facts import RuleFact
from policies_kb.reference import Reference, Region

KINDS = ("县", "市", "区", "州")  # how the full names of places end
UNLISTED = re.compile(r"没有列(?P<names>[^，。；]+)")
ASKS = "asks"  # people's words: they may name any place


def leftovers(source: NoticeSource, notice: Notice, reference: Reference) -> list[Problem]:
    """Places that the notice does not print, and listed series that the record says are not listed."""
    places = list(_places(notice, reference))
    problems: list[Problem] = []
    for file in (RECORD, RULES):
        if file in source.files:
            lined = lined_yaml(source, file)
            note = Notes(source.name(file), lined)
            for at, text in _texts(lined.data, ()):
                for place in places:
                    if place in text:
                        note(at, f"写着“{place}”，原文里没有这个地方", "照原文改成这份通知的地名")
            if file == RECORD:
                _unlisted(notice, note)
            problems += note.problems
    return problems


def _places(notice: Notice, reference: Reference) -> Iterator[str]:
    """The official names of the places of which the notice prints neither the official nor the everyday name."""
    printed = bare(notice.text)
    for region in reference.regions.values():
        if region.name not in printed and region.short not in printed:
            yield from _names(region)


def _names(region: Region) -> set[str]:
    """The full name, and the everyday one with its kind; that alone may be a part of other words."""
    kind = region.name[-1]
    with_kind = region.short if region.short.endswith(KINDS) else region.short + kind
    return {region.name, with_kind} if kind in KINDS else {region.name}


def _texts(data: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != ASKS:
                yield from _texts(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*at, index))


def _unlisted(notice: Notice, note: Notes) -> None:
    for index, fact in enumerate(notice.record.facts):
        found = UNLISTED.search(fact.say) if isinstance(fact, RuleFact) else None
        named = re.split(r"、|等", found["names"]) if found else []
        for series in notice.series:
            if series.removesuffix("系列") in named or series in named:
                note(("facts", index, "say"), f"句子说没有列“{series}”，专业清单里却有", "照清单改这一句")
