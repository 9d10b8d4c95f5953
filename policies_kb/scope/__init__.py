"""Which notice covers whom."""

from __future__ import annotations

from .resolve import Resolution, resolve

__all__ = ["Resolution", "resolve"]
