"""Search over what this process serves. Another release brings its own index; an index that is gone is made again."""

from __future__ import annotations

import logging
from threading import Lock

from policies_kb.releases import StoreError
from policies_kb.serving import Snapshot, current
from policies_kb.store import default_url, load_release

from .index import StaleIndex, open_index
from .model import Asked, Found
from .searcher import Searcher

logger = logging.getLogger(__name__)


class _Served:
    """The searcher of one snapshot, opened when it is first needed: whoever asks the snapshot for something else never
    waits for an index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot, self._lock = snapshot, Lock()
        self._open: Searcher | None = None

    def searcher(self, instead_of: Searcher | None = None) -> Searcher:
        """The open one; another one, with its index made again, instead of one whose index is gone."""
        with self._lock:
            if self._open is None or self._open is instead_of:
                if self._open is not None:
                    self._open.close()
                base = self._snapshot.base
                self._open = Searcher(base, self._snapshot.reader, open_index(base, default_url()))
            return self._open

    def search(self, asked: Asked) -> Found:
        """The results; an index that others took away meanwhile is made once more."""
        searcher = self.searcher()
        try:
            return searcher.search(asked)
        except StaleIndex as error:
            logger.warning("%s", error)
            return self.searcher(instead_of=searcher).search(asked)


def search(asked: Asked) -> Found:
    """Searches the snapshot that serves. Raises UnknownFilter, and StoreError where no index can be made."""
    return current().of(_Served).search(asked)


def make_ready(snapshot: Snapshot) -> None:
    """Makes the snapshot's index where it is not there, so that no search waits for it; without one it serves, too."""
    try:
        snapshot.of(_Served).searcher()
    except StoreError:
        logger.exception("no search index for release %s yet; the first search tries again", snapshot.release)


def index_release(url: str, number: int) -> None:
    """Makes the index of a release in the store where it lies, for the processes that will serve it."""
    _, base = load_release(url, number)
    open_index(base, url).close()
