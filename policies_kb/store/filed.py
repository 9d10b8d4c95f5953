"""Notices that are read when they are asked for: of each only its card is in memory, and the few asked of last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from policies_kb.clauses import ClauseTree, parse
from policies_kb.loading import Card, Cell, Notice, NoticeSource, build_cells
from policies_kb.loading.load import needed
from policies_kb.loading.source import TEXT
from policies_kb.model.facts import ContactFact
from policies_kb.model.record import NoticeHead, Record
from policies_kb.reference import Reference

READ_LAST = 128  # notices kept as they were read; each is about a megabyte
FILES_LAST = 16


class FiledNotice(Notice):
    """A notice of which the card is known; everything else is read at the first use, and forgotten for others."""

    def __init__(self, card: Card, shelf: Shelf) -> None:
        object.__setattr__(self, "_card", card)
        object.__setattr__(self, "_shelf", shelf)

    _card: Card
    _shelf: Shelf

    @property
    def head(self) -> NoticeHead:
        return self._card.head

    @property
    def id(self) -> str:
        return self._card.head.id

    @property
    def record(self) -> Record:
        return self._shelf.record(self.id)

    @property
    def cells(self) -> dict[str, Cell]:
        return self._shelf.cells(self.id)

    @property
    def text(self) -> str:
        return needed(self._shelf.files(self.id), TEXT)

    @property
    def tree(self) -> ClauseTree:
        return self._shelf.tree(self.id)

    @property
    def contacts(self) -> tuple[ContactFact, ...]:
        return tuple(f for f in self.record.facts if isinstance(f, ContactFact) and f.role == "咨询")

    @property
    def series(self) -> Mapping[str, tuple[str, ...]]:
        return self._card.series

    def card(self, reference: Reference) -> Card:
        return self._card


class Shelf:
    """Where filed notices are read from. ``read`` and ``open_files`` ask the database."""

    def __init__(
        self, reference: Reference, read: Callable[[str], Record], open_files: Callable[[str], NoticeSource]
    ) -> None:
        self._reference = reference
        self.record = lru_cache(maxsize=READ_LAST)(read)
        self.cells = lru_cache(maxsize=READ_LAST)(self._cells)
        self.files = lru_cache(maxsize=FILES_LAST)(open_files)
        self.tree = lru_cache(maxsize=FILES_LAST)(self._tree)

    def _cells(self, notice_id: str) -> dict[str, Cell]:
        return build_cells(self.record(notice_id), self._reference)

    def _tree(self, notice_id: str) -> ClauseTree:
        return parse(needed(self.files(notice_id), TEXT))


class Opened(Mapping[str, Any]):
    """A mapping over the notices of a release whose values are read when they are asked for."""

    def __init__(self, names: Mapping[str, object], read: Callable[[str], Any]) -> None:
        self._names, self._read = names, read

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
