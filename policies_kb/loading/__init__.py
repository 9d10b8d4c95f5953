"""From the files of a notice to a checked knowledge base."""

from __future__ import annotations

from .card import Card
from .errors import Notes, Problem, RecordError
from .knowledge_base import Cell, KnowledgeBase, Notice, build_cells
from .load import (
    NOTICES,
    knowledge_base,
    lined_yaml,
    load_knowledge_base,
    load_notice,
    rebuilt,
)
from .source import NoticeSource, notice_folders, read_notice

__all__ = [
    "NOTICES",
    "Card",
    "Cell",
    "KnowledgeBase",
    "Notes",
    "Notice",
    "NoticeSource",
    "Problem",
    "RecordError",
    "build_cells",
    "knowledge_base",
    "lined_yaml",
    "load_knowledge_base",
    "load_notice",
    "notice_folders",
    "read_notice",
    "rebuilt",
]
