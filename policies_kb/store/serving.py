"""The knowledge base that answers: the current release, else an earlier one that loads, else the folder's notices."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from policies_kb.gate import load_checked
from policies_kb.loading import NOTICES, KnowledgeBase, Notice, Problem, RecordError
from policies_kb.loading.source import read_each
from policies_kb.reference import load_reference
from policies_kb.releases import NoRelease, StoreError, activated, sources

from .location import default_url

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def serving_base() -> KnowledgeBase:
    """One knowledge base for the process. Raises RecordError when neither a release nor the folder can be used."""
    return choose(default_url())


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
    """A release (None: the current one), checked as its gate checks it.

    Raises RecordError when it is not fit for this program, NoRelease, ReleaseError or StoreError as ``sources`` does.
    """
    found, files, parsed = sources(url, number)
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    for source in files.values():
        try:
            notices[source.id] = load_checked(source, parsed.get(source.id))
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return found, KnowledgeBase(notices, load_reference(), files, parsed, found)


def load_folder(folder: Path) -> KnowledgeBase:
    """The notices of a folder that have no problems; the others are logged by name. Raises RecordError without any."""
    files, refused = read_each(folder)
    notices: dict[str, Notice] = {}
    for source in files.values():
        try:
            notices[source.id] = load_checked(source)
        except RecordError as error:
            refused[source.id] = error.problems
    for notice_id, problems in refused.items():
        logger.error("notice %s is left out: %s", notice_id, "; ".join(map(str, problems)))
    if not notices:
        nothing = [Problem(str(folder), 1, "", "没有一份可以用的通知", "改好上面的错误")]
        raise RecordError([problem for problems in refused.values() for problem in problems] or nothing)
    return KnowledgeBase(notices, load_reference(), {name: files[name] for name in notices})
