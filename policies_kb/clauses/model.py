"""What a notice is made of: clauses, and the paragraphs printed in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it was meant before line and page breaks cut it, in printed order.

    `number` is the printed marker that opens it ("" where there is none); `line` and `end_line` are
    1-based lines of the source text.
    """

    clause_id: str
    number: str
    text: str
    line: int
    end_line: int

    @property
    def printed(self) -> str:
        """The paragraph with its printed marker; 附件N stands on a line of its own, as it does in print."""
        gap = "\n" if self.number.startswith("附件") and self.text else ""
        return self.number + gap + self.text


@dataclass(frozen=True)
class Clause:
    """One logical clause of a notice.

    `number` is the marker as printed (spaces dropped), "" where none is printed. `text` is the clause's own
    text with its heading, without its marker and without its children; paragraphs are separated by a line
    feed. `full_text` is the clause with its marker and all descendants in printed order. `line` is the
    first source line (1-based), `end_line` the last one, descendants included.
    """

    id: str
    number: str
    heading: str | None
    text: str
    full_text: str
    parent: str | None
    children: tuple[str, ...]
    line: int
    end_line: int
