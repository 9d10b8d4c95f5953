"""Clauses of a notice: parse the text, find quotes, name the place.

A clause id is derived from the printed numbering (`五(一)10`); unnumbered parts are 标题, 引言, 联系方式,
附件目录, 落款, 附件N (a form printed after the notice) and 附件N注M (its numbered notes).
"""

from __future__ import annotations

from policies_kb.clauses.bare import bare
from policies_kb.clauses.ids import cite_label, is_attachment_body, normalize_id
from policies_kb.clauses.model import Clause, Paragraph
from policies_kb.clauses.parser import parse
from policies_kb.clauses.render import render
from policies_kb.clauses.sentences import split_sentences
from policies_kb.clauses.tree import ClauseTree

__all__ = [
    "Clause",
    "ClauseTree",
    "Paragraph",
    "bare",
    "cite_label",
    "is_attachment_body",
    "normalize_id",
    "parse",
    "render",
    "split_sentences",
]
