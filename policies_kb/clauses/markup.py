"""Read the tables of a text, in HTML or in Markdown, as one line a row, its cells kept apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG_NAMES = (
    "table|thead|tbody|tfoot|caption|colgroup|col|tr|td|th|p|div|br|hr|ul|ol|li|h[1-6]|span|strong|b|i|u|em|font|sup|sub"
    "|a|img|center|section|article|header|footer|nav|html|head|body|title|meta|link|pre|blockquote|label|o:p"
)
_TAG = re.compile(
    rf"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1\s*>|<!doctype[^>]*>|<(?P<end>/?)(?P<name>{_TAG_NAMES})(?=[\s/>])[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = frozenset(
    ("span", "strong", "b", "i", "u", "em", "font", "sup", "sub", "a", "img", "label", "o:p", "col", "colgroup")
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
_RULE_ROW = re.compile(r"[\s|｜:：+\-—─┌┬┐├┼┤└┴┘━┏┳┓┣╋┫┗┻┛]+")
_WALLS = "|｜│┃"
_WALL = re.compile(rf"(?<!\\)[{_WALLS}]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed, its 1-based number in the source, and whether it is a row of a marked-up table."""

    no: int
    text: str
    is_row: bool = False


def printed_lines(text: str) -> Iterator[Printed]:
    """Yield the lines of a text, blank ones included; rows of tables have their cells apart by one tab."""
    lines = _read_html(text) if "<" in text and _TAG.search(text) else _split(text)
    if any(wall in text for wall in _WALLS):
        lines = _read_walls(list(lines))
    return lines


def _split(text: str) -> Iterator[Printed]:
    return (Printed(no, line) for no, line in enumerate(text.split("\n"), start=1))


def _read_walls(lines: list[Printed]) -> Iterator[Printed]:
    """A row stands between walls, or in a block of lines that have the same walls or a rule (---|---)."""
    blocks = _blocks(lines)
    for at, line in enumerate(lines):
        stripped = line.text.strip()
        walled = len(stripped) > 1 and stripped[0] in _WALLS and stripped[-1] in _WALLS
        if line.is_row or not (walled or at in blocks):
            yield line
        elif not _RULE_ROW.fullmatch(stripped):
            cells = (cell.strip().replace("\t", " ") for cell in _WALL.split(stripped))
            yield Printed(line.no, "\t".join(cell.replace("\\|", "|") for cell in cells), True)


def _blocks(lines: list[Printed]) -> set[int]:
    """Lines one below the other with the same number of walls, a rule among them or not."""
    walls = [0 if line.is_row or "。" in line.text else len(_WALL.findall(line.text)) for line in lines]
    return {
        at
        for at, count in enumerate(walls)
        if count and any(0 <= near < len(walls) and walls[near] == count for near in (at - 1, at + 1))
    }


def _read_html(text: str) -> Iterator[Printed]:
    reader = _HtmlLines()
    start = 0
    for tag in _TAG.finditer(text):
        yield from reader.words(text[start : tag.start()])
        yield from reader.tag(tag["name"], bool(tag["end"]))
        reader.no += tag[0].count("\n")
        start = tag.end()
    yield from reader.words(text[start:])
    yield from reader.flush()


class _HtmlLines:
    """Lines and rows as the reader of a page sees them, while the tags go by."""

    def __init__(self) -> None:
        self.no = 1
        self._buffer = ""
        self._cells: list[str] = []
        self._depth = 0  # of open tables
        self._in_cell = False

    def words(self, text: str) -> Iterator[Printed]:
        head, *others = text.split("\n")
        self._buffer += head
        for line in others:
            if self._depth:
                self._buffer += " "
            else:
                yield from self.flush()
            self.no += 1
            self._buffer += line

    def tag(self, name: str | None, is_end: bool) -> Iterator[Printed]:
        name = (name or "").lower()
        if not name or name in _INLINE:
            return
        if name == "table":
            yield from self._end_row()
            self._depth = max(0, self._depth + (-1 if is_end else 1))
        elif self._depth and name == "tr":
            yield from self._end_row()
        elif self._depth and name in ("td", "th"):
            self._end_cell()
            self._in_cell = not is_end
        elif self._depth and self._in_cell:
            self._buffer += " "
        else:
            yield from self.flush()

    def flush(self) -> Iterator[Printed]:
        """End the line, or the row where a table is open."""
        if self._depth or self._cells:
            yield from self._end_row()
        else:
            yield Printed(self.no, decode(self._buffer))
            self._buffer = ""

    def _end_cell(self) -> None:
        if self._in_cell or self._buffer.strip():
            self._cells.append(decode(self._buffer).replace("\t", " ").strip())
        self._buffer, self._in_cell = "", False

    def _end_row(self) -> Iterator[Printed]:
        self._end_cell()
        if any(self._cells):
            yield Printed(self.no, "\t".join(self._cells), True)
        self._cells = []


def decode(text: str) -> str:
    """Return `text` with its HTML entities (`&nbsp;`) as the signs they stand for."""
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text
