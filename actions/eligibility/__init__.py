"""The eligibility check in conversation: what has been told, what is asked next, and the verdict."""

from __future__ import annotations

from .check import OWN_CASE, TARGET, TIMES, Check, begins, is_answer, wishes
from .flow import Decided, Flow, Open

__all__ = ["OWN_CASE", "TARGET", "TIMES", "Check", "Decided", "Flow", "Open", "begins", "is_answer", "wishes"]
