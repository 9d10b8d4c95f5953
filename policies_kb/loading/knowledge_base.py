"""The knowledge base in memory: notices with their clause trees, and for every topic what each notice states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

from policies_kb.clauses import ClauseTree
from policies_kb.model.facts import AnyFact, ContactFact, Path, SeriesFact
from policies_kb.model.record import Deferred, NoticeHead, NotStated, Record
from policies_kb.reference import Reference
from policies_kb.wordbook import Wordbook

from .card import Card
from .source import ORIGINAL, NoticeSource

SILENCES = 4096  # topics × groups of paths


@dataclass(frozen=True)
class Cell:
    """What one notice holds on one topic: facts, or the silence or deferral that the record states.

    A topic of which a complete record says nothing is silent, for every path. ``gathered``: the facts of other topics
    that answer this one together.
    """

    notice_id: str
    topic: str
    facts: tuple[AnyFact, ...] = ()
    not_stated: tuple[NotStated, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    gathered: bool = False

    def for_path(self, path: Path | None) -> Cell:
        """The cell as it is for one path; all of it when no path is given."""
        if path is None:
            return self

        def fits(entry: AnyFact | NotStated | Deferred) -> bool:
            return not entry.paths or path in entry.paths

        return Cell(
            self.notice_id,
            self.topic,
            tuple(filter(fits, self.facts)),
            tuple(filter(fits, self.not_stated)),
            tuple(filter(fits, self.deferred)),
            self.gathered,
        )


@dataclass(frozen=True, eq=False)
class Notice:
    """One notice: its verbatim text, clause tree and reviewed record."""

    record: Record
    text: str
    tree: ClauseTree
    cells: dict[str, Cell] = field(default_factory=dict)

    @staticmethod
    def of(record: Record, text: str, tree: ClauseTree, reference: Reference) -> Notice:
        """A notice with its record grouped by topic."""
        return Notice(record, text, tree, build_cells(record, reference))

    @property
    def head(self) -> NoticeHead:
        return self.record.notice

    @property
    def id(self) -> str:
        return self.record.notice.id

    @cached_property
    def contacts(self) -> tuple[ContactFact, ...]:
        """The consultation contacts; every notice has at least one (the loader sees to it)."""
        return tuple(f for f in self.record.facts if isinstance(f, ContactFact) and f.role == "咨询")

    @cached_property
    def series(self) -> Mapping[str, tuple[str, ...]]:
        """The series that may apply with the specialties named, as its facts list them; empty without a list."""
        listed: dict[str, tuple[str, ...]] = {}
        for fact in self.record.facts:
            if isinstance(fact, SeriesFact):
                for name, specialties in fact.series.items():
                    listed[name] = (*listed.get(name, ()), *specialties)
        return listed or dict.fromkeys(self.head.coverage.series, ())

    def card(self, reference: Reference) -> Card:
        """The notice in short."""
        return Card.of(self, reference)

    def cell(self, topic: str) -> Cell:
        """What this notice holds on ``topic``. KeyError for a topic that is not in the catalogue."""
        return self.cells[topic]


def build_cells(record: Record, reference: Reference) -> dict[str, Cell]:
    """Groups a record by topic; what it does not speak of is silent."""
    cells: dict[str, Cell] = {}
    stated, silent, elsewhere = _by_topic(record.facts), _by_topic(record.not_stated), _by_topic(record.deferred)
    for topic in reference.topics.values():
        facts = tuple(stated.get(topic.id, ()))
        if topic.gathers:
            facts = tuple(fact for fact in record.facts if fact.kind in topic.gathers)
        silences, deferred = tuple(silent.get(topic.id, ())), tuple(elsewhere.get(topic.id, ()))
        entries = (*facts, *silences, *deferred)
        if all(entry.paths for entry in entries):
            spoken_of = {path for entry in entries for path in entry.paths}
            rest = tuple(path for path in record.notice.coverage.paths if path not in spoken_of)
            if rest:
                silences = (*silences, _silence(topic.id, rest if spoken_of else ()))
        cells[topic.id] = Cell(record.notice.id, topic.id, facts, silences, deferred, bool(topic.gathers))
    return cells


@lru_cache(maxsize=SILENCES)
def _silence(topic: str, paths: tuple[Path, ...]) -> NotStated:
    """What is not spoken of, for these paths: the same for every notice, of which most leave many topics open."""
    return NotStated(topics=(topic,), paths=paths)


class _OfTopics(Protocol):
    @property
    def topics(self) -> tuple[str, ...]: ...


Entry = TypeVar("Entry", bound=_OfTopics)


def _by_topic(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for topic in dict.fromkeys(entry.topics):
            found.setdefault(topic, []).append(entry)
    return found


class Places(NamedTuple):
    """``general``: places with a notice for all series; ``single``: for each series those with one for it alone."""

    general: frozenset[str]
    single: Mapping[str, set[str]]


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """All notices on file, of every round, and the reference data. Which are in force on a day: ``scope``.

    ``sources``: the files that the notices were made from, for what reads other files of a notice than its record;
    ``parsed``: what their .yml files hold, where that is known already. ``release``: the release's number; None when
    the notices come straight from a folder. ``filed``: whether the notices are read when they are asked for, this
    program having read and bound each of them before: what goes through all of them goes by their ``cards``.
    ``wordbook``: what people have added to the words of the reference data; ``reference`` holds its places and series.
    ``named_originals``: the notices that name their original, where that is known without reading them.
    """

    notices: dict[str, Notice]
    reference: Reference
    sources: Mapping[str, NoticeSource] = field(default_factory=dict)
    parsed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    release: int | None = None
    filed: bool = False
    wordbook: Wordbook = field(default_factory=Wordbook)
    named_originals: frozenset[str] | None = None

    @cached_property
    def originals(self) -> frozenset[str]:
        """The notices that name the file they were drafted from."""
        if self.named_originals is not None:
            return self.named_originals
        return frozenset(name for name, source in self.sources.items() if ORIGINAL in source.files)

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every notice in short."""
        return {name: notice.card(self.reference) for name, notice in self.notices.items()}

    @cached_property
    def places(self) -> Places:
        """Which places the notices are for, of whatever round."""
        general: set[str] = set()
        single: dict[str, set[str]] = {}
        for card in self.cards.values():
            coverage = card.head.coverage
            if coverage.series_mode != "only":
                general.update(coverage.regions)
                continue
            for series in card.series:
                single.setdefault(series, set()).update(coverage.regions)
        return Places(frozenset(general), single)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What to call each notice: its short name, with its round where that alone could mean another one, too."""
        heads = [notice.head for notice in self.notices.values()]
        count = Counter(head.short_name for head in heads)
        return {head.id: head.with_round if count[head.short_name] > 1 else head.short_name for head in heads}
