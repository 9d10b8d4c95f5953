"""What a form consists of, as the notice prints it: lines and rows of tables, in printed order. Nothing is added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.clauses.ids import ATTACHMENT
from policies_kb.clauses.markup import Printed, printed_lines
from policies_kb.clauses.model import Paragraph
from policies_kb.clauses.source import undress
from policies_kb.loading import Notice

CELL = "\t"


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Row:
    """A row of a table; an empty cell is a field to fill in."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A form of a notice. ``number``: of the attachment; ``title``: as printed above it; ``blocks``: what is below."""

    number: int
    title: str
    blocks: tuple[Words | Row, ...]


def templates(notice: Notice) -> tuple[Template, ...]:
    """The forms that the notice prints, by number; those of which it names the title alone are not among them."""
    printed: dict[int, list[Printed]] = {}
    unified = notice.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for line in printed_lines(unified):
        printed.setdefault(line.no, []).append(line)
    found = []
    for clause in notice.tree.clauses.values():
        number = clause.id.removeprefix(ATTACHMENT)
        if clause.parent is None and clause.id.startswith(ATTACHMENT) and number.isdecimal():
            within = {clause.id, *clause.children}
            head, *rest = [one for one in notice.tree.paragraphs if one.clause_id in within]
            if rest and head.text:
                blocks = tuple(block for one in rest for block in _blocks(one, printed))
                found.append(Template(int(number), head.text, blocks))
    return tuple(sorted(found, key=lambda form: form.number))


def _blocks(paragraph: Paragraph, printed: dict[int, list[Printed]]) -> Iterator[Words | Row]:
    """A paragraph on one printed line keeps the gaps that are printed in it (年 月 日): they are there to be filled."""
    lines = printed.get(paragraph.line, []) if paragraph.line == paragraph.end_line else []
    if len(lines) != 1:
        yield Words(paragraph.printed)
    elif CELL in lines[0].text.lstrip():
        yield Row(tuple(undress(cell.strip()) for cell in lines[0].text.lstrip(" ").split(CELL)))
    else:
        yield Words(" ".join(undress(lines[0].text.strip()).split()))
