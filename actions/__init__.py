"""Rasa custom actions: they read the dialogue's slots, ask policies_kb, and hand the result to the wording."""

from __future__ import annotations

from .answer import ActionTurn

__all__ = ["ActionTurn"]
