"""Where the readers of a Word file put what a reviewer must know, with the place they are at."""

from __future__ import annotations

from policies_kb.documents.content import Content
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.wording import note


class Sink:
    """Notes of one file; `paragraph` is the 1-based number of the paragraph being read, tables and boxes included."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.paragraph = 0
        self.inside = ""  # "表格里", "文本框里"

    @property
    def place(self) -> str:
        """The place in words."""
        return f"第 {self.paragraph} 段{self.inside}"

    def note(self, kind: str, printed: str = "", **values: object) -> None:
        """Note something at this place; the same thing said on end is said once."""
        said = note(kind, self.place, printed, **values)
        last = self._content.notes[-1] if self._content.notes else None
        if last and last.kind == kind and last.place == said.place and last.said == said.said:
            joined = note(kind, said.place, last.words + printed, **values)
            self._content.notes[-1] = joined
        else:
            self._content.notes.append(said)

    def refuse(self, reason: str, **values: object) -> DocumentError:
        """Return the refusal of the file because of something at this place."""
        return DocumentError(reason, place=self.place, **values)
