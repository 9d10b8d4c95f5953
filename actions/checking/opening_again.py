"""A closed check opens for a changed fact, a what-if, the way back from one, or another round."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from policies_kb.dialogue import Turn
from policies_kb.eligibility.telling import tell
from policies_kb.reading import ASKING

from ..eligibility import Check
from ..eligibility.finding import finding
from ..knowledge import answerer, rulebook
from .advancing import advanced
from .current import SURE, Done, changed_fields, first_guess, running
from .going_on import by_another_round, suppose

BARE_WORD = 5  # characters


def opens_again(turn: Turn) -> Done | None:
    """A closed check opens for a changed fact, a what-if, the way back from one, or another round."""
    check = running(turn)
    if check is None or not check.done:
        return None
    before = turn.frame.case.before
    if "real" in turn.act.leads and before:
        real = Check(**deepcopy(before))
        if ASKING.search(turn.text):
            real.done = True
            real.verdicts = []
        said, frame = advanced(turn, real, set())
        return said, frame.with_case(before=None)
    told = turn.told
    if len(turn.text) <= BARE_WORD and not told.values:
        bare = tell(turn.text, answerer().reader, turn.message.day, "series")
        told = bare if "series" in bare.values else told  # a series alone corrects the line of work
    if "correct" in turn.act.leads and not told.values and "work_start" in check.told:
        told = tell(
            turn.message.text, answerer().reader, turn.message.day, "work_start"
        )  # a day alone corrects the day
    changed = changed_fields(told, check)
    if changed and "suppose" in turn.act.leads:
        return suppose(replace(turn, told=told), check)
    own = Check(**deepcopy(before)) if before else check  # what was supposed counts for one turn
    another_degree = bool(told.by_degree or told.besides)  # 「那按中专算呢」
    corrects = "correct" in turn.act.leads or another_degree or not ASKING.search(turn.message.text)
    if changed and corrects and not _beside_the_point(turn, own, told.values, changed):
        own.take(told)
        said, frame = advanced(turn, own, changed)
        return said, frame.with_case(before=None)
    if not turn.whole.inherited_topics and by_another_round(turn, check):
        return advanced(turn, check, set())
    return None


def _beside_the_point(turn: Turn, check: Check, values: dict[str, Any], changed: set[str]) -> bool:
    """Whether no condition turns on the facts told, while what they are about is on file: then that is answered."""
    first = first_guess(turn)
    if "correct" in turn.act.leads or first is None or first[0] not in answerer().base.reference.topics:
        return False
    supposed = deepcopy(check)
    supposed.told.update(values)
    return first[1] >= SURE and not finding(rulebook(), supposed, changed, turn.message.day)
