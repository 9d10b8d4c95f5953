"""A case of a place and series of which nothing is on file: no check begins, and what is told is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policies_kb.dialogue import Turn
from policies_kb.model.question import Scope
from policies_kb.scope import Fit, resolve

from .asking import say
from .checking import Done
from .knowledge import answerer


def nothing_on_file(turn: Turn) -> bool:
    """Whether no notice is on file of the place and series that a message is about, or of the round it names."""
    scope = _place_and_series(turn)
    fit = resolve(scope, answerer().base, turn.message.day).fit
    return fit is Fit.NO_ROUND or (fit is Fit.NO_NOTICE and len(scope.regions) == 1)


def told_of_nowhere(turn: Turn, personal: Iterable[str]) -> Done:
    """Says that nothing is on file. ``personal``: the fields told of the person, for when another place is named."""
    scope = _place_and_series(turn)
    question = replace(turn.whole, scope=scope)
    told = {**turn.frame.case.told, **{name: turn.told.values[name] for name in personal}}
    frame = turn.frame.with_case(scope=replace(scope, rounds=turn.scope.rounds).as_dict(), told=told)
    return [say(turn, answerer().answer(question))], frame


def _place_and_series(turn: Turn) -> Scope:
    """Where and in which series the case is; the series may be told and not named: 「某县中学 想评二级教师」."""
    told = turn.told.values.get("series")
    return replace(turn.scope, series=turn.scope.series or ((told,) if told else ()), rounds=turn.named.rounds)
