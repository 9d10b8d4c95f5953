"""What a result comes to, in pairs that pull against each other.

right / wrong · complete / brief (characters of the reply and of its first bubble) · refused / false answers (what is
ours and turned away; what is not ours and answered) · silences caught / false silences (not stated and said so; stated
and said to be silent).
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from evaluation.rows import Row

LENGTHS = ("questions", "kinds", "turns")  # groups whose replies are read for length: one reply, one row
BY_KIND = ("questions", "kinds", "turns", "eligibility conversation")  # of dialogues each kind has one or two
ALL = "all replies"  # those of the groups above, as one
REFUSALS = frozenset({"out_of_scope", "no_notice"})
SILENT = "not_stated"


class Measures(BaseModel):
    """Shares are of the rows they can be said of; None where there are none. Lengths in characters."""

    cases: int
    right: float
    wrong: float
    cited: float
    complete: float | None
    reply: float | None
    reply_p90: float | None
    first_bubble: float | None
    refused: float | None
    false_answers: float | None
    silences_caught: float | None
    false_silences: float | None


def _share(rows: Sequence[Row], of: Sequence[Row]) -> float | None:
    return len(rows) / len(of) if of else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else None


def measure(rows: Sequence[Row]) -> Measures:
    """The measures of some rows, of which there is at least one."""
    ours = [row for row in rows if row.expected == "content" and row.statuses]
    others = [row for row in rows if row.expected == "refusal"]
    silent = [row for row in rows if row.expected == "silence"]
    replies = [len(row.reply) for row in rows if row.reply and row.group in LENGTHS]
    firsts = [len(row.first) for row in rows if row.first and row.group in LENGTHS]
    wanted = sum(row.wanted for row in rows)
    return Measures(
        cases=len(rows),
        right=sum(row.right for row in rows) / len(rows),
        wrong=sum(bool(row.wrong) for row in rows) / len(rows),
        cited=sum(row.cited for row in rows) / len(rows),
        complete=1 - sum(row.lacking for row in rows) / wanted if wanted else None,
        reply=statistics.median(replies) if replies else None,
        reply_p90=percentile(replies, 0.9),
        first_bubble=statistics.median(firsts) if firsts else None,
        refused=_share([row for row in ours if not row.right and REFUSALS & {*row.statuses}], ours),
        false_answers=_share([row for row in others if row.citing], others),
        silences_caught=_share([row for row in silent if row.right], silent),
        false_silences=_share([row for row in ours if not row.right and SILENT in row.statuses], ours),
    )


def of_groups(rows: Iterable[Row]) -> dict[str, Measures]:
    """Group → its measures, then `group / kind` → those of each kind; `all replies` for lengths."""
    groups: dict[str, list[Row]] = defaultdict(list)
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
        if row.group in BY_KIND:
            kinds[f"{row.group} / {row.kind}"].append(row)
    read = [row for group in LENGTHS for row in groups.get(group, ())]
    table = {group: measure(found) for group, found in groups.items()}
    if read:
        table[ALL] = measure(read)
    return {**table, **{name: measure(found) for name, found in sorted(kinds.items())}}
