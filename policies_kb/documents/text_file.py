"""Read a .txt file: its signs are kept as they are."""

from __future__ import annotations

from policies_kb.documents.content import Content
from policies_kb.documents.encodings import decode
from policies_kb.documents.limits import Limits


def read_text(data: bytes, limits: Limits) -> Content:
    """Return the text of a plain text file, sign by sign. Raises DocumentError where it is in no known encoding."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")
    return Content(text=text)
