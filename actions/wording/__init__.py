"""Words for answers: the templates of domain.yml filled with what the knowledge base says."""

from __future__ import annotations

from .composer import Composer, Reply

__all__ = ["Composer", "Reply"]
