"""The result as a person reads it: the table of measures, and every misjudged case with its reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaluation.measures import Measures, percentile
from evaluation.rows import Row

COLUMNS = {
    "cases": "n",
    "right": "right",
    "wrong": "wrong",
    "cited": "right+cited",
    "complete": "complete",
    "first_bubble": "1st bubble",
    "reply": "reply",
    "reply_p90": "p90",
    "refused": "refused",
    "false_answers": "false answers",
    "silences_caught": "silences caught",
    "false_silences": "false silences",
}
PLAIN = frozenset({"cases", "first_bubble", "reply", "reply_p90"})  # counts, not shares


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if name in PLAIN else f"{value:.1%}"


def cells(found: Measures) -> list[str]:
    """The measures of one group as they are shown, by `COLUMNS`."""
    return [_cell(name, getattr(found, name)) for name in COLUMNS]


def table(measures: Mapping[str, Measures]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| | {' | '.join(COLUMNS.values())} |"
    yield f"|---{'|---:' * len(COLUMNS)}|"
    for group, found in measures.items():
        yield f"| {group} | {' | '.join(cells(found))} |"


def latency(rows: Iterable[Row]) -> str:
    """How long the judged replies took."""
    spent = [seconds * 1000 for row in rows for seconds in row.seconds if seconds]
    if not spent:
        return ""
    p50, p95 = percentile(spent, 0.5) or 0.0, percentile(spent, 0.95) or 0.0
    return f"reply time p50 {p50:.0f} ms, p95 {p95:.0f} ms ({len(spent)} replies; a busy machine makes them longer)"


def misjudged(rows: Iterable[Row]) -> list[Row]:
    """What is not right, or right and not cited: the wrong first, what is not ours last. A dialogue stands
    by its turns."""
    bad = [row for row in rows if row.group != "dialogues" and not row.cited]
    return sorted(bad, key=lambda row: (row.group.startswith("foreign"), not row.wrong, row.right))


def page(rows: Iterable[Row]) -> Iterator[str]:
    """A Markdown page of the misjudged cases."""
    found = misjudged(rows)
    yield f"# Misjudged: {len(found)}, of them wrong {sum(bool(row.wrong) for row in found)}"
    for row in found:
        yield f"\n## {row.id} · {row.group}{f' / {row.kind}' if row.kind else ''}\n"
        yield from (f"- **{asked}**" for asked in row.asked)
        yield "\n" + "\n".join(f"> {line}" for line in row.reply.splitlines())
        yield f"\nstatus {', '.join(row.statuses) or '-'}\n"
        for name, lines in (("WRONG", row.wrong), ("fault", row.faults), ("citation", row.cites)):
            yield from (f"- {name}: {line}" for line in lines)
        if row.why:
            yield f"- why: {row.why}"
