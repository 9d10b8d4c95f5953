"""One path for every answer: a Question in, an Answer out; words are chosen later."""

from __future__ import annotations

from .answerer import Answerer

__all__ = ["Answerer"]
