"""From the files of ``policies_kb/notices`` to a checked knowledge base."""

from __future__ import annotations

from .errors import Problem, RecordError
from .knowledge_base import Cell, KnowledgeBase, Notice
from .load import NOTICES, load_knowledge_base, load_notice, load_notice_source
from .source import NoticeSource

__all__ = [
    "NOTICES",
    "Cell",
    "KnowledgeBase",
    "Notice",
    "NoticeSource",
    "Problem",
    "RecordError",
    "load_knowledge_base",
    "load_notice",
    "load_notice_source",
]
