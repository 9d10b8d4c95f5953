"""Find the part of a page that holds the notice: readability finds it, and no sentence outside it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement
from readability import Document as Readable

from policies_kb.clauses.furniture import is_furniture

_BLOCK_NAMES = "p div li td th h1 h2 h3 h4 h5 h6 pre blockquote dd dt section article center"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SHORTEST_PIECE = 8  # characters
_SHORTEST_SENTENCE = 15
_SPACE = re.compile(r"\s+")


def find_main_part(page: HtmlElement) -> tuple[HtmlElement, list[str]]:
    """Return the element that holds the notice, and the words of each block outside it, in reading order.

    Where readability finds nothing (a short page), the whole body is the main part.
    """
    body = page.find("body")
    if body is None:
        return page, []
    wanted = _pieces(page)
    holding = [block for block in _leaves(body) if _dense(block) in wanted or _is_sentence(block)]
    main = _common(holding, body)
    inside = set(main.iter())
    outside = [words for block in _leaves(body) if block not in inside and (words := _words(block))]
    return main, outside


def _pieces(page: HtmlElement) -> set[str]:
    try:
        found = Readable(etree.tostring(page, encoding="unicode", method="html")).summary(html_partial=True)
        summary = html.fragment_fromstring(found, create_parent=True)
    except Exception:  # readability gives up on pages without paragraphs in ways of its own
        return set()
    dense = (_dense(block) for block in _leaves(summary))
    return {piece for piece in dense if len(piece) >= _SHORTEST_PIECE}


def _leaves(root: HtmlElement) -> Iterator[HtmlElement]:
    """The innermost blocks that have words of their own."""
    for element in root.iter():
        if element.tag in _BLOCKS and _has_own_words(element):
            yield element


def _has_own_words(element: HtmlElement) -> bool:
    own = [element.text or ""]
    for child in element:
        own.append(child.tail or "")
        if child.tag not in _BLOCKS and not any(inner.tag in _BLOCKS for inner in child.iterdescendants()):
            own.append(child.text_content())
    return any(words.strip() for words in own)


def _is_sentence(block: HtmlElement) -> bool:
    """A sentence that is no link, wherever it stands, belongs to the notice rather than to the site."""
    words = _words(block)
    linked = sum(len(_SPACE.sub("", link.text_content())) for link in block.iter("a"))
    return "。" in words and len(words) >= _SHORTEST_SENTENCE and linked * 2 < len(words) and not is_furniture(words)


def _common(blocks: list[HtmlElement], body: HtmlElement) -> HtmlElement:
    """The innermost element that holds all blocks, never less than the parent of a lone one."""
    if not blocks:
        return body
    paths = [[*reversed(list(block.iterancestors())), block] for block in blocks]
    shared = paths[0]
    for path in paths[1:]:
        shared = [one for one, other in zip(shared, path, strict=False) if one is other]
    found = shared[-1]
    if found in blocks and found is not body:
        found = found.getparent() if found.getparent() is not None else found
    # A row or a list is no part of a page by itself.
    while found.tag in ("tr", "tbody", "table", "ul", "ol", "p", "span") and found.getparent() is not None:
        found = found.getparent()
    return found if found.tag != "html" else body


def _words(block: HtmlElement) -> str:
    return " ".join(block.text_content().split())


def _dense(block: HtmlElement) -> str:
    return _SPACE.sub("", block.text_content())
