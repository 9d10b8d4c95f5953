"""Cuts a text into pieces that a messenger takes: by bytes, and never through a character, an address or a link."""

from __future__ import annotations

import re

UNCUT = re.compile(r"<a [^>]*>.*?</a>|https?://[^\s\u4e00-\u9fff，。；）]+|www\.[^\s\u4e00-\u9fff，。；）]+", re.S)
BREAKS = ("\n", "。", "；", "，")


def pages(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` bytes, cut after a line or sentence where one is near.

    No character, no address and no link is cut, unless it alone is longer than a page.
    """
    found = []
    while len(text.encode()) > limit:
        at = _cut(text, limit)
        found.append(text[:at].rstrip("\n"))
        text = text[at:].lstrip("\n")
    return [*found, text] if text or not found else found


def _cut(text: str, limit: int) -> int:
    """How many characters fit, moved back to a good place to break."""
    fits = len(text.encode()[:limit].decode("utf-8", "ignore"))
    for uncut in UNCUT.finditer(text):
        if uncut.start() < fits < uncut.end() and uncut.start() > 0:
            fits = uncut.start()
            break
    for sign in BREAKS:
        at = text.rfind(sign, fits // 2, fits)
        inside = any(uncut.start() < at + 1 < uncut.end() for uncut in UNCUT.finditer(text))
        if at >= 0 and not inside:
            return at + 1
    return max(fits, 1)
