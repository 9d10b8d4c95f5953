"""The day on which what an answer found short is long enough."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from policies_kb.model.answer import Answer
from policies_kb.reading.days import dates_in
from policies_kb.reading.quantities import quantities

SHORT = ("years_short", "years_short_told")  # what applying says of years that are short


def due_after(answer: Answer, today: date) -> tuple[str, bool]:
    """The day on which years that are short are long enough, and whether it is only about then; "" where none is."""
    for statement in answer.statements:
        for applied in statement.applied:
            if applied.phrase not in SHORT:
                continue
            values = dict(applied.values)
            if days := dates_in(values.get("due", ""), today.year):
                return days[0].isoformat(), False
            needed, had = _months(values.get("needed", "")), _months(values.get("told", ""))
            if needed and had is not None and needed > had:
                return _after(today, needed - had).isoformat(), True
    return "", False


def _months(text: str) -> int | None:
    found = [q for q in quantities(text) if q.dimension in ("years", "months")]
    if not found:
        return None
    return round(sum(q.value * (12 if q.dimension == "years" else 1) for q in found))


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
