"""Walk down the paragraphs and tables of a Word file, or of one of its text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.documents.content import Block, Words
from policies_kb.documents.limits import Limits
from policies_kb.documents.word.names import MC, Element, is_w, local, w
from policies_kb.documents.word.numbers import Numbers
from policies_kb.documents.word.package import Package
from policies_kb.documents.word.runs import Runs, Spoken, is_deleted_mark
from policies_kb.documents.word.sink import Sink
from policies_kb.documents.word.styles import Styles
from policies_kb.documents.word.tables import read_table

_CONTAINERS = frozenset(("sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_DELETED = frozenset(("del", "moveFrom"))
_WORDLESS = frozenset(("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "tcPr", "tblPr"))


@dataclass
class Shared:
    """What all stories of a file have in common."""

    package: Package
    styles: Styles
    numbers: Numbers
    sink: Sink
    limits: Limits
    stories: int = 0


class Body:
    """One story: the body of the file (0) or a text box."""

    def __init__(self, shared: Shared, story: int = 0) -> None:
        self._shared, self._story = shared, story
        self._runs = Runs(shared.package, shared.styles, shared.sink)
        self._waiting: list[Spoken] = []  # paragraphs whose mark was deleted

    def read(self, parent: Element) -> Iterator[Block]:
        """Yield the paragraphs and tables of a body, cell or text box. Raises DocumentError for what has no place."""
        for child in parent:
            name = local(child)
            if name == "p" and is_w(child):
                yield from self._paragraph(child)
            elif name == "tbl" and is_w(child):
                yield from read_table(child, self.read, self._shared.sink)
            elif child.tag == f"{MC}AlternateContent":
                choice = next((item for item in child if local(item) == "Choice"), None)
                yield from self.read(choice) if choice is not None else ()
            elif name == "sdt":
                for content in child.iterchildren(w("sdtContent")):
                    yield from self.read(content)
            elif name in _CONTAINERS:
                yield from self.read(child)
            elif name == "altChunk" or (name not in _WORDLESS and name not in _DELETED and any(child.iter(w("t")))):
                raise self._shared.sink.refuse("unplaced", what=name)
        if parent.tag != w("sdtContent"):
            yield from self._end()

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        sink = self._shared.sink
        sink.paragraph += 1
        properties = paragraph.find(w("pPr"))
        chain = self._shared.styles.chain(properties)
        spoken = self._runs.read(paragraph, chain)
        if is_deleted_mark(properties):
            self._waiting.append(spoken)
            return
        yield from self._finish(spoken, properties, chain)

    def _finish(self, spoken: Spoken, properties: Element | None, chain: list[str]) -> Iterator[Block]:
        sink = self._shared.sink
        waiting, self._waiting = self._waiting, []
        if any(before.text.strip() for before in waiting):
            sink.note("rejected_break", "".join(before.text for before in waiting) + spoken.text)
        text = "".join(before.text for before in (*waiting, spoken)).strip(" \n\u3000\xa0")
        where = None if spoken.in_contents else self._shared.numbers.place(properties, chain)
        if where is not None:
            mark = properties.find(w("rPr")) if properties is not None else None
            if self._shared.styles.hides_run(mark, chain):
                raise sink.refuse("numbering", words=text[:20], why="这一段的编号是隐藏的，是否算一号看不出来")
            text = self._shared.numbers.label(where, self._story, text) + text
        if text.strip():
            yield Words(text.strip())
        for box in [box for before in (*waiting, spoken) for box in before.boxes]:
            yield from self._box(box)

    def _box(self, box: Element) -> Iterator[Block]:
        sink = self._shared.sink
        self._shared.stories += 1
        outside, sink.inside = sink.inside, "文本框里"
        blocks = list(Body(self._shared, self._shared.stories).read(box))
        if blocks:
            sink.note("text_box", "".join(block.text for block in blocks if isinstance(block, Words)))
        sink.inside = outside
        yield from blocks

    def _end(self) -> Iterator[Block]:
        """A deleted mark before the end: there is nothing to go on with."""
        waiting, self._waiting = self._waiting, []
        text = "".join(spoken.text for spoken in waiting).strip()
        if text:
            yield Words(text)
