"""Notices of files that have passed the gate before, as this program reads them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from policies_kb.eligibility import notice_rules
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, Problem, RecordError, lined_yaml, rebuilt
from policies_kb.loading.source import RECORD, RULES
from policies_kb.reference import load_reference
from policies_kb.wordbook import BOOK, FILE, BookFault, Wordbook, apart, overlaid

logger = logging.getLogger(__name__)


def assembled(files: Mapping[str, NoticeSource], parsed: Mapping[str, Mapping[str, Any]]) -> KnowledgeBase:
    """The notices of files that have passed the gate before. Raises RecordError when they do not fit any more."""
    reference = load_reference()
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    sources_of_notices, book = book_apart(files)
    for source in sources_of_notices:
        held = parsed.get(source.id, {})
        try:
            data = held[RECORD] if RECORD in held else lined_yaml(source, RECORD).data
            notices[source.id] = rebuilt(source, data, reference)
            if not notices[source.id].head.amends:
                notice_rules(source, notices[source.id], reference, held.get(RULES))
        except RecordError as error:
            problems += error.problems
        except Exception as error:  # the program has changed since: whatever happens, an earlier release may do
            logger.exception("notice %s does not load", source.id)
            problem = f"装不进这个程序（{type(error).__name__}）"
            problems.append(Problem(source.id, 1, "", problem, "按现在的格式改好，再发布"))
    if problems:
        raise RecordError(problems)
    return KnowledgeBase(notices, overlaid(reference, book), files, parsed, wordbook=book)


def book_apart(files: Mapping[str, NoticeSource]) -> tuple[list[NoticeSource], Wordbook]:
    """The notices, and the wordbook. Raises RecordError where that cannot be read."""
    try:
        return apart(files.values())
    except BookFault as fault:
        raise RecordError([Problem(f"{BOOK}/{FILE}", 1, "", fault.problem, fault.mend)]) from fault
