"""The snapshot that this process serves, and how another takes its place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from policies_kb.loading import KnowledgeBase, RecordError
from policies_kb.releases import StoreError, activated
from policies_kb.releases import current as current_release
from policies_kb.store import choose, default_url, load_folder, load_release

from .proof import Unproved, proved
from .seldom import Seldom
from .snapshot import Snapshot

logger = logging.getLogger(__name__)

_turn: ContextVar[Snapshot | None] = ContextVar("snapshot_of_turn", default=None)
_lock = Lock()


class _Process:
    """``snapshot``: what serves; ``refused``: the last release that could not be taken, so that it is tried once;
    ``unread``: says that the store cannot be read, or holds a damaged release, which is tried at every look."""

    def __init__(self) -> None:
        self.snapshot: Snapshot | None = None
        self.refused: int | None = None
        self.unread = Seldom()


_process = _Process()


def current() -> Snapshot:
    """The snapshot of this turn where one is pinned, else the one that the process serves.

    Raises RecordError when neither a release nor the folder can be used.
    """
    pinned_one = _turn.get()
    if pinned_one is not None:
        return pinned_one
    if _process.snapshot is None:
        with _lock:
            if _process.snapshot is None:
                _process.snapshot = Snapshot(choose(default_url()))
    return _process.snapshot


def start() -> Snapshot:
    """Takes the newest release that loads and proves itself, else the folder's notices, for this process.

    Raises RecordError or Unproved when nothing can be served.
    """
    try:
        numbers = activated(default_url())
    except StoreError as error:
        logger.warning("no release is read: %s", error)
        numbers = []
    for number in numbers:
        try:
            snapshot = Snapshot(load_release(default_url(), number)[1])
            proved(snapshot)
        except (RecordError, StoreError, Unproved) as error:
            logger.error("release %d is not served: %s", number, error)
            continue
        break
    else:
        snapshot = Snapshot(load_folder())
        proved(snapshot)
    with _lock:
        _process.snapshot = snapshot
    return snapshot


def serve(snapshot: Snapshot) -> None:
    """Serves this snapshot from the next turn on, whatever the store holds (for measuring)."""
    with _lock:
        _process.snapshot = snapshot


@contextmanager
def pinned(snapshot: Snapshot | None = None) -> Iterator[Snapshot]:
    """Keeps one snapshot for a whole turn, whatever is released meanwhile; another one than serves, to try it."""
    snapshot = snapshot or current()
    token = _turn.set(snapshot)
    try:
        yield snapshot
    finally:
        _turn.reset(token)


def refresh(prepare: Callable[[Snapshot], object] | None = None) -> int | None:
    """Takes the current release of the store, if it is another one and proves itself; returns its number, else None.

    ``prepare``: what is done with it before it serves (making its search index): the release before goes on serving.

    What serves goes on serving when the new one fails: it is named in the log and not tried again.
    """
    serving = current()
    try:
        wanted = current_release(default_url())
        if wanted is None or wanted in (serving.release, _process.refused):
            _read_again()
            return None
        number, base = load_release(default_url(), wanted)
        snapshot = Snapshot(base)
        proved(snapshot)
        if prepare is not None:
            prepare(snapshot)
    except StoreError as error:
        if _process.unread.due(str(error)):
            logger.warning("the store was not read for a new release: %s", error)
        return None
    except (RecordError, Unproved) as error:
        _process.refused = wanted
        logger.error("release %d is not served: %s", wanted, error)
        return None
    with _lock:
        _process.snapshot, _process.refused = snapshot, None
    _read_again()
    logger.info("release %d serves now", number)
    return number


def _read_again() -> None:
    if _process.unread.over():
        logger.info("the store is read again")


def serving_base() -> KnowledgeBase:
    """The notices that are served."""
    return current().base
