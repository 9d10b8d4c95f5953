"""The knowledge base as all actions share it: the release that serves in this turn."""

from __future__ import annotations

from policies_kb.answering import Answerer
from policies_kb.eligibility import Rulebook
from policies_kb.serving import Snapshot, current

from .eligibility import Flow


def answerer() -> Answerer:
    """The answerer of this turn's release; it is only read, so threads may share it."""
    return current().answerer


def flow() -> Flow:
    """The eligibility check over the same release."""
    return current().of(_flow)


def rulebook() -> Rulebook:
    """The conditions of this turn's release."""
    return current().rulebook


def _flow(snapshot: Snapshot) -> Flow:
    return Flow(snapshot.base, snapshot.rulebook)
