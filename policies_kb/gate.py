"""What a notice must pass before it is released or served: its record and its rules load without a problem."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from policies_kb.eligibility import load_rules_source
from policies_kb.loading import Notice, NoticeSource, Problem, RecordError, load_notice_source
from policies_kb.reference import load_reference

logger = logging.getLogger(__name__)


def check_sources(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Every problem of these notices; none means that they may be released."""
    problems: list[Problem] = []
    for source in sources.values():
        try:
            load_checked(source)
        except RecordError as error:
            problems += error.problems
    return problems


def load_checked(source: NoticeSource, parsed: Mapping[str, Any] | None = None) -> Notice:
    """The notice, its rules checked beside it. Raises RecordError, even where a check breaks down over its files."""
    reference = load_reference()
    try:
        notice = load_notice_source(source, reference, parsed)
        load_rules_source(source, notice.tree, frozenset(reference.regions), parsed)
    except RecordError:
        raise
    except Exception as error:  # whatever a half-edited file makes a check do, it may stop only its own notice
        logger.exception("a check broke down over notice %s", source.id)
        problem = f"检查到一半出错（{type(error).__name__}）"
        raise RecordError([Problem(source.id, 1, "", problem, "看看这份通知刚改过的地方，把日志交给程序员")]) from error
    return notice
