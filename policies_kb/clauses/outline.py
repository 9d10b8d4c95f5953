"""The numbered clauses: which are open, which number is due in each list, and the ids they make.

A list is the clauses of one level below one parent. Where it begins again at its first number the clauses of
the second list get ids with its ordinal before the number, `四(一)·2-1`; a number printed twice in one list
gets its ordinal after it, `四(一)3·2`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from policies_kb.clauses.builder import Builder
from policies_kb.clauses.numbering import FLOATING, LEVELS, Marker, Style
from policies_kb.clauses.remarks import Kind, Remark, Severity, remark
from policies_kb.clauses.source import Line

_BELOW_ALL = 6  # the level of 1） where 1. and （1） stand above it


@dataclass(frozen=True, slots=True)
class Open:
    """A clause that the next line may belong to."""

    level: int
    id: str
    style: Style
    number: int


@dataclass(slots=True)
class ItemList:
    """The clauses of one list so far."""

    ordinal: int = 1
    last: int = 0
    repeats: int = 0  # of the last number, which may stand for the next
    ids: list[str] = field(default_factory=list)


class Outline:
    """The open clauses from the top down, and every list begun so far."""

    def __init__(self, builder: Builder, remarks: list[Remark], arabic_on_top: bool) -> None:
        self.open: list[Open] = []
        self._builder = builder
        self._remarks = remarks
        self._arabic_on_top = arabic_on_top
        self._lists: dict[tuple[str | None, int], ItemList] = {}
        self._restarts_in_chapters = False

    @property
    def current(self) -> str | None:
        """The innermost open clause."""
        return self.open[-1].id if self.open else None

    @property
    def depth(self) -> int:
        """How many clauses below the chapters are open."""
        return sum(entry.level >= LEVELS[Style.ARTICLE] for entry in self.open)

    def items(self) -> list[str]:
        """Return the ids of the list that the innermost open clause stands in."""
        inner = self.open[-1]
        return self._list(inner.style, inner.level).ids

    def end_list(self, below: Marker | None) -> None:
        """Close the innermost clause: what follows speaks for its parent.

        In an article a paragraph of its own speaks for the article, unless an item around it goes on below.
        """
        self.open.pop()
        in_article = any(entry.style is Style.ARTICLE for entry in self.open)
        while in_article and self.open[-1].style is not Style.ARTICLE and not self._goes_on(below):
            self.open.pop()

    def _goes_on(self, below: Marker | None) -> bool:
        inner = self.open[-1]
        return below is not None and below.style is inner.style and below.number == inner.number + 1

    def close(self) -> None:
        """Close all clauses."""
        self.open = []

    def due(self, marker: Marker) -> int:
        """Return the number that the list of `marker` would go on with here."""
        level, _ = self._place(marker)
        return self._list(marker.style, level).last + 1

    def due_here(self) -> int | None:
        """Return the number that the innermost list of 1. would go on with."""
        arabic = next((entry for entry in reversed(self.open) if entry.style is Style.ARABIC), None)
        return arabic.number + 1 if arabic else None

    def enter(self, marker: Marker, line: Line) -> None:
        """Open the clause of a marker."""
        level, part = self._place(marker)
        parent = self._parent(level)
        if marker.style is Style.ARTICLE and marker.number == 1 and self._list(marker.style, level).ids:
            self._restarts_in_chapters = self._restarts_in_chapters or parent is not None
        items = self._list(marker.style, level)
        clause_id = self._new_id(marker, part, parent, items, line)
        self.open = [*(entry for entry in self.open if entry.level < level)]
        self.open.append(Open(level, clause_id, marker.style, marker.number))
        items.ids.append(clause_id)
        items.repeats = items.repeats + 1 if marker.number == items.last else 0
        items.last = marker.number
        self._builder.open(clause_id, marker.printed, parent, line, marker.rest)

    def _new_id(self, marker: Marker, part: str, parent: str | None, items: ItemList, line: Line) -> str:
        place = f"“{parent}”里" if parent else ""
        prefix = "" if self._runs_through(marker.style) else parent or ""
        restarts = marker.number == 1 and items.last >= 1
        if restarts:
            items.ordinal += 1
        clause_id = prefix + (f"·{items.ordinal}-{part}" if items.ordinal > 1 else part)
        if restarts:
            # Right below an item of the list before, the heading between the two may be lost.
            severity = Severity.DOUBT if any(entry.id in items.ids for entry in self.open) else Severity.REPAIRED
            items.ids.clear()
            self._note(Kind.NUMBERING_RESTART, line, severity, place=place, id=clause_id)
        elif clause_id in self._builder:
            again = 2
            while f"{clause_id}·{again}" in self._builder:
                again += 1
            clause_id = f"{clause_id}·{again}"
            self._note(Kind.NUMBERING_REPEAT, line, place=place, printed=marker.printed, id=clause_id)
        elif not self._is_in_turn(marker, items):
            before = f"“{items.ids[-1]}”之后是" if items.ids else "第一个就是"
            self._note(Kind.NUMBERING_GAP, line, place=place, found=f"{before}“{marker.printed}”")
        return clause_id

    def _is_in_turn(self, marker: Marker, items: ItemList) -> bool:
        due = items.last + 1
        return due <= marker.number <= due + items.repeats or (marker.number == items.last and "之" in marker.printed)

    def _note(self, kind: Kind, line: Line, severity: Severity | None = None, **values: object) -> None:
        self._remarks.append(remark(kind, line.no, line.text, severity, **values))

    def _list(self, style: Style, level: int) -> ItemList:
        scope = None if self._runs_through(style) else self._parent(level)
        return self._lists.setdefault((scope, level), ItemList())

    def _runs_through(self, style: Style) -> bool:
        return style is Style.CHAPTER or (style is Style.ARTICLE and not self._restarts_in_chapters)

    def _parent(self, level: int) -> str | None:
        return next((entry.id for entry in reversed(self.open) if entry.level < level), None)

    def _place(self, marker: Marker) -> tuple[int, str]:
        """The level and the part of the id; ⑴ and 1） stand for 1. where nothing does, else below it."""
        if marker.style is Style.ARABIC and self._arabic_on_top:
            return LEVELS[Style.HAN], marker.part
        if marker.style not in FLOATING:
            return marker.level, marker.part
        same = next((entry.level for entry in reversed(self.open) if entry.style is marker.style), None)
        deepest = max((entry.level for entry in self.open if entry.level < _BELOW_ALL), default=0)
        level = same or (3 if deepest < 3 else 4 if deepest == 3 else _BELOW_ALL)
        return level, {3: str(marker.number), 4: f"({marker.number})"}.get(level, f"{marker.number})")
