"""The files that a page offers."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml.html import HtmlElement

from policies_kb.documents.content import Content
from policies_kb.documents.model import Link
from policies_kb.documents.wording import note

_FILES = (
    ".doc",
    ".docx",
    ".wps",
    ".xls",
    ".xlsx",
    ".et",
    ".pdf",
    ".ofd",
    ".zip",
    ".rar",
    ".7z",
    ".ppt",
    ".pptx",
    ".rtf",
)


def find_links(page: HtmlElement, content: Content) -> None:
    """Add the page's links to files, each once, and a note on each."""
    seen = set()
    for anchor in page.iter("a"):
        address = str(anchor.get("href", "")).strip()
        name = " ".join(anchor.text_content().split()) or str(anchor.get("title", ""))
        if address not in seen and (_is_file(address) or _is_file(name)):
            seen.add(address)
            content.links.append(Link(name=name, address=address))
            content.notes.append(note("attachment_link", "网页", name))


def _is_file(address: str) -> bool:
    try:
        return urlsplit(address).path.lower().endswith(_FILES)
    except ValueError:
        return False
