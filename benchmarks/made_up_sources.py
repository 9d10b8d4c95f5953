"""Whole notices made up for benchmarks, as files: other places, series, rounds and phones, from those on file.

Each is a record that the gate lets pass, and says something else than the one it is made from: its place, its series,
every year and day in it, and its phones are others, in text, record and rules alike. They are for measuring only.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from policies_kb.loading import NOTICES, Notice, NoticeSource, load_notice, notice_folders, read_notice
from policies_kb.model.facts import ContactFact
from policies_kb.reference import Reference, Region, load_reference
from policies_kb.releases.parsed import parsed

YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
STEP = 7919  # a prime: phones of neighbouring notices have little in common


class MadeUp(NamedTuple):
    """A notice's files, and what its .yml files hold, as a release keeps it (parsing it anew would take minutes)."""

    source: NoticeSource
    parsed: dict[str, Any]


def made_up(count: int, folder: Path = NOTICES, *, newest: int = 0) -> Iterator[MadeUp]:
    """``count`` notices: every place and series of the round ``newest`` (0: that on file), then of the year before it.

    So notices of the last round are all in force on one day, and the others are what is on file of earlier years.
    """
    reference = load_reference()
    patterns = [_Pattern(read_notice(path), reference) for path in notice_folders(folder)]
    lines = list(_lines(patterns, reference))
    numbered = enumerate((back, line) for back in itertools.count() for line in lines)
    for number, (back, (pattern, region, series)) in itertools.islice(numbered, count):
        year = (newest or pattern.year) - back
        yield pattern.moved(number, region, series, year)


def _lines(patterns: Sequence[_Pattern], reference: Reference) -> Iterator[tuple[_Pattern, Region, str]]:
    """As it is here: a notice for all series where units apply, in a prefecture one for each single series."""
    general = [pattern for pattern in patterns if not pattern.single]
    single = [pattern for pattern in patterns if pattern.single]
    with_counties = {region.parent for region in reference.regions.values()}
    for number, region in enumerate(_told_apart(reference)):
        if region.name not in with_counties:
            yield general[number % len(general)], region, ""
        else:
            for at, series in enumerate(reference.series):
                yield single[at % len(single)], region, series


def _told_apart(reference: Reference) -> list[Region]:
    """The places whose short word does not begin another's name."""
    names = list(reference.regions)
    return [r for r in reference.regions.values() if sum(name.startswith(r.short) for name in names) <= 1]


class _Pattern:
    """A notice on file and what is replaced in it."""

    def __init__(self, source: NoticeSource, reference: Reference) -> None:
        self.source, self._reference = source, reference
        self.notice = load_notice(source, reference)
        head = self.notice.head
        self.year, self._own = head.year, reference.regions[head.coverage.regions[0]]
        self.single = head.coverage.series[0] if head.coverage.series_mode == "only" else ""
        held = {file: parsed(file, text) for file, text in source.files.items()}
        self._parsed = {file: json.dumps(data, ensure_ascii=False) for file, data in held.items() if data is not None}
        self._phones = sorted(_numbers(self.notice), key=len, reverse=True)

    def moved(self, number: int, region: Region, series: str, year: int) -> MadeUp:
        """The notice for another place, series and year; ``number`` makes its id and its phones."""
        head = self.notice.head
        name = f"made-up-{number:06}"
        line = f"line-{list(self._reference.regions).index(region.name):03}-{head.line}"
        if series:
            line += f"-{list(self._reference.series).index(series):02}"
        swaps = {
            head.id: name,
            f"line: {head.line}": f"line: {line}",
            f'"line": "{head.line}"': f'"line": "{line}"',
            self._own.name: region.name,
            self._own.short: region.short,
            **self._kind(region),
            **({self.single: series} if series else {}),
            **{phone: _another(phone, number) for phone in self._phones},
        }
        swapped = _swapper(swaps)
        shift = year - self.year

        def moved(text: str) -> str:
            return YEAR.sub(lambda found: str(int(found[0]) + shift), swapped(text))

        files = {file: moved(text) for file, text in self.source.files.items()}
        return MadeUp(NoticeSource(name, files), {file: json.loads(moved(said)) for file, said in self._parsed.items()})

    def _kind(self, region: Region) -> dict[str, str]:
        """The short word with its kind, where that is another word than the name: it stays another one."""
        word = self._own.short + self._own.name[-1]
        return {} if word == self._own.name else {word: region.short}


def _numbers(notice: Notice) -> set[str]:
    """The phone numbers of a notice as they are written in it, without the area."""
    said = " ".join(fact.phone or "" for fact in notice.record.facts if isinstance(fact, ContactFact))
    return set(re.findall(r"\d{7,11}", said))


@lru_cache(maxsize=100_000)
def _another(phone: str, number: int) -> str:
    """A number of the same length that begins alike."""
    kept, rest = (phone[:3], phone[3:]) if len(phone) == 11 else (phone[:1], phone[1:])
    return kept + str((int(rest) + STEP * (number + 1)) % 10 ** len(rest)).zfill(len(rest))


def _swapper(swaps: dict[str, str]) -> Callable[[str], str]:
    """All at once, the longest first: what has been put in is not replaced again."""
    found = re.compile("|".join(map(re.escape, sorted(swaps, key=len, reverse=True))))
    return lambda text: found.sub(lambda hit: swaps[hit[0]], text)
