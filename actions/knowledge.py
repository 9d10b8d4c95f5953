"""The knowledge base as all actions share it."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.answering import Answerer
from policies_kb.store import serving_base

from .eligibility import Flow


@lru_cache(maxsize=1)
def answerer() -> Answerer:
    """The one answerer of this process; it is only read, so threads may share it."""
    return Answerer(serving_base())


@lru_cache(maxsize=1)
def flow() -> Flow:
    """The eligibility check over the same knowledge base."""
    return Flow(serving_base())
