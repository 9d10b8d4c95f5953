"""A supervisor reads answers that clerks gave, and proposes corrections to whoever keeps the notice."""

from __future__ import annotations

from .store import Corrections, Proposal, ProposalRefused

__all__ = ["Corrections", "Proposal", "ProposalRefused"]
