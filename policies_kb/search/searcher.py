"""Searches one release: reads the query, finds candidates in the index, ranks them, counts what filters would leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from sqlalchemy import Connection, select

from policies_kb.loading import KnowledgeBase
from policies_kb.model.rounds import Wish
from policies_kb.reading import Reader
from policies_kb.releases.tables import SearchEntryRow

from .bounds import Bounds
from .expression import Expression, Holds, all_of
from .facets import facet
from .index import Index
from .matter import Matter, unpacked
from .model import DIMENSIONS, Asked, Facet, Filters, Found, UnknownFilter
from .presenting import result
from .query import QueryReader
from .ranking import Ranker
from .shelf import Shelf, shelf
from .tiers import steps
from .tokens import EVERY
from .tokenstore import Where
from .topic_words import topic_words
from .units import Query
from .vocabulary import Vocabulary

CANDIDATES = 120  # entries that are weighed
ENOUGH = 40  # candidates at which no looser step is taken
COUNTED = 4000  # entries that are counted; of more the counts say “at least”


class Searcher:
    """Search over one knowledge base with the index that was made of it."""

    def __init__(self, base: KnowledgeBase, reader: Reader, index: Index) -> None:
        self._base, self._index, self._shelf = base, index, shelf(base)
        self._queries = QueryReader(reader, base.reference, self._shelf.covered)

    def search(self, asked: Asked) -> Found:
        """The best results. Raises UnknownFilter, and StoreError where the index cannot be read."""
        check(asked.filters, self._shelf)
        with self._index.reading() as connection:
            query = self._queries.read(asked.text, asked.day, Vocabulary(connection, self._index.release))
            bounds = Bounds.of(asked.filters, query.regions, query.rounds)
            return self._found(connection, asked, query, bounds)

    def _found(self, connection: Connection, asked: Asked, query: Query, bounds: Bounds) -> Found:
        nothing = Found(
            self._base.release,
            asked.day,
            0,
            place="、".join(bounds.places) or None,
            round="、".join(wish.name for wish in bounds.rounds) or None,
            corrected=query.corrected,
        )
        if asked.text.strip() and not query.units and not query.rounds:
            return nothing  # nothing that was typed is in any entry
        uncovered = [name for name in bounds.places if name not in self._shelf.covered]
        if bounds.places and len(uncovered) == len(bounds.places):
            return replace(nothing, uncovered="、".join(uncovered))
        look = _Look(self._index, connection, self._shelf, asked.day, bounds)
        content, keys = look.candidates(query)
        if not keys:
            return replace(nothing, facets=look.facets(content))
        ranker = Ranker(query.units, self._index.entries, topic_words(self._base.reference))
        best = ranker.rank(self._matters(connection, keys))[: asked.limit]
        found = tuple(result(one, self._base, asked.day, query.units) for one in best)
        count = len(look.keys(content))
        return replace(nothing, total=count, at_least=count == COUNTED, results=found, facets=look.facets(content))

    def close(self) -> None:
        """Lets go of the index."""
        self._index.close()

    @staticmethod
    def _matters(connection: Connection, keys: Sequence[int]) -> list[Matter]:
        row = SearchEntryRow
        asked = select(row.id, row.notice_id, row.clause, row.matter).where(row.id.in_(keys))
        return [unpacked(*found) for found in connection.execute(asked)]


class _Look:
    """One search's questions to the token column; a question is put once."""

    def __init__(self, index: Index, connection: Connection, shelf: Shelf, day: date, bounds: Bounds) -> None:
        self._index, self._connection, self._shelf, self._day, self._bounds = index, connection, shelf, day, bounds
        self._found: dict[tuple[Expression | None, tuple[Expression, ...], Where], list[int]] = {}

    def candidates(self, query: Query) -> tuple[Expression | None, list[int]]:
        """The loosest step that had to be taken, and the keys found until there were enough, the strictest first."""
        keys: dict[int, None] = {}
        content: Expression | None = None
        for content in chain(steps(query), () if any(unit.asked for unit in query.units) else (None,)):
            keys |= dict.fromkeys(self.keys(content)[:CANDIDATES])
            if len(keys) >= ENOUGH:
                break
        return content, list(keys)[:CANDIDATES]

    def keys(self, content: Expression | None, but: str = "") -> list[int]:
        """The first keys of the entries that hold it, without the filter of one dimension."""
        within = self._bounds.where(self._shelf, self._index.release, self._day, but)
        if within is None:
            return []
        tokens = self._bounds.tokens(but)
        if (content, tokens, within) not in self._found:
            parts = (*tokens, *((content,) if content else ()))
            asked = all_of(parts) if parts else Holds(EVERY)
            self._found[content, tokens, within] = self._index.store.first(self._connection, asked, within, COUNTED)
        return self._found[content, tokens, within]

    def facets(self, content: Expression | None) -> dict[str, tuple[Facet, ...]]:
        """For each filter what its values would leave."""
        return {name: facet(name, self._shelf, self.keys(content, name)) for name in DIMENSIONS}


def check(filters: Filters, shelf: Shelf) -> None:
    """Raises UnknownFilter for a place, series, path or round that nothing can be filed under."""
    known: dict[str, tuple[str | None, Collection[str]]] = {
        "place": (filters.place, shelf.base.reference.regions),
        "series": (filters.series, shelf.base.reference.series),
        "path": (filters.path, shelf.base.reference.paths),
    }
    for name, (value, values) in known.items():
        if value is not None and value not in values:
            raise UnknownFilter(name, value, tuple(values))
    if filters.notice is not None and filters.notice not in shelf.place:
        raise UnknownFilter("notice", filters.notice, tuple(shelf.place))
    if filters.round is not None and not any(Wish.of(filters.round).fits(one) for one in shelf.rounds):
        raise UnknownFilter("round", filters.round.name, tuple(dict.fromkeys(one.written for one in shelf.rounds)))
