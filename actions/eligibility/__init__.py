"""The eligibility check in conversation: what has been told, what is asked next, and the verdict."""

from __future__ import annotations

from .check import Check, begins, is_answer
from .flow import Flow

__all__ = ["Check", "Flow", "begins", "is_answer"]
