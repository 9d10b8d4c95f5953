"""The state of a self-service check as the query of an address, so that the server keeps nothing.

A field told stands as field=value, one that the person does not know as field=-. `target`, `on` (the day of asking,
only where it is not today) and `round` (only where not the current one is to judge) stand likewise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from pydantic import ValidationError

from actions.eligibility import TARGET, TIMES, Check
from bot.privacy.masking import mask
from policies_kb.eligibility import Target, targets
from policies_kb.eligibility.periods import is_period
from policies_kb.eligibility.values import fields as asked_fields
from policies_kb.model.rounds import Round, Wish
from policies_kb.today import today

UNKNOWN = "-"
ON = "on"
ROUND = "round"
NONE_YET = "没有"  # no assessment yet
LISTS = ("assessments",)
DEGREES = "other_degrees"
TOLD = frozenset({*asked_fields(), *TIMES, DEGREES})
NUMBERS = ("years", "years_least", "years_most", "grassroots_years")
NUMBER = re.compile(r"\d{1,2}(\.\d{1,4})?", re.ASCII)
SEPARATOR, BETWEEN = "、", "·"
LONGEST = 40  # characters of a value


@dataclass(frozen=True)
class State:
    """What has been told so far, in the order of telling."""

    told: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    round: Round | None = None

    @staticmethod
    def fields() -> tuple[str, ...]:
        """The names of all fields that can be asked for."""
        return tuple(asked_fields())

    @staticmethod
    def from_query(query: Mapping[str, str]) -> State:
        """Reads an address; what is no field of ours, or no value, is left out, and personal data is masked."""
        known = {TARGET, *TOLD}
        told = {
            name: mask(value)[:LONGEST] for name, value in query.items() if name in known and _readable(name, value)
        }
        if told.get(TARGET, UNKNOWN) not in (UNKNOWN, *targets()):
            told.pop(TARGET)
        try:
            on = date.fromisoformat(query[ON]) if ON in query else None
        except ValueError:
            on = None
        return State(told, on, _round(query.get(ROUND)))

    @property
    def day(self) -> date:
        """The day of asking."""
        return self.on or today()

    def check(self) -> Check:
        """The state as the check in conversation knows it."""
        values = {name: value for name, value in self.told.items() if value != UNKNOWN and name != TARGET}
        told: dict[str, object] = dict(values)
        for name in LISTS:
            if name in values:
                told[name] = [] if values[name] == NONE_YET else values[name].split(SEPARATOR)
        if DEGREES in values:
            pairs = (degree.split(BETWEEN) for degree in values[DEGREES].split(SEPARATOR))
            told[DEGREES] = [{"education": pair[0], "study_mode": pair[1]} for pair in pairs]
        asked = [name for name, value in self.told.items() if value == UNKNOWN]
        target = self.told.get(TARGET)
        rounds = [Wish.of(self.round).model_dump()] if self.round else []
        return Check(target=None if target == UNKNOWN else target, told=told, asked=asked, rounds=rounds)

    def with_told(self, values: Mapping[str, object], target: Target | None = None) -> State:
        """The state with further values; the ways of telling the time at work replace each other."""
        told = dict(self.told)
        if TIMES & set(values):
            told = {name: value for name, value in told.items() if name not in TIMES}
        if "education" in values:
            told.pop(DEGREES, None)
        for name, value in values.items():
            if name in TOLD:
                told[name] = _written(value)
        if target is not None:
            told[TARGET] = target
        return State(told, self.on, self.round)

    def taking(self, check: Check) -> State:
        """What the check knows after an answer, in the order of telling; the day and the round stay."""
        values: dict[str, object] = {TARGET: check.target} if check.target else {}
        values |= check.told
        unknown = {name: UNKNOWN for name in check.asked if name not in values and name in {TARGET, *TOLD}}
        new = {name: _written(value) for name, value in values.items() if name in {TARGET, *TOLD}} | unknown
        known = {name: new[name] for name in self.told if name in new}
        return State(known | new, self.on, self.round)

    def only(self, told: Mapping[str, object]) -> State:
        """The state without the statements that were dropped because they cannot be."""
        kept = {k: v for k, v in self.told.items() if v == UNKNOWN or k == TARGET or k in told}
        return State(kept, self.on, self.round)

    def in_round(self, round_: Round | None) -> State:
        """The same person judged by another round; None for the current one."""
        return State(self.told, self.on, round_)

    @property
    def settings(self) -> dict[str, str]:
        """What stands in the address besides what was told: the day and the round, where they are not the current."""
        day = {ON: self.on.isoformat()} if self.on else {}
        return {**day, **({ROUND: self.round.name} if self.round else {})}

    def query(self, **more: str) -> str:
        """The state as the query of an address."""
        return urlencode({**self.told, **self.settings, **more})


def _round(written: str | None) -> Round | None:
    try:
        return Round.model_validate(written) if written else None
    except ValidationError:
        return None


def _readable(name: str, value: str) -> bool:
    """Whether the value can stand in a sentence: a number of years must be one."""
    if value == UNKNOWN:
        return True
    if name in NUMBERS:
        return bool(NUMBER.fullmatch(value))
    if name == "work_period":
        return is_period(value)
    if name == DEGREES:
        return all(part.count(BETWEEN) == 1 for part in value.split(SEPARATOR))
    return bool(value)


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return SEPARATOR.join(BETWEEN.join(v.values()) if isinstance(v, dict) else str(v) for v in value) or NONE_YET
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
