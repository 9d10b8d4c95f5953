"""One form for a text before anything is read in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─━~～〜", "-"))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """NFKC, without white space, every kind of dash as a hyphen (print puts blanks inside dates).

    The tabs between the cells of a table stay: 3 and 260元 side by side are no 3260元.
    """
    return re.sub(r"[^\S\t]", "", unicodedata.normalize("NFKC", text)).translate(DASHES)
