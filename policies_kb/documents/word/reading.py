"""Read a .docx file."""

from __future__ import annotations

from policies_kb.documents.content import Content
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.word.body import Body, Shared
from policies_kb.documents.word.names import Element, w
from policies_kb.documents.word.numbers import Numbers
from policies_kb.documents.word.package import open_package
from policies_kb.documents.word.sink import Sink
from policies_kb.documents.word.styles import Styles
from policies_kb.documents.wording import note


def read_word(data: bytes, limits: Limits) -> Content:
    """Return the blocks of a .docx, all revisions accepted, automatic numbers printed.

    Raises DocumentError for a danger, for words that have no place, and for numbers that are not sure.
    """
    package = open_package(data, limits)
    if _depth(package.body, limits.depth) > limits.depth:
        raise DocumentError("too_deep")
    content = Content()
    sink = Sink(content)
    styles = Styles(package.styles)
    shared = Shared(package, styles, Numbers(package, styles, sink), sink, limits)
    content.blocks = list(Body(shared).read(package.body))
    for part in package.headers:
        words = "".join(item.text or "" for item in part.iter(w("t"))).strip()
        if words:
            content.notes.append(note("header", "页眉页脚", words))
    content.notes += [note("embedded", "文件内", what=name.rpartition("/")[2]) for name in package.embedded]
    return content


def _depth(root: Element, most: int) -> int:
    """How deep elements stand inside one another, counted no further than beyond `most`."""
    deepest, stack = 0, [(root, 1)]
    while stack and deepest <= most:
        element, at = stack.pop()
        deepest = max(deepest, at)
        stack += [(child, at + 1) for child in element]
    return deepest
