"""From the text of a message to a Question (without the classifier's guesses)."""

from __future__ import annotations

from policies_kb.lexers.asking import ASKING, asks

from .bounds import CHARACTERS, first_read
from .parts import Segment, carry, pieces, segments
from .read import MASKS, Reader, Reading, specialties_of

__all__ = [
    "ASKING",
    "CHARACTERS",
    "MASKS",
    "Reader",
    "Reading",
    "Segment",
    "asks",
    "carry",
    "first_read",
    "pieces",
    "segments",
    "specialties_of",
]
