"""Which notice covers whom."""

from __future__ import annotations

from .resolve import Fit, Resolution, resolve

__all__ = ["Fit", "Resolution", "resolve"]
