"""Read a page of a government site that was saved as HTML."""

from __future__ import annotations

import re

from lxml import html

from policies_kb.documents.content import Content
from policies_kb.documents.encodings import decode
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.web.blocks import Blocks
from policies_kb.documents.web.furniture import drop_furniture
from policies_kb.documents.web.links import find_links
from policies_kb.documents.web.main_part import find_main_part
from policies_kb.documents.web.silent import drop_silent
from policies_kb.documents.web.title import add_title
from policies_kb.documents.wording import note

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 4096  # bytes
_CHINESE = ("gb2312", "gbk")  # pages that say so use the signs of the larger set


def read_html(data: bytes, limits: Limits) -> Content:
    """Return the main part of a page; what stands outside it, and the files it offers, are noted.

    Raises DocumentError for a page without words.
    """
    named = _CHARSET.search(data[:_HEAD])
    encoding = named[1].decode().lower() if named else ""
    text = decode(data, "gb18030" if encoding in _CHINESE else encoding)
    text = _XML_HEAD.sub("", text).replace("\x00", "")
    if not text.strip():
        raise DocumentError("no_text")
    page = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True))
    content = Content()
    drop_silent(page, content)
    main, outside = find_main_part(page)
    content.blocks = list(Blocks(content).read(main))
    find_links(page, content)
    add_title(page, main, content)
    content.notes += [note("outside", "网页", words) for words in outside]
    drop_furniture(content)
    return content
