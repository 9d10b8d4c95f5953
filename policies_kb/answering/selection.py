"""Which facts of a topic's cell answer the question, and how many of them a reply holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policies_kb.lookup import Candidate
from policies_kb.model.facts import AnyFact, CutoffFact, Education, FeeFact, PlaceFact, WindowFact, YearsFact
from policies_kb.model.question import Scope

from .asked import asks_openly, asks_where, sets_aside
from .listed import by_list, without
from .of_group import of_group_first

ROOM = 130  # characters of further facts after the first: nobody reads more on a phone (README, shape of a reply)
ROOM_FOR_ALL = 240  # where all that is written of a thing is asked for
MOST = 4
NEAR = 0.55  # a further fact is shown when it fits at least this share as well as the first

NEAR_SILENCE = 0.9  # a small silence is only shown when it is what was asked


def select(
    candidate: Candidate,
    scope: Scope,
    specialties: Collection[str] = (),
    beside: Collection[str] = (),
    text: str = "",
) -> tuple[AnyFact, ...]:
    """The facts to state, best first; empty when none fits the education or level asked about.

    ``specialties``: those that the question names; ``beside``: levels or paths that it sets beside each other.
    ``text``: the part that asks.
    """
    fitting = [(fact, score) for fact, score in candidate.facts if fits(fact, scope)]
    fitting = without(fitting, scope.series) if sets_aside(text) else by_list(fitting, scope.series, specialties)
    fitting = of_group_first(fitting, text)
    if not fitting:
        return ()
    if each := _of_each(fitting, beside):
        return each
    years = [fact for fact, _ in fitting if isinstance(fact, YearsFact)]
    if years and isinstance(fitting[0][0], YearsFact):
        # complete for the question: every education when none was named
        others = [fact for fact, score in fitting if not isinstance(fact, YearsFact) and score >= fitting[0][1]]
        in_order = sorted(years, key=lambda fact: fact.years)
        return (*in_order, *others[:1])
    window = next((pair for pair in fitting if isinstance(pair[0], WindowFact)), None)
    if window and not fitting[0][0].silent and not isinstance(fitting[0][0], CutoffFact):
        fitting = [window, *(pair for pair in fitting if pair is not window)]  # open or closed is said first
    if asks_openly(text) and not window:
        return _all_there_is(fitting, candidate.cell.topic)
    fitting = _of_its_kind(fitting, scope, text)
    best = max(score for _, score in fitting)
    chosen: list[AnyFact] = [fitting[0][0]]
    room = ROOM
    for fact, score in fitting[1:]:
        near = NEAR_SILENCE if fact.silent else NEAR
        if len(chosen) == MOST or score < near * best or len(fact.say) > room or _repeats(fact, chosen):
            continue
        chosen.append(fact)
        room -= len(fact.say)
    return tuple(chosen)


def _of_its_kind(fitting: list[tuple[AnyFact, float]], scope: Scope, text: str) -> list[tuple[AnyFact, float]]:
    """The address in front where a place is asked for; a fee of one level behind where no level is named."""
    first = fitting[0][0]
    if asks_where(text) and not isinstance(first, PlaceFact):
        return sorted(fitting, key=lambda pair: not isinstance(pair[0], PlaceFact))
    if isinstance(first, FeeFact) and scope.level is None and scope.path is None:
        return sorted(fitting, key=lambda pair: isinstance(pair[0], FeeFact))
    if any(isinstance(fact, FeeFact) for fact, _ in fitting) and scope.level:
        return sorted(fitting, key=lambda pair: not (isinstance(pair[0], FeeFact) and scope.level in pair[0].levels))
    return fitting


def _all_there_is(fitting: Sequence[tuple[AnyFact, float]], topic: str) -> tuple[AnyFact, ...]:
    """What is written of a thing, as far as there is room: its own facts first, then those that touch on it."""
    in_order = sorted((fact for fact, _ in fitting), key=lambda fact: fact.topic != topic)
    chosen: list[AnyFact] = []
    room = ROOM_FOR_ALL
    for fact in in_order:
        if len(chosen) < MOST and len(fact.say) <= room and not _repeats(fact, chosen):
            chosen.append(fact)
            room -= len(fact.say)
    return tuple(chosen or in_order[:1])


def _of_each(fitting: Sequence[tuple[AnyFact, float]], beside: Collection[str]) -> tuple[AnyFact, ...]:
    """The best fact for each of the levels or paths set side by side; none where one of them has no fact of its own."""
    found = []
    for value in beside:
        own = [pair for pair in fitting if not pair[0].silent and value in (*pair[0].levels, *pair[0].paths)]
        if not own:
            return ()
        found.append(max(own, key=lambda pair: pair[1])[0])
    return tuple(dict.fromkeys(found))


def fits(fact: AnyFact, scope: Scope) -> bool:
    """Whether the fact is for the education and level asked about."""
    wanted = {Education(name) for name in scope.education}
    if fact.education and wanted and not wanted & set(fact.education):
        return False
    return not (fact.levels and scope.level and scope.level not in fact.levels)


def left_out(candidate: Candidate, scope: Scope) -> tuple[str, tuple[AnyFact, ...]]:
    """The education or level asked about that is the reason why no fact fits, and the facts for others.

    "" where something fits, or the topic has no facts at all.
    """
    facts = [fact for fact, _ in candidate.facts]
    if any(fits(fact, scope) for fact in facts):
        return "", ()
    by_education = [fact for fact in facts if fact.education] if scope.education else []
    if by_education:
        return "、".join(scope.education), tuple(by_education)
    by_level = [fact for fact in facts if fact.levels] if scope.level else []
    return (scope.level.value, tuple(by_level)) if scope.level and by_level else ("", ())


def _repeats(fact: AnyFact, chosen: list[AnyFact]) -> bool:
    """Whether the fact says what a chosen one already says."""
    return any(set(fact.say) <= set(other.say) for other in chosen)
