"""A notice's title often stands on the page above its text: it is put back on top."""

from __future__ import annotations

from lxml.html import HtmlElement

from policies_kb.clauses import bare
from policies_kb.documents.content import Content, Words
from policies_kb.documents.wording import note

# Government sites name their article in the page's head (国办发〔2019〕 rules for sites' meta tags).
_META = "//meta[@name='ArticleTitle' or @name='articletitle' or @property='og:title']/@content"


def add_title(page: HtmlElement, main: HtmlElement, content: Content) -> None:
    """Put the page's title above the text, unless the text says it."""
    inside = bare(main.text_content())
    headings = [heading.text_content() for heading in page.iter("h1")]
    for found in (*map(str, page.xpath(_META)), *headings):
        title = " ".join(found.split())
        if title and bare(title):
            if bare(title) not in inside:
                content.blocks.insert(0, Words(title))
                content.notes.append(note("page_title", "网页", title))
            return
