"""The rules of all notices on file, each bound to its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from policies_kb.loading import (
    KnowledgeBase,
    Notes,
    Notice,
    NoticeSource,
    Problem,
    RecordError,
    lined_yaml,
)
from policies_kb.loading.schema import validated
from policies_kb.loading.source import RULES
from policies_kb.loading.yaml_lines import LinedYaml, Location
from policies_kb.model.facts import APPLY, WindowFact, day_of
from policies_kb.model.rounds import Wish
from policies_kb.reference import Reference
from policies_kb.scope import near, timeline

from .applicant import Target
from .binding import Binder
from .rules import Rules, Span
from .values import moment
from .written_rules import WrittenRules

FEW = 12  # notices that a case is judged by, those of the person's own place first
RULES_LAST = 128  # rules kept, where the notices are read when they are asked for


@dataclass(frozen=True)
class NoticeRules:
    """One notice's rules with what the record knows beside them; ``windows`` by target."""

    written: WrittenRules
    rules: Rules
    notice: Notice
    windows: Mapping[Target, Span]
    contacts: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.rules.notice

    @property
    def short_name(self) -> str:
        return self.notice.head.short_name

    @property
    def regions(self) -> tuple[str, ...]:
        return self.notice.head.coverage.regions

    def window(self, target: Target) -> Span:
        """The online application window for ``target``; the first one for a target that the notice does not offer."""
        return self.windows.get(target) or next(iter(self.windows.values()), Span())


class Rulebook:
    """The rules of all notices on file, of every round; ``on`` gives those in force."""

    def __init__(self, base: KnowledgeBase, loaded: Callable[[str], NoticeRules]) -> None:
        """``loaded``: the rules of a notice by its id, as they were released."""
        self._base, self._loaded = base, loaded
        self._bound = lru_cache(maxsize=64)(self._bind)
        self._of_rounds = lru_cache(maxsize=16)(self._all_of)

    @property
    def notices(self) -> tuple[NoticeRules, ...]:
        """The rules of every notice; of many, reading all of them takes long."""
        return tuple(self._loaded(name) for name in self._base.notices if name in self)

    def on(self, day: date, rounds: tuple[Wish, ...] = ()) -> tuple[NoticeRules, ...]:
        """The rules of the notices in force on ``day``, or of the rounds named that are on file: of no others."""
        return tuple(self._bound(notice) for notice in self.chosen(day, rounds) if notice.id in self)

    def near(
        self, day: date, rounds: tuple[Wish, ...] = (), region: str | None = None, series: str | None = None
    ) -> tuple[NoticeRules, ...]:
        """As ``on``, where notices are few; of many those for the person's place and series, and some others.

        Whoever reads a verdict of another place's notice may have read that notice; of hundreds nobody has.
        """
        chosen = self.chosen(day, rounds)
        if len(chosen) > FEW:
            chosen = near(chosen, region or "", series or "", FEW, self._base.reference)
        return tuple(self._bound(notice) for notice in chosen if notice.id in self)

    def chosen(self, day: date, rounds: tuple[Wish, ...] = ()) -> tuple[Notice, ...]:
        """The notices that ``on`` gives the rules of."""
        time = timeline(self._base)
        return self._of_rounds(rounds, day) if rounds else time.current(day)

    def _all_of(self, rounds: tuple[Wish, ...], day: date) -> tuple[Notice, ...]:
        time = timeline(self._base)
        return tuple(dict.fromkeys(notice for wish in rounds for notice in time.of_round(wish, day)))

    def __contains__(self, notice_id: str) -> bool:
        notice = self._base.notices.get(notice_id)
        return notice is not None and not notice.head.amends  # what changes another has no rules of its own

    def followed(self, notice_id: str, day: date) -> Notice | None:
        """The later notice of the same line that is in force on ``day``; None where there is none."""
        return timeline(self._base).followed(self._base.notices[notice_id], day)

    def of(self, notice_id: str, day: date) -> NoticeRules:
        """The rules of one notice as it stands on ``day``."""
        return self._bound(timeline(self._base).as_of(self._base.notices[notice_id], day))

    def _bind(self, notice: Notice) -> NoticeRules:
        """The rules as they were loaded, or bound anew to a notice that a later one has changed."""
        known = self._loaded(notice.id)
        if known.notice is notice:
            return known
        reference = self._base.reference
        rules = Binder(notice, reference, _unheard).bind(known.written)
        return _with_dates(known.written, rules, notice, reference)


def load_rulebook(base: KnowledgeBase) -> Rulebook:
    """The rules beside every record of ``base``, from the same files. Raises RecordError with every problem found."""
    if base.filed:
        return Rulebook(base, lru_cache(maxsize=RULES_LAST)(lambda name: _rules_of(base, base.sources[name])))
    return rulebook(base, [base.sources.get(name, NoticeSource(name, {})) for name in base.notices])


def rulebook(base: KnowledgeBase, sources: Iterable[NoticeSource]) -> Rulebook:
    """The rules of the notices of ``base``, from their files. Raises RecordError with every problem found."""
    found: dict[str, NoticeRules] = {}
    problems: list[Problem] = []
    for source in sources:
        if base.notices[source.id].head.amends:
            continue  # it has no rules of its own: it changes another's facts
        try:
            found[source.id] = _rules_of(base, source)
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return Rulebook(base, found.__getitem__)


def _rules_of(base: KnowledgeBase, source: NoticeSource) -> NoticeRules:
    data = base.parsed.get(source.id, {}).get(RULES)
    return notice_rules(source, base.notices[source.id], base.reference, data)


def notice_rules(source: NoticeSource, notice: Notice, reference: Reference, data: Any = None) -> NoticeRules:
    """The rules of one notice; ``data``: its rules.yml, already parsed. Raises RecordError with every problem."""
    lined = lined_yaml(source, RULES) if data is None else LinedYaml("")
    note = Notes(source.name(RULES), lined)
    written = validated(WrittenRules, lined.data if data is None else data, note)
    note.raise_any()
    assert written is not None
    rules = Binder(notice, reference, note).bind(written)
    note.raise_any()
    return _with_dates(written, rules, notice, reference)


def _with_dates(written: WrittenRules, rules: Rules, notice: Notice, reference: Reference) -> NoticeRules:
    windows = {target: _window(notice, path) for target, path in _targets(rules, reference).items()}
    return NoticeRules(written, rules, notice, windows, _contacts(notice))


def _unheard(location: Location, problem: str, mend: str) -> None:
    """An amended notice has passed the gate together with the notice that changes it."""


def _targets(rules: Rules, reference: Reference) -> dict[Target, str]:
    return {target: reference.targets[target].id for path in rules.paths for target in path.targets}


def _window(notice: Notice, path: str) -> Span:
    """The window of the path; one for it alone comes before one for all."""
    windows = [
        fact
        for fact in notice.record.facts
        if isinstance(fact, WindowFact) and fact.stage == APPLY and (not fact.paths or path in fact.paths)
    ]
    if not windows:
        return Span()
    fact = max(windows, key=lambda fact: bool(fact.paths))
    return Span(
        start=day_of(fact.start) if fact.start else None,
        end=day_of(fact.end) if fact.end else None,
        opens=moment(fact.start),
        closes=moment(fact.end),
    )


def _contacts(notice: Notice) -> tuple[str, ...]:
    return tuple(f"{'、'.join(contact.people)} {contact.phone}".strip() for contact in notice.contacts)
