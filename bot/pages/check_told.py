"""What was told, in words, each with the address to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.eligibility import TARGET, TIMES
from policies_kb.eligibility import question_options
from policies_kb.eligibility.periods import days_of
from policies_kb.eligibility.plausible import Taken
from policies_kb.eligibility.values import label, moment, reached, shown

from .check_state import BETWEEN, NONE_YET, UNKNOWN, State
from .check_take import key

ASK = "ask"
NEAREST = ("work_start", "work_period", "years", "years_most", "years_least")  # the way of telling that is shown


@dataclass(frozen=True)
class ToldLine:
    """One thing told, in words, with the address to change it.

    ``field``: the field that asks for it; ``note``: why it was taken without asking, "" where it was told.
    """

    field: str
    label: str
    value: str
    change: str
    note: str = ""


def told_lines(state: State, page: str, taken: Mapping[str, Taken]) -> list[ToldLine]:
    """Everything told, in that order, then what was taken for granted. The ways of telling the time are one line."""
    values = state.check().told
    timed = next((name for name in NEAREST if state.told.get(name, UNKNOWN) != UNKNOWN), "years")
    lines = []
    for name, written in state.told.items():
        if name in TIMES and name != timed:
            continue
        asks = "years" if name in TIMES else "education" if name == "other_degrees" else name
        if name == TARGET:
            named, said = "申报方式", "不知道" if written == UNKNOWN else written
        else:
            named, said = label(name), said_value(name, written, values.get(name, written))
        lines.append(ToldLine(asks, named, said, f"{page}?{state.query(**{ASK: asks})}"))
    for name, one in taken.items():
        lines.append(
            ToldLine(name, label(name), shown(name, one.value), f"{page}?{state.query(**{ASK: name})}", one.why)
        )
    return lines


def said_value(name: str, written: str, value: object) -> str:
    """A value of the address in words."""
    if written == UNKNOWN:
        return "不知道"
    if name == "work_start":
        return moment(date.fromisoformat(written)) if _is_day(written) else written
    if name == "work_period":
        return reached(*days_of(written))
    if name == "other_degrees":
        return written.replace(BETWEEN, "")
    if isinstance(value, list):
        return "、".join(map(str, value)) or NONE_YET
    options = {key(stored): title for stored, title in question_options(name)} if name not in TIMES else {}
    text = str(value)
    return options.get(text) or (shown(name, float(text)) if name.endswith("years") or name in TIMES else text)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
