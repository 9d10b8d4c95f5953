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
from policies_kb.scope import covers_region

from .bounds import Bounds, where
from .expression import Expression, all_of
from .facets import facet, total
from .index import Index
from .matter import Matter, unpacked
from .model import DIMENSIONS, Asked, Facet, Filters, Found, UnknownFilter
from .presenting import result
from .query import QueryReader
from .ranking import Ranker
from .tiers import steps
from .tokenstore import Where
from .topic_words import topic_words
from .units import Query
from .vocabulary import Vocabulary

CANDIDATES = 120  # entries that are weighed
ENOUGH = 40  # candidates at which no looser step is taken


class Searcher:
    """Search over one knowledge base with the index that was made of it."""

    def __init__(self, base: KnowledgeBase, reader: Reader, index: Index) -> None:
        self._base, self._index = base, index
        regions = base.reference.regions
        covered = {
            name
            for name in regions
            if any(covers_region(notice, name, base.reference) for notice in base.notices.values())
        }
        self._covered = covered
        self._queries = QueryReader(reader, base.reference, covered)

    def search(self, asked: Asked) -> Found:
        """The best results. Raises UnknownFilter, and StoreError where the index cannot be read."""
        check(asked.filters, self._base)
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
        uncovered = [name for name in bounds.places if name not in self._covered]
        if bounds.places and len(uncovered) == len(bounds.places):
            return replace(nothing, uncovered="、".join(uncovered))
        look = _Look(self._index, connection, self._base, asked.day, bounds)
        content, keys = look.candidates(query)
        if not keys:
            return replace(nothing, facets=look.facets(content))
        ranker = Ranker(query.units, self._index.entries, topic_words(self._base.reference))
        best = ranker.rank(self._matters(connection, keys))[: asked.limit]
        found = tuple(result(one, self._base, asked.day, query.units) for one in best)
        return replace(nothing, total=total(look.counted(content)), results=found, facets=look.facets(content))

    @staticmethod
    def _matters(connection: Connection, keys: Sequence[int]) -> list[Matter]:
        row = SearchEntryRow
        asked = select(row.id, row.notice_id, row.clause, row.matter).where(row.id.in_(keys))
        return [unpacked(*found) for found in connection.execute(asked)]


class _Look:
    """One search's questions to the token column; a question is put once."""

    def __init__(self, index: Index, connection: Connection, base: KnowledgeBase, day: date, bounds: Bounds) -> None:
        self._index, self._connection, self._base, self._day, self._bounds = index, connection, base, day, bounds
        self._counts: dict[tuple[Expression | None, str], list[tuple[int, int, int]]] = {}

    def candidates(self, query: Query) -> tuple[Expression | None, list[int]]:
        """The loosest step that had to be taken, and the keys found until there were enough, the strictest first."""
        keys: dict[int, None] = {}
        content: Expression | None = None
        for content in chain(steps(query), () if any(unit.asked for unit in query.units) else (None,)):
            keys |= dict.fromkeys(self._first(content))
            if len(keys) >= ENOUGH:
                break
        return content, list(keys)[:CANDIDATES]

    def counted(self, content: Expression | None, but: str = "") -> list[tuple[int, int, int]]:
        """The entries that hold it, by notice and paths, without the filter of one dimension."""
        if not self._limits(but):
            but = ""
        if (content, but) not in self._counts:
            within = self._where(but)
            asked = all_of((*self._bounds.tokens(but), *((content,) if content else ())))
            found = self._index.store.counted(self._connection, asked, within) if within else []
            self._counts[content, but] = found
        return self._counts[content, but]

    def facets(self, content: Expression | None) -> dict[str, tuple[Facet, ...]]:
        """For each filter what its values would leave."""
        return {name: facet(name, self._base, self.counted(content, name)) for name in DIMENSIONS}

    def _first(self, content: Expression | None) -> list[int]:
        within = self._where()
        if within is None:
            return []
        asked = all_of((*self._bounds.tokens(), *((content,) if content else ())))
        return self._index.store.first(self._connection, asked, within, CANDIDATES)

    def _where(self, but: str = "") -> Where | None:
        notices = self._bounds.notices(self._base, self._day, but if but == "round" else "")
        return where(self._base, self._index.release, notices)

    def _limits(self, but: str) -> bool:
        """Whether leaving a dimension out changes anything: all but the rounds are free unless filtered."""
        filtered = {"place": self._bounds.places, "series": self._bounds.series, "path": self._bounds.path}
        if but != "round":
            return bool(filtered.get(but))
        return self._where() != self._where("round")


def check(filters: Filters, base: KnowledgeBase) -> None:
    """Raises UnknownFilter for a place, series, path or round that nothing can be filed under."""
    known: dict[str, tuple[str | None, Collection[str]]] = {
        "place": (filters.place, base.reference.regions),
        "series": (filters.series, base.reference.series),
        "path": (filters.path, base.reference.paths),
    }
    for name, (value, values) in known.items():
        if value is not None and value not in values:
            raise UnknownFilter(name, value, tuple(values))
    rounds = {notice.head.round for notice in base.notices.values()}
    if filters.round is not None and not any(Wish.of(filters.round).fits(one) for one in rounds):
        ordered = sorted(rounds, key=lambda one: one.order, reverse=True)
        raise UnknownFilter("round", filters.round.name, tuple(dict.fromkeys(one.name for one in ordered)))
