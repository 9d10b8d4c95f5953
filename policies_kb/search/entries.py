"""What is searched: every clause of every notice, with the facts that its record draws from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.clauses import ClauseTree
from policies_kb.clauses.ids import normalize_id, remoteness
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import AnyFact
from policies_kb.reference import Reference
from policies_kb.scope import covers_region

from .folding import fold
from .keys import key
from .shelf import shelf
from .tokens import ANY_SERIES, EVERY, PATH, PLACE, SERIES, marked

GAP = " / "  # between the parts of a field: no word reaches over it


@dataclass(frozen=True)
class Point:
    """A fact as it is searched: what it says and is asked by, and its topics. All folded.

    ``silent``: it only says what the notice leaves open. ``share``: how much of it the clause bears: all, where it is
    drawn from this clause first; else one part of as many as it quotes clauses.
    """

    fact: str
    silent: bool
    share: float
    words: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A clause as it is searched, all texts folded.

    ``title``: its heading and those above it; ``about``: the places and the series that the notice is for, by all their
    names; ``far``: 0 a rule, 1 the notice's frame, 2 a form. ``filters``: the tokens that a filter asks for.
    """

    key: int
    notice_id: str
    clause: str
    title: str
    text: str
    about: str
    far: int
    points: tuple[Point, ...]
    filters: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything of its own that can be found."""
        return (self.title, self.text, self.about, *(point.words for point in self.points))


def entries(base: KnowledgeBase, release: int) -> Iterator[Entry]:
    """All entries, in the order of their keys."""
    paths = {path: number for number, path in enumerate(base.reference.paths)}
    for ordinal, notice in enumerate(shelf(base).notices):
        facts: dict[str, list[AnyFact]] = {}
        for fact in notice.record.facts:
            for quote in fact.quotes:
                found = facts.setdefault(normalize_id(quote.clause), [])
                if fact not in found and quote.notice in ("", notice.id):
                    found.append(fact)
        about, filters = _about(notice, base.reference), _filters(notice, base.reference)
        for number, (clause_id, clause) in enumerate(notice.tree.clauses.items()):
            mine = facts.get(clause_id, [])
            may = _paths(notice, mine)
            mask = sum(1 << paths[path] for path in may)
            yield Entry(
                key(release, ordinal, number, mask),
                notice.id,
                clause_id,
                fold(titles(notice.tree, clause_id)),
                fold(clause.text),
                about,
                remoteness(clause_id),
                tuple(_point(fact, clause_id, base.reference) for fact in mine),
                (EVERY, *filters, *(marked(PATH, path) for path in may)),
            )


def titles(tree: ClauseTree, clause_id: str) -> str:
    """The headings over a clause and its own, from the top."""
    found: list[str] = []
    at: str | None = clause_id
    while at is not None:
        clause = tree.clauses[at]
        found.append(clause.heading or (clause.number if at == clause_id else ""))
        at = clause.parent
    return GAP.join(part for part in reversed(found) if part)


def _point(fact: AnyFact, clause_id: str, reference: Reference) -> Point:
    said = (fact.say, *fact.asks, *reference.words.points.get(fact.id, ()))
    clauses = {normalize_id(quote.clause) for quote in fact.quotes}
    share = 1.0 if normalize_id(fact.clause) == clause_id else 1 / len(clauses)
    return Point(fact.id, fact.silent, share, fold(GAP.join(said)), fact.topics)


def _paths(notice: Notice, facts: list[AnyFact]) -> tuple[str, ...]:
    """The paths that a clause speaks of: all of its notice, unless all its facts are limited to some."""
    offered = notice.head.coverage.paths
    if not facts or not all(fact.paths for fact in facts):
        return tuple(offered)
    limited = {path for fact in facts for path in fact.paths}
    return tuple(path for path in offered if path in limited) or tuple(offered)


def _about(notice: Notice, reference: Reference) -> str:
    coverage = notice.head.coverage
    words: list[str] = []
    for name in coverage.regions:
        region = reference.regions[name]
        words += (region.name, region.short, *region.aliases)
    if coverage.series_mode == "only":
        for name in coverage.series:
            words += (name, *reference.series[name].says)
    return fold(GAP.join(words))


def _filters(notice: Notice, reference: Reference) -> tuple[str, ...]:
    places = [name for name in reference.regions if covers_region(notice, name, reference)]
    found = [marked(PLACE, name) for name in places]
    if notice.head.coverage.series_mode == "any":
        return (*found, ANY_SERIES)
    return (*found, *(marked(SERIES, name) for name in notice.series))
