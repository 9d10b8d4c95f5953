"""Edits of a notice's files in memory, as the tables beside this module write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.gate import Examination, examine
from policies_kb.loading import NOTICES, NoticeSource, notice_folders, read_notice
from policies_kb.loading.source import RECORD

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Edit:
    """One row of a table.

    ``entry``: the fact (by its id), the silence (by a topic), ``notice`` or ``coverage`` that is changed; empty for the
    whole file. ``change``: words and what they are replaced by; null takes the whole line away. ``remove``: the entry
    goes. ``move``: the first fact goes before the second. ``record``: words that are replaced wherever they stand in
    the record, for a row that edits another file. ``copied_as``: the edited notice stands beside the original under
    this id; otherwise it replaces it.
    """

    kind: str
    name: str
    notice: str
    problem: str = ""
    mend: str = ""
    at: str = ""
    file: str = RECORD
    named: str = ""
    entry: str = ""
    change: tuple[tuple[str, str | None], ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    remove: bool = False
    move: tuple[str, ...] = ()
    copied_as: str = ""
    beside: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.copied_as or self.notice

    def edited(self) -> NoticeSource:
        """The notice with the change made."""
        files = dict(originals()[self.notice].files)
        start, end = block(files[self.file], self.entry)
        lines = files[self.file].split("\n")
        inside = [] if self.remove else lines[start:end]
        for old, new in self.change:
            inside = _changed(inside, old, new)
        files[self.file] = _moved("\n".join([*lines[:start], *inside, *lines[end:]]), self.move)
        for old, new in self.record:
            assert old in files[RECORD], f"“{old}” is not in the record"
            files[RECORD] = files[RECORD].replace(old, new)
        if self.copied_as:
            files[RECORD] = files[RECORD].replace(f"id: {self.notice}", f"id: {self.copied_as}", 1)
        return NoticeSource(self.id, files)

    def examined(self) -> Examination:
        """What the gate says of the edited notice, among those that the row names."""
        others = [originals()[name] for name in self.beside]
        return examine([*others, self.edited()])

    def lines_at(self) -> set[int]:
        """The lines that ``at`` stands on: in the entry where it does, else anywhere in the file."""
        text = self.edited().files[self.named or self.file]
        start, end = 0, text.count("\n") + 1
        if not (self.remove or self.named):
            before = originals()[self.notice].files[self.file]
            start, end = block(before, self.entry)
            end += text.count("\n") - before.count("\n")
        found = {number for number, line in enumerate(text.split("\n"), start=1) if self.at in line}
        return {number for number in found if start < number <= end} or found


@lru_cache(maxsize=1)
def originals() -> dict[str, NoticeSource]:
    """The notices on file, read once."""
    return {folder.name: read_notice(folder) for folder in notice_folders(NOTICES)}


def rows(table: str) -> Iterator[Edit]:
    """The rows of a table by their kind."""
    for kind, entries in yaml.safe_load((HERE / table).read_text(encoding="utf-8")).items():
        for entry in entries:
            yield _row(kind, dict(entry))


def _row(kind: str, entry: dict[str, Any]) -> Edit:
    notice, _, inside = str(entry.pop("in")).partition(" ")
    change = tuple(entry.pop("change", {}).items())
    entry["record"] = tuple(entry.get("record", {}).items())
    for field in ("beside", "besides", "move"):
        entry[field] = tuple(entry.get(field, ()))
    row = Edit(kind=kind, notice=notice, entry=inside, change=change, **entry)
    return row if row.at or not change else replace(row, at=_last(change))


def _last(change: tuple[tuple[str, str | None], ...]) -> str:
    """Where a row does not say on which line it is noticed, it is that of the first change."""
    return next((new.split("\n")[-1].strip() for _, new in change if new), "")


def block(text: str, entry: str) -> tuple[int, int]:
    """The lines of an entry, from the first to before the next; of the whole text for an empty name."""
    lines = text.split("\n")
    if not entry:
        return 0, len(lines)
    opening = re.compile(
        rf"^ *(?:- )?(?:id: {re.escape(entry)}|topics: \[{re.escape(entry)}[\],].*|{re.escape(entry)}:)$"
    )
    start = next(at for at, line in enumerate(lines) if opening.match(line))
    indent = len(lines[start]) - len(lines[start].lstrip())
    for end in range(start + 1, len(lines)):
        line = lines[end]
        if line.strip() and not line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent:
            return start, end
    return start, len(lines)


def _moved(text: str, move: tuple[str, ...]) -> str:
    if not move:
        return text
    start, end = block(text, move[0])
    lines = text.split("\n")
    rest = [*lines[:start], *lines[end:]]
    at, _ = block("\n".join(rest), move[1])
    return "\n".join([*rest[:at], *lines[start:end], *rest[at:]])


def _changed(lines: list[str], old: str, new: str | None) -> list[str]:
    found = [at for at, line in enumerate(lines) if old in line]
    assert len(found) == 1, f"“{old}” stands on {len(found)} lines"
    at = found[0]
    if new is None:
        return lines[:at] + lines[at + 1 :]
    assert lines[at].count(old) == 1, f"“{old}” stands {lines[at].count(old)} times on its line"
    return [*lines[:at], *lines[at].replace(old, new).split("\n"), *lines[at + 1 :]]
