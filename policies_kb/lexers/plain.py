"""One form for a text before anything is read in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─━~～〜", "-"))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """NFKC, without white space, every kind of dash as a hyphen (print puts blanks inside dates)."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(DASHES)
