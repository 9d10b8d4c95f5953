"""What stays and what is dropped when a message names something: the table of frame.yml applied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import Scope
from policies_kb.reading import Reading

from .words import words


def carried(known: Scope, named: Scope, events: frozenset[str]) -> tuple[Scope, tuple[str, ...]]:
    """This turn's scope, and the slots that were dropped; what is named now wins."""
    dropped: list[str] = []
    values: dict[str, Any] = {}
    for slot, rule in words("frame")["slots"].items():
        now, before = getattr(named, slot), getattr(known, slot)
        drops = any(set(event.split("+")) <= events for event in rule["dropped_by"])
        values[slot] = now or (type(before)() if isinstance(before, tuple) else None) if drops else now or before
        if drops and before and not now:
            dropped.append(slot)
    return replace(named, **values), tuple(dropped)


def events_of(named: Scope, known: Scope, reading: Reading, base: KnowledgeBase, *, topic: bool) -> frozenset[str]:
    """What the message brings that may drop something."""
    single = bool(known.series) and all(series in reading.own_notice for series in known.series)
    own_series = [series for series in named.series if series in reading.own_notice]
    found = {
        "place": bool(named.regions),
        "series": bool(named.series),
        "path": named.path is not None,
        "level": named.level is not None,
        "education": bool(named.education),
        "round": bool(named.rounds),
        "topic": topic,
        "several": len(named.series) > 1,
        "all_notices": named.all_notices,
        "own_place": any(_has_general(region, base) for region in named.regions),
        "single_series": single,
        "own_series": bool(own_series) and not named.regions,
        "foreign_place": bool(known.regions) and not _covered(own_series, known.regions, base),
    }
    return frozenset(name for name, happened in found.items() if happened)


def _has_general(region: str, base: KnowledgeBase) -> bool:
    return any(name in base.places.general for name in base.reference.region_chain(region))


def _covered(series: list[str], regions: tuple[str, ...], base: KnowledgeBase) -> bool:
    """Whether a notice that is about the series alone is for one of the places."""
    about = {place for name in series for place in base.places.single.get(name, ())}
    return any(name in about for region in regions for name in base.reference.region_chain(region))


def held_against(text: str, reading: Reading, known: Scope) -> bool:
    """Whether the place or series named is only held against what is spoken of: 「某系列那边不是14号吗」."""
    table: dict[str, Any] = words("asking")["contrast"]
    if known.education and _more_than(text, reading, known):
        return True
    plain = text.replace("是不是", "")
    if not (known.regions or known.series) or not any(word in plain for word in table["words"]):
        return False
    anew = {m.value for m in reading.mentions if m.entity in ("region", "series") and not m.weak}
    if len(anew - {*known.regions, *known.series}) > 1:
        return False  # two that are new are set beside each other
    for mention in reading.mentions:
        if mention.entity not in ("region", "series") or mention.value in (*known.regions, *known.series):
            continue
        before, after = text[: mention.start].rstrip(), text[mention.end :].lstrip("系列县州的")
        if before.endswith(tuple(table["before"])) or after.startswith(tuple(table["after"])):
            return True
    return False


def _more_than(text: str, reading: Reading, known: Scope) -> bool:
    """「为什么比大专多」: another education held against the one spoken of."""
    return any(
        m.entity == "education" and m.value not in known.education and text[: m.start].rstrip().endswith("比")
        for m in reading.mentions
    )


def still_beside(text: str, named: Scope, known: Scope, last: Scope) -> Scope | None:
    """「那截止日子也一样?」 after a comparison: the two places or series compared before; else None."""
    if named.regions or named.series or not any(word in text for word in words("asking")["contrast"]["goes_on"]):
        return None
    more = len(last.regions) + len(last.series) > len(known.regions) + len(known.series)
    held = set(known.regions) <= set(last.regions) and set(known.series) <= set(last.series)
    return replace(known, regions=last.regions, series=last.series) if more and held else None


def beside(known: Scope, other: Scope) -> Scope:
    """The scope that sets both sides beside each other, the one spoken of first."""
    regions = tuple(dict.fromkeys((*known.regions, *other.regions)))
    education = tuple(dict.fromkeys((*known.education, *other.education)))
    return replace(
        known, regions=regions, education=education, series=tuple(dict.fromkeys((*known.series, *other.series)))
    )
