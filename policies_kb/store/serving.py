"""The knowledge base that answers: the current release, else an earlier one that loads, else the folder's notices."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policies_kb.eligibility import notice_rules
from policies_kb.gate import examine
from policies_kb.loading import (
    NOTICES,
    KnowledgeBase,
    Notice,
    NoticeSource,
    Problem,
    RecordError,
    lined_yaml,
    rebuilt,
)
from policies_kb.loading.source import RECORD, RULES, read_each
from policies_kb.reference import load_reference
from policies_kb.releases import NoRelease, StoreError, activated, sources
from policies_kb.wordbook import BOOK, FILE, BookFault, Wordbook, apart, overlaid

logger = logging.getLogger(__name__)


def choose(url: str, folder: Path = NOTICES) -> KnowledgeBase:
    """What is to be served: ``release`` of the result tells which release it is, None that it is the folder.

    Raises RecordError when there is nothing at all that loads.
    """
    try:
        for number in activated(url):
            try:
                return load_release(url, number)[1]
            except (RecordError, StoreError) as error:
                logger.error("release %d cannot be served: %s", number, error)
    except NoRelease as error:
        logger.warning("answering from the record files: %s", error)
    except StoreError as error:
        logger.error("answering from the record files: %s", error)
    else:
        logger.warning("answering from the record files: no release that this program can serve")
    return load_folder(folder)


def load_release(url: str, number: int | None = None) -> tuple[int, KnowledgeBase]:
    """A release (None: the current one).

    Raises RecordError when it is not fit for this program, NoRelease, ReleaseError or StoreError as ``sources`` does.
    """
    found, files, parsed = sources(url, number)
    return found, replace(assembled(files, parsed), release=found)


def unfit(files: Mapping[str, NoticeSource]) -> list[Problem]:
    """What keeps this program from serving notices that were released before; stricter checks are not asked."""
    try:
        assembled(files, {})
    except RecordError as error:
        return error.problems
    return []


def assembled(files: Mapping[str, NoticeSource], parsed: Mapping[str, Mapping[str, Any]]) -> KnowledgeBase:
    """The notices of files that have passed the gate before. Raises RecordError when they do not fit any more."""
    reference = load_reference()
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    sources_of_notices, book = _apart(files)
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


def _apart(files: Mapping[str, NoticeSource]) -> tuple[list[NoticeSource], Wordbook]:
    """The notices, and the wordbook. Raises RecordError where that cannot be read."""
    try:
        return apart(files.values())
    except BookFault as fault:
        raise RecordError([Problem(f"{BOOK}/{FILE}", 1, "", fault.problem, fault.mend)]) from fault


def load_folder(folder: Path = NOTICES) -> KnowledgeBase:
    """The notices of a folder that have no problems; the others are logged by name. Raises RecordError without any."""
    files, refused = read_each(folder)
    found = examine(files.values())
    refused |= {name: found.of(name) for name in files if found.of(name)}
    for notice_id, problems in refused.items():
        logger.error("notice %s is left out: %s", notice_id, "; ".join(map(str, problems)))
    notices = {name: notice for name, notice in found.notices.items() if name not in refused}
    if not notices:
        nothing = [Problem(str(folder), 1, "", "没有一份可以用的通知", "改好上面的错误")]
        raise RecordError([problem for problems in refused.values() for problem in problems] or nothing)
    _, book = _apart(files)
    reference = overlaid(load_reference(), book)
    return KnowledgeBase(notices, reference, {name: files[name] for name in notices}, wordbook=book)
