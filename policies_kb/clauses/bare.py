"""Compare texts by what they say: letters and digits only."""

from __future__ import annotations

import re
import unicodedata

_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]")


def bare(text: str) -> str:
    """Return the letters and digits of `text` after NFKC folding.

    Two quotes that differ only in width, white space, punctuation or markup have the same bare text.
    """
    return _NOT_LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", text))
