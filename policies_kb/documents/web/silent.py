"""Take out of a page what a browser shows nobody: scripts, styles, hidden parts; frames are noted."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from policies_kb.documents.content import Content
from policies_kb.documents.wording import note

_SILENT = (
    "//script|//style|//noscript|//template|//comment()|//head/title|//link|//object|//svg|//select|//textarea|//button"
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def drop_silent(page: HtmlElement, content: Content) -> None:
    """Drop what is not shown; hidden words and frames are noted."""
    for frame in page.xpath("//iframe|//frame"):
        content.notes.append(note("frame", "网页", address=str(frame.get("src", ""))[:100]))
        frame.drop_tree()
    title = page.findtext(".//head/title")
    for element in page.xpath(_SILENT):
        if element.getparent() is not None:
            element.drop_tree()
    if title:
        page.set("data-title", " ".join(title.split()))
    for element in page.xpath("//*[@hidden or @style]"):
        if element.get("hidden") is None and not _HIDDEN.search(element.get("style", "")):
            continue
        words = " ".join(element.text_content().split())
        if element.getparent() is not None:
            if words:
                content.notes.append(note("hidden", "网页", words))
            element.drop_tree()
