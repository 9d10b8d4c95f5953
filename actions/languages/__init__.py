"""Fixed answers to those who do not write Chinese: reviewed phrases, the phone of their place, the Chinese clause."""

from __future__ import annotations

from .fixed import fixed, welcome
from .phrases import Phrases, PhrasesInvalid, Wording, read_phrases
from .speaking import speaking, spoken

__all__ = ["Phrases", "PhrasesInvalid", "Wording", "fixed", "read_phrases", "speaking", "spoken", "welcome"]
