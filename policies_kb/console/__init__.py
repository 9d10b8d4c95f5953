"""The commands of ``python -m policies_kb``, one module each."""

from __future__ import annotations

from .main import main

__all__ = ["main"]
