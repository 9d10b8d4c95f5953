"""Asks what is not ours, as it would ask what is."""

from __future__ import annotations

from evaluation.questions.generate import generate

__all__ = ["generate"]
