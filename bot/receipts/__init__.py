"""What was answered, kept as it was said: text, clauses, release and day, behind a short link that anybody may open."""

from __future__ import annotations

from .content import Cited, Content, Stood, Used
from .store import Expired, Receipt, Receipts

__all__ = ["Cited", "Content", "Expired", "Receipt", "Receipts", "Stood", "Used"]
