"""The day on which what an answer found short is long enough."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from policies_kb.model.answer import Answer
from policies_kb.reading.days import dates_in
from policies_kb.reading.quantities import quantities

YEARS = "applied_years_"
SHORT = ("applied_years_short", "applied_years_short_told")  # what applying says of years that are short


def due_after(answer: Answer, years: float | None, today: date) -> tuple[str, bool]:
    """The day on which years that are short are long enough, and whether it is only about then.

    "" where none are, or several people's are spoken of. ``years``: those told, where no first day is.
    """
    applied = [each for statement in answer.statements for each in statement.applied if each.phrase.startswith(YEARS)]
    if len(applied) != 1 or applied[0].phrase not in SHORT:
        return "", False
    values = dict(applied[0].values)
    if days := dates_in(values.get("due", ""), today.year):
        return days[0].isoformat(), False
    needed = [q.value for q in quantities(values.get("needed", "")) if q.dimension == "years"]
    if len(needed) == 1 and years is not None and needed[0] > years:
        return _after(today, round((needed[0] - years) * 12)).isoformat(), True
    return "", False


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
