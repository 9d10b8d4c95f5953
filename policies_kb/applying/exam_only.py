"""Somebody whose titles come from a national examination, and a notice that leaves such professions out."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement

from .asker import Asker
from .found import Found, found
from .words import beside


def by_examination(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """That the rule is about the asker; of anybody else no more is said than the rule itself."""
    series = asker.applicant.series
    if not beside("exam_only", statement.topic) or not asker.applicant.exam_only or not series:
        return None
    stated = [fact for fact in statement.facts if not fact.silent]
    return found("exam_only", stated[0], series=series) if stated else None
