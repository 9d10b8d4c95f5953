"""The words of a paragraph as Word shows them with all revisions accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from policies_kb.documents.word.fields import Fields
from policies_kb.documents.word.names import MATH, MC, Element, is_w, local, w
from policies_kb.documents.word.package import Package
from policies_kb.documents.word.sink import Sink
from policies_kb.documents.word.styles import Styles

_CONTAINERS = frozenset(
    ("hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "ins", "moveTo")
)
_INSERTED = frozenset(("ins", "moveTo"))
_DELETED = frozenset(("del", "moveFrom"))
_GAPS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# Word's own marks, without words: bookmarks, spelling, ranges of revisions and comments, where pages broke last time.
_WORDLESS_NAMES = (
    "pPr rPr sdtPr sdtEndPr bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd"
    " customXmlDelRangeStart customXmlDelRangeEnd lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator"
    " continuationSeparator smartTagPr customXmlPr fldData pgNum dayShort monthShort yearShort contentPart"
)
_WORDLESS = frozenset(_WORDLESS_NAMES.split())
_SYMBOL = "□"


@dataclass
class Spoken:
    """A paragraph's words, the text boxes anchored in it, and whether any of it was hidden or deleted."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    has_hidden: bool = False
    has_deleted: bool = False
    in_contents: bool = False


class Runs:
    """Reads paragraph after paragraph of one story."""

    def __init__(self, package: Package, styles: Styles, sink: Sink) -> None:
        self._package, self._styles, self._sink = package, styles, sink
        self._fields = Fields()

    def read(self, paragraph: Element, chain: list[str]) -> Spoken:
        """Return the words of a paragraph whose styles are `chain`. Raises DocumentError for what has no place."""
        spoken = Spoken(in_contents=self._fields.is_contents)
        self._into(spoken, paragraph, chain)
        spoken.in_contents = spoken.in_contents or self._fields.is_contents
        if spoken.in_contents and spoken.text.strip():
            self._sink.note("contents", spoken.text)
            spoken.text = ""
        return spoken

    def _into(self, spoken: Spoken, parent: Element | None, chain: list[str], inserted: bool = False) -> None:
        for child in parent if parent is not None else ():
            name = local(child)
            if child.tag == f"{MC}AlternateContent":
                self._into(spoken, _alternative(child), chain, inserted)
            elif isinstance(child.tag, str) and child.tag.startswith(MATH):
                self._formula(spoken, child)
            elif not is_w(child):
                self._foreign(child)
            elif name == "r":
                self._run(spoken, child, chain, inserted)
            elif name in _DELETED:
                self._deleted(spoken, child)
            elif name in _CONTAINERS:
                self._into(spoken, child, chain, inserted or name in _INSERTED)
            elif name == "sdt":
                for content in child.iterchildren(w("sdtContent")):
                    self._into(spoken, content, chain, inserted)
            elif name not in _WORDLESS:
                self._foreign(child)

    def _run(self, spoken: Spoken, run: Element, chain: list[str], inserted: bool) -> None:
        properties = run.find(w("rPr"))
        if properties is not None and properties.find(w("del")) is not None:
            self._deleted(spoken, run)
            return
        hidden = self._styles.hides_run(properties, chain)
        before = len(spoken.text)
        self._inside_run(spoken, run, chain)
        words = spoken.text[before:]
        if hidden and words:
            spoken.text = spoken.text[:before]
            spoken.has_hidden = True
            self._sink.note("hidden", words)
        elif inserted and words:
            self._sink.note("inserted", words)

    def _inside_run(self, spoken: Spoken, run: Element, chain: list[str]) -> None:
        for child in run:
            name = local(child)
            if child.tag == f"{MC}AlternateContent":
                self._inside_run(spoken, _alternative(child), chain)
            elif not is_w(child):
                self._foreign(child)
            elif name == "t":
                if not self._fields.is_instruction:
                    spoken.text += child.text or ""
            elif name in _GAPS:
                spoken.text += "" if self._fields.is_instruction else _GAPS[name]
            elif name == "fldChar":
                self._fields.mark(child)
                spoken.in_contents = spoken.in_contents or self._fields.is_contents
            elif name == "instrText":
                self._fields.instruct(child.text or "")
            elif name in ("drawing", "pict", "object"):
                self._drawing(spoken, child, name)
            elif name in ("footnoteReference", "endnoteReference"):
                self._aside("footnote", self._package.footnotes.get(f"{name[:-9]}:{child.get(w('id'))}"))
            elif name == "commentReference":
                self._aside("comment", self._package.comments.get(str(child.get(w("id")))))
            elif name == "sym":
                spoken.text += self._symbol(child)
            elif name == "ruby":
                self._into(spoken, child.find(w("rubyBase")), chain)
            elif name in ("delText", "delInstrText"):
                self._sink.note("deleted", child.text or "")
            elif name not in _WORDLESS:
                self._foreign(child)

    def _deleted(self, spoken: Spoken, parent: Element) -> None:
        words = "".join(item.text or "" for item in parent.iter(w("delText"), w("t")))
        spoken.has_deleted = True
        if words:
            self._sink.note("deleted", words)

    def _formula(self, spoken: Spoken, element: Element) -> None:
        words = "".join(item.text or "" for item in element.iter(f"{MATH}t"))
        if words:
            spoken.text += words
            self._sink.note("formula", words)

    def _drawing(self, spoken: Spoken, element: Element, name: str) -> None:
        boxes = [box for box in element.iter(w("txbxContent")) if not _inside_other(box, element)]
        spoken.boxes += boxes
        if name == "object" or any(local(item) == "OLEObject" for item in element.iter()):
            self._sink.note("embedded", what="对象")
        elif not boxes:
            drawn = "".join(item.text or "" for item in element.iter() if local(item) == "t")
            self._sink.note("picture", drawn, count=1)
        for item in element.iter():
            if local(item) == "textpath" and item.get("string"):
                self._sink.note("word_art", str(item.get("string")))

    def _symbol(self, element: Element) -> str:
        self._sink.note("symbol", _SYMBOL)
        return _SYMBOL

    def _aside(self, kind: str, part: Element | None) -> None:
        words = "" if part is None else "".join(item.text or "" for item in part.iter(w("t")))
        self._sink.note(kind, words)

    def _foreign(self, element: Element) -> None:
        """Of an element that is not known: fine without words, else the file cannot be read rightly."""
        if any((item.text or "").strip() for item in element.iter(w("t"))):
            raise self._sink.refuse("unplaced", what=local(element))


def _alternative(element: Element) -> Element:
    """The first choice, as a newer Word takes it; the fallback where only that has words."""
    choices = [item for item in element if local(item) in ("Choice", "Fallback")]
    with_words = [item for item in choices if any(item.iter(w("t")))]
    return (with_words or choices or [element])[0]


def _inside_other(box: Element, top: Element) -> bool:
    """A box inside another is read with it; a fallback stands for its choice once more."""
    up = box.getparent()
    while up is not None and up is not top:
        if up.tag == w("txbxContent"):
            return True
        if up.tag == f"{MC}Fallback":
            both = up.getparent()
            if both is not None and _alternative(both) is not up:
                return True
        up = up.getparent()
    return False


def is_deleted_mark(properties: Element | None) -> bool:
    """Say whether a paragraph's own mark was deleted, so that the next paragraph goes on with it."""
    mark = properties.find(w("rPr")) if properties is not None else None
    return mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
