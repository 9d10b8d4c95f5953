"""How much work a request asks for, told before any of it is done: limits count this, and not messages alone.

A unit is about what a usual message costs: a question of one sentence.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from aiohttp import web

from policies_kb.reading import CHARACTERS

CHARACTERS_OF_A_UNIT = 100
BYTES_OF_A_UNIT = 1200  # a hundred characters as JSON escapes, the longest form of them
PARTS_OF_A_UNIT = 2  # a usual message asks one thing or two
# Where a message may be cut into questions; each piece is understood for itself.
_PAUSE = re.compile(r"[?？。;；!！\n,，、:：]+")


def units_of_text(text: str) -> int:
    """The work of a message: the larger of its length and its pieces, at least 1.

    Signs that stand for many (one ligature for a sentence) count as what they stand for; what is beyond the bound of
    reading costs nothing more.
    """
    read = "".join(islice((sign for sign in unicodedata.normalize("NFKC", text[:CHARACTERS])), CHARACTERS))
    parts = sum(1 for piece in _PAUSE.split(read) if piece.strip())
    return max(1, -(-len(read) // CHARACTERS_OF_A_UNIT), -(-parts // PARTS_OF_A_UNIT))


def units_of_request(request: web.Request) -> int:
    """The work of any request by its size, at least 1: known for every door before its body is read. A body that does
    not say how long it is counts as the longest that is taken."""
    size = len(request.query_string)
    if request.body_exists:
        length = request.content_length
        size += length if length is not None else request.client_max_size
    return max(1, -(-size // BYTES_OF_A_UNIT))
