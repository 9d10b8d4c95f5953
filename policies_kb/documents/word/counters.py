"""Count numbered paragraphs as Word does, level by level, and print their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policies_kb.documents.number_formats import print_number
from policies_kb.documents.word.definitions import Level, List

_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE_USE = range(0xE000, 0xF900)  # signs of Wingdings and Symbol, known to those fonts only
_BULLET = "- "


class UnsureNumber(Exception):
    """The number of a paragraph is not known for sure; the message says why in Chinese."""


@dataclass(frozen=True)
class Label:
    """A printed number with the gap after it; `skipped` says that a level above had not begun."""

    text: str
    skipped: bool = False


@dataclass
class _Count:
    """Where one level stands: its number; whether it begins again next time; whether only levels below used it."""

    number: int
    due: bool = False
    implied: bool = False
    implied_again: bool = False


@dataclass
class Counters:
    """The counts of one story (the body, or one text box)."""

    _counts: dict[str, dict[int, _Count]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)  # lists and levels whose own start is used up
    _linked: dict[str, str] = field(default_factory=dict)

    def next(self, of: List, at: int) -> Label:
        """Count one paragraph of a list at a level (0 for the first) and return its label.

        Raises UnsureNumber where the standard leaves the number open and programs differ.
        """
        if at not in of.levels:
            raise UnsureNumber(f"这个列表没有定义第 {at + 1} 级")
        if self._linked.setdefault(of.linked, of.abstract) != of.abstract:
            raise UnsureNumber("两个列表用同一个列表样式，是否连着编看不出来")
        counts = self._counts.setdefault(of.abstract, {})
        skipped = self._imply(of, at, counts)
        self._count(of, at, counts)
        for below, count in counts.items():
            if below > at and _restarts(of.levels.get(below), at):
                count.due = True
        return Label(_label(of, at, counts), skipped)

    def _imply(self, of: List, at: int, counts: dict[int, _Count]) -> bool:
        """Levels above that have not begun stand at their start (Word, and the programs that follow it)."""
        skipped = False
        for above in range(at):
            level = of.levels.get(above)
            count = counts.get(above)
            if level is None:
                continue
            if count is None:
                counts[above] = _Count(level.start, implied=True)
                skipped = True
            elif count.due:
                counts[above] = _Count(level.start, implied=True, implied_again=True)
                skipped = True
            elif above in of.starts and (of.id, above) not in self._begun and not count.implied:
                raise UnsureNumber("列表重新开始时先用了下一级，上一级从几开始看不出来")
        return skipped

    def _count(self, of: List, at: int, counts: dict[int, _Count]) -> None:
        count, level = counts.get(at), of.levels[at]
        if at in of.starts and (of.id, at) not in self._begun:
            if count is not None and count.implied:
                raise UnsureNumber("列表重新开始时先用了下一级，上一级从几开始看不出来")
            self._begun.add((of.id, at))
            counts[at] = _Count(of.starts[at])
        elif count is None or count.due:
            counts[at] = _Count(level.start)
        elif count.implied_again:
            raise UnsureNumber("跳过了一级之后又用这一级，是否把跳过的算一次看不出来")
        elif at in of.redefined and (of.id, at) not in self._begun:
            raise UnsureNumber("列表改了这一级的格式，没有写明从几开始")
        else:
            counts[at] = _Count(count.number + 1)
        self._begun.add((of.id, at))


def _restarts(level: Level | None, used: int) -> bool:
    """Say whether a level begins again after the level `used` (17.9.10): after any above, unless it says which."""
    if level is None or level.restart is None:
        return True
    return used < level.restart


def _label(of: List, at: int, counts: dict[int, _Count]) -> str:
    level = of.levels[at]
    if level.is_hidden:
        return ""
    if level.style == "bullet":
        return _BULLET if level.text else ""
    text = _PLACEHOLDER.sub(lambda found: _printed(of, at, int(found[1]) - 1, counts), level.text)
    if not text:
        return ""
    return text if level.suffix == "nothing" else text + " "


def _printed(of: List, at: int, which: int, counts: dict[int, _Count]) -> str:
    level, count = of.levels.get(which), counts.get(which)
    if level is None or count is None or which > at:
        return ""
    style = level.style
    if of.levels[at].is_legal:
        if which < at:
            style = "decimal"
        elif style not in ("decimal", "decimalZero"):
            raise UnsureNumber("“正规形式编号”下这一级自己的格式，标准和 Word 的做法不同")
    if style == "bullet":
        return ""
    printed = print_number(count.number, style)
    if printed is None:
        raise UnsureNumber(f"编号格式 {style} 的第 {count.number} 号不会写")
    return printed
