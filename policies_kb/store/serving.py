"""The knowledge base that answers: the current release, else an earlier one that loads, else the folder's notices."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from policies_kb.gate import examine
from policies_kb.loading import (
    NOTICES,
    KnowledgeBase,
    NoticeSource,
    Problem,
    RecordError,
)
from policies_kb.loading.source import read_each
from policies_kb.reference import load_reference
from policies_kb.releases import NoRelease, StoreError, activated, counted, sources
from policies_kb.wordbook import overlaid

from .assembling import assembled, book_apart
from .filing import filed

logger = logging.getLogger(__name__)

READ_AT_ONCE = 100  # so many notices are held in memory whole; of more only their cards (docs/decisions/0030)


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
    found, notices = counted(url, number)
    if notices > READ_AT_ONCE:
        return found, filed(url, found)
    found, files, parsed = sources(url, found)
    return found, replace(assembled(files, parsed), release=found)


def unfit(files: Mapping[str, NoticeSource]) -> list[Problem]:
    """What keeps this program from serving notices that were released before; stricter checks are not asked."""
    try:
        assembled(files, {})
    except RecordError as error:
        return error.problems
    return []


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
    _, book = book_apart(files)
    reference = overlaid(load_reference(), book)
    return KnowledgeBase(notices, reference, {name: files[name] for name in notices}, wordbook=book)
