"""What changed between two results: every reply that reads differently, by what became of it.

False silences are found by reading the page: a reply that gained "the notice is silent" is marked, whether or not the
judge saw a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.gold.folding import fold
from bot.gold.speech import does
from evaluation.measures import SILENT
from evaluation.rows import Row

BROKEN, MENDED, SAME = "broken", "mended", "same judgement"
ORDER = (BROKEN, SAME, MENDED)


@dataclass(frozen=True)
class Change:
    """One reply, before and after."""

    before: Row
    after: Row

    @property
    def judgement(self) -> str:
        """Whether it became right, ceased to be, or neither."""
        if self.before.right == self.after.right:
            return SAME
        return MENDED if self.after.right else BROKEN

    @property
    def gained_wrong(self) -> bool:
        """It misleads now, and did not."""
        return bool(self.after.wrong) and not self.before.wrong

    @property
    def gained_silence(self) -> bool:
        """It says now that a notice is silent, and did not."""
        return _silent(self.after) and not _silent(self.before)

    @property
    def marks(self) -> str:
        """What a reader should look at first."""
        signs = [("WRONG NOW", self.gained_wrong), ("SILENCE GAINED", self.gained_silence)]
        return " ".join(f"**{sign}**" for sign, holds in signs if holds)


def _silent(row: Row) -> bool:
    return SILENT in row.statuses or does("silent", fold(row.reply))


def changes(before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """The replies that differ, of cases in both: silences gained first, then broken ones."""
    old = {(row.group, row.id): row for row in before}
    pairs = [Change(old[row.group, row.id], row) for row in after if (row.group, row.id) in old]
    found = [pair for pair in pairs if pair.before.reply != pair.after.reply and pair.after.group != "dialogues"]
    return sorted(found, key=lambda c: (not c.gained_wrong, not c.gained_silence, ORDER.index(c.judgement)))


def page(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """The lines of a Markdown page."""
    found = changes(before, after)
    counts = {kind: sum(change.judgement == kind for change in found) for kind in ORDER}
    silences = sum(change.gained_silence for change in found)
    yield f"# {len(found)} replies changed: {', '.join(f'{kind} {count}' for kind, count in counts.items())}"
    yield f"\nwrong now: {sum(c.gained_wrong for c in found)} · silence gained: {silences}"
    names = [{(row.group, row.id) for row in rows} for rows in (before, after)]
    if names[0] != names[1]:
        yield f"\nonly in the first: {len(names[0] - names[1])}, only in the second: {len(names[1] - names[0])}"
    for change in found:
        row = change.after
        yield f"\n## {row.id} · {row.group} · {change.judgement} {change.marks}\n"
        yield from (f"- **{asked}**" for asked in row.asked)
        for name, side in (("before", change.before), ("after", change.after)):
            yield f"\n{name}:\n"
            yield "\n".join(f"> {line}" for line in side.reply.splitlines())
            yield from (f"- {finding}" for finding in (*side.wrong, *side.faults))
