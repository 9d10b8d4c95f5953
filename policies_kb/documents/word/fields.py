"""Complex fields (PAGE, TOC, REF …): their instructions are no text, their stored results are."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.documents.word.names import Element, w

_CONTENTS = ("TOC", "INDEX")


@dataclass
class _Field:
    instruction: str = ""
    shows_result: bool = False


class Fields:
    """The fields open at this place; they may reach over several paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def mark(self, element: Element) -> None:
        """Take note of a w:fldChar."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, words: str) -> None:
        """Take note of a w:instrText."""
        if self._open:
            self._open[-1].instruction += words

    @property
    def is_instruction(self) -> bool:
        """Whether words here belong to an instruction."""
        return any(not field.shows_result for field in self._open)

    @property
    def is_contents(self) -> bool:
        """Whether words here belong to a table of contents."""
        return any(field.instruction.split()[:1] in ([name] for name in _CONTENTS) for field in self._open)
