"""The numbering definitions of a Word file: w:abstractNum, w:num and their overrides (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policies_kb.documents.word.names import MC, Element, number, switched, value, w

_CHOICE = f"{MC}Choice"
_CUSTOM = "custom"


@dataclass(frozen=True)
class Level:
    """One level of a list.

    `start` is the first number, `style` its format, `text` its pattern (%1.%2), `suffix` what follows (tab, space,
    nothing). `restart` is the one-based level after which it begins again: None for the level above, 0 for never.
    `is_legal` prints the levels above in decimal; `paragraph_style` is the style that stands for this level.
    """

    start: int = 0
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    paragraph_style: str | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class List:
    """A w:num: its levels with its overrides, and `starts`, the numbers that it begins with itself.

    Lists of one `abstract` definition count on from each other. `redefined` are levels that this list defines anew.
    """

    id: str
    abstract: str
    linked: str
    levels: dict[int, Level]
    starts: dict[int, int]
    redefined: frozenset[int]

    def level_of_style(self, style: str) -> int | None:
        """Return the level that a paragraph style stands for (17.9.23)."""
        return next((at for at, level in self.levels.items() if level.paragraph_style == style), None)


def read_lists(root: Element | None, style_lists: dict[str, str]) -> dict[str, List]:
    """Return the lists of numbering.xml by id; `style_lists` is the list id of each numbering style (17.9.21)."""
    if root is None:
        return {}
    abstracts = {str(item.get(w("abstractNumId"))): item for item in root.iterchildren(w("abstractNum"))}
    bases = {str(item.get(w("numId"))): value(item, "abstractNumId") or "" for item in root.iterchildren(w("num"))}
    lists = {}
    for item in root.iterchildren(w("num")):
        name = str(item.get(w("numId")))
        own = bases[name]
        linked, seen = own, {own}
        while (base := abstracts.get(linked)) is not None and (style := value(base, "numStyleLink")):
            linked = bases.get(style_lists.get(style, ""), "")
            if linked in seen:
                linked = ""
            seen.add(linked)
        if linked in abstracts:
            lists[name] = _list(item, name, own, linked, dict(_levels(abstracts[linked])))
    return lists


def _list(item: Element, name: str, abstract: str, linked: str, levels: dict[int, Level]) -> List:
    starts: dict[int, int] = {}
    redefined = set()
    for override in item.iterchildren(w("lvlOverride")):
        at = int(override.get(w("ilvl")) or 0)
        own = dict(_levels(override)).get(at)
        if own is not None:
            levels[at] = own
            redefined.add(at)
        start = number(override, "startOverride")
        if start is not None:
            starts[at] = start
            if at in levels:
                levels[at] = replace(levels[at], start=start)
    return List(name, abstract, linked, levels, starts, frozenset(redefined))


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for item in parent.iterchildren(w("lvl")):
        pattern = item.find(w("lvlText"))
        yield (
            int(item.get(w("ilvl")) or 0),
            Level(
                start=number(item, "start") or 0,
                style=_style(item),
                text=pattern.get(w("val"), "") if pattern is not None else "",
                suffix=value(item, "suff") or "tab",
                restart=number(item, "lvlRestart"),
                is_legal=bool(switched(item, "isLgl")),
                paragraph_style=value(item, "pStyle"),
                is_hidden=bool(switched(item.find(w("rPr")), "vanish")),
            ),
        )


def _style(item: Element) -> str:
    """The number format; newer formats stand in an alternate with a plain one to fall back on."""
    for choice in item.iter(_CHOICE):
        found = value(choice, "numFmt")
        if found:
            return found
    return value(item, "numFmt") or "decimal"
