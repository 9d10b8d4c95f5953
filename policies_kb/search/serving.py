"""Search over what this process serves. Another release brings its own index; an index that is gone is made again."""

from __future__ import annotations

import logging
from threading import Lock

from policies_kb.serving import Snapshot, current
from policies_kb.store import default_url

from .index import StaleIndex, open_index
from .model import Asked, Found
from .searcher import Searcher

logger = logging.getLogger(__name__)


class _Served:
    """The searcher of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot, self._lock = snapshot, Lock()
        self._searcher = self._opened()

    def _opened(self) -> Searcher:
        return Searcher(self._snapshot.base, self._snapshot.reader, open_index(self._snapshot.base, default_url()))

    def search(self, asked: Asked) -> Found:
        """The results; an index that others took away meanwhile is made once more."""
        searcher = self._searcher
        try:
            return searcher.search(asked)
        except StaleIndex as error:
            logger.warning("%s", error)
            with self._lock:
                if self._searcher is searcher:
                    searcher.close()
                    self._searcher = self._opened()
            return self._searcher.search(asked)


def search(asked: Asked) -> Found:
    """Searches the snapshot that serves. Raises UnknownFilter, and StoreError where no index can be made."""
    return current().of(_Served).search(asked)
