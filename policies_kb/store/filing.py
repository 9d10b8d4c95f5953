"""Opens a release of many notices: those made ready before by their cards, the others made ready now."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from policies_kb.loading import Card, KnowledgeBase, Notice, NoticeSource, Problem, RecordError, rebuilt
from policies_kb.loading.source import ORIGINAL, RECORD
from policies_kb.model.record import Record
from policies_kb.reference import load_reference
from policies_kb.releases import StoreError
from policies_kb.releases.database import lasting, refused, writing_transaction
from policies_kb.releases.stored import listed, opened
from policies_kb.wordbook import BOOK, overlaid

from . import prepared
from .assembling import assembled, book_apart
from .filed import FiledNotice, Opened, Shelf

logger = logging.getLogger(__name__)

MADE_AT_ONCE = 200  # notices; another process that starts meanwhile finds them ready


def filed(url: str, number: int) -> KnowledgeBase:
    """The notices of a release, read when they are asked for.

    Raises RecordError when some of them do not fit this program, StoreError as ``sources`` does.
    """
    store = _Store(lasting(url), number)
    held = store.made_ready()
    reference = load_reference()
    _, book = book_apart(store.book())
    shelf = Shelf(reference, store.record, lambda name: store.files(name)[0])
    notices: dict[str, Notice] = {
        name: held.get(name) or FiledNotice(store.cards[name], shelf) for name in store.digests
    }
    sources = Opened(notices, shelf.files)
    parsed = Opened(notices, lambda name: store.files(name)[1])
    return KnowledgeBase(
        notices,
        overlaid(reference, book),
        sources,
        parsed,
        release=number,
        filed=True,
        wordbook=book,
        named_originals=frozenset(name for name, files in store.digests.items() if ORIGINAL in files),
    )


class _Store:
    """One release in the database. ``cards``: of its notices, by id."""

    def __init__(self, engine: Engine, number: int) -> None:
        self._engine, self._number = engine, number
        with refused(), Session(engine) as session:
            listed_files = listed(session, number)
        self._book = listed_files.pop(BOOK, None)
        self.digests = listed_files
        self._keys = {name: prepared.key_of(digests) for name, digests in self.digests.items()}
        self.cards: dict[str, Card] = {}
        self._see(self._keys)

    def book(self) -> dict[str, NoticeSource]:
        """The wordbook of the release, where it has one."""
        if self._book is None:
            return {}
        with refused(), Session(self._engine) as session:
            return {BOOK: opened(session, BOOK, self._book)[0]}

    def record(self, name: str) -> Record:
        """The record of one notice."""
        with refused(), self._engine.connect() as connection:
            found = prepared.record(connection, self._keys[name])
        if found is not None:
            return found
        source, parsed = self.files(name)  # somebody has thrown away what was made ready
        return rebuilt(source, parsed[RECORD], load_reference()).record

    def files(self, name: str) -> tuple[NoticeSource, dict[str, Any]]:
        """The files of one notice, and what its .yml files hold."""
        with refused(), Session(self._engine) as session:
            return opened(session, name, self.digests[name])

    def made_ready(self) -> Mapping[str, Notice]:
        """Makes ready what is not. Returns the notices that could not be kept: they stay in memory."""
        held: dict[str, Notice] = {}
        problems: list[Problem] = []
        missing = [name for name in self.digests if name not in self.cards]
        for done, some in enumerate(prepared.batches(missing, MADE_AT_ONCE)):
            self._see(some)  # another process may have been here
            wanted = [name for name in some if name not in self.cards]
            logger.info("made ready %d of %d notices", done * MADE_AT_ONCE, len(missing))
            try:
                held |= self._ready(wanted)
            except RecordError as error:
                problems += error.problems
        if problems:
            raise RecordError(problems)
        return held

    def _see(self, names: Iterable[str]) -> None:
        with refused(), self._engine.connect() as connection:
            found = prepared.cards(connection, [self._keys[name] for name in names])
        self.cards |= {name: found[self._keys[name]] for name in names if self._keys[name] in found}

    def _ready(self, names: list[str]) -> Mapping[str, Notice]:
        files = {name: self.files(name) for name in names}
        base = assembled(
            {name: source for name, (source, _) in files.items()}, {name: parsed for name, (_, parsed) in files.items()}
        )
        self.cards |= base.cards
        ready = {self._keys[name]: (base.cards[name], base.notices[name].record) for name in names}
        try:
            with refused(), writing_transaction(self._engine) as connection:
                prepared.keep(connection, ready)
        except StoreError as error:
            logger.warning("notices stay in memory, since they cannot be kept: %s", error)
            return base.notices
        return {}
