"""What pages and replies show as examples, derived from the notices on file: no place or series stands in a text."""

from __future__ import annotations

from .build import Examples, build_examples, examples_of
from .names import listed

__all__ = ["Examples", "build_examples", "examples_of", "listed"]
