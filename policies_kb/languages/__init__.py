"""Which language a message is written in, which places and matters it names. Nothing is translated."""

from __future__ import annotations

from .data import LANGUAGES, PINYIN, Matter, direction
from .hearing import Heard, heard

__all__ = ["LANGUAGES", "PINYIN", "Heard", "Matter", "direction", "heard"]
