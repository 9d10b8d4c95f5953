"""The index of one release: where it is, that it is that release's, and making it when it is not there."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from policies_kb.loading import KnowledgeBase
from policies_kb.releases import StoreError, upgrade
from policies_kb.releases.database import lasting, refused, writing_transaction
from policies_kb.releases.tables import SearchReleaseRow

from .entries import entries
from .making import make_index
from .postgres import PostgresTokens
from .sqlite import SqliteTokens
from .tokenstore import TokenStore

logger = logging.getLogger(__name__)

NO_RELEASE = 0  # the number in an index of notices that were never released
STORES: dict[str, type[TokenStore]] = {"sqlite": SqliteTokens, "postgresql": PostgresTokens}
MAKERS = (
    "making",
    "entries",
    "matter",
    "tokens",
    "folding",
    "sounds",
    "topic_words",
    "keys",
    "shelf",
    "sqlite",
    "postgres",
)


@dataclass
class Index:
    """An open index. ``folder``: where it lies, if it is this process's own; it goes with it."""

    engine: Engine
    store: TokenStore
    release: int
    layout: str
    entries: int
    folder: Any = field(default=None, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which one search sees one state. Raises StoreError: the index must be this release's."""
        with refused(), self.engine.connect() as connection:
            if _made(connection, self.release, self.layout) is None:
                raise StaleIndex(f"第 {self.release} 号发布的检索索引不在了：重建")
            yield connection

    def close(self) -> None:
        """Lets go of the database; an index of the process's own is removed."""
        self.engine.dispose()
        if self.folder is not None:
            self.folder.cleanup()


class StaleIndex(StoreError):
    """The index is gone, or another program's; it is made again."""


def open_index(base: KnowledgeBase, url: str | None) -> Index:
    """The index of this knowledge base, made first where it is not there.

    It lies in the store of releases. Notices that were never released, and a store that cannot be written, get one in
    a folder of this process.
    """
    if url is not None and base.release is not None:
        try:
            return _opened(base, url, base.release)
        except StoreError as error:
            logger.warning("the search index is kept outside the store: %s", error)
    folder = tempfile.TemporaryDirectory(prefix="zc-search-")
    index = _opened(base, f"sqlite:///{Path(folder.name) / 'search.sqlite'}", base.release or NO_RELEASE)
    index.folder = folder
    return index


def _opened(base: KnowledgeBase, url: str, release: int) -> Index:
    engine = lasting(url)
    try:
        with refused():
            store = STORES[engine.dialect.name]()
            upgrade(engine)
            layout = layout_of(base)
            with engine.connect() as connection:
                count = _made(connection, release, layout)
            if count is None:
                count = _make(engine, store, base, release, layout)
    except BaseException:
        engine.dispose()
        raise
    return Index(engine, store, release, layout, count)


def _make(engine: Engine, store: TokenStore, base: KnowledgeBase, release: int, layout: str) -> int:
    with writing_transaction(engine) as connection:
        count = _made(connection, release, layout)  # another process may have been first
        if count is None:
            count = make_index(connection, store, release, layout, partial(entries, base, release), base.reference)
            logger.info("search index of release %d: %d entries", release, count)
        return count


def _made(connection: Connection, release: int, layout: str) -> int | None:
    row = SearchReleaseRow
    asked = select(row.entries).where(row.release == release, row.layout == layout)
    return connection.execute(asked).scalar()


def layout_of(base: KnowledgeBase) -> str:
    """What an index depends on besides its release: the program that makes it, and the reference data's words.

    An index of another layout is as good as none.
    """
    return f"{_program()}-{_words(base)}"


@lru_cache(maxsize=1)
def _program() -> str:
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / f"{name}.py").read_bytes() for name in MAKERS)).hexdigest()[:16]


def _words(base: KnowledgeBase) -> str:
    reference = base.reference
    said = repr((reference.regions, reference.series, reference.topics, reference.words, list(reference.paths)))
    notices = repr(sorted(base.notices))
    return hashlib.sha256(f"{said}{notices}".encode()).hexdigest()[:16]
