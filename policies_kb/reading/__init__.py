"""From the text of a message to a Question (without the classifier's guesses)."""

from __future__ import annotations

from .read import ASKING, MASKS, Reader, Reading, pieces, specialties_of

__all__ = ["ASKING", "MASKS", "Reader", "Reading", "pieces", "specialties_of"]
