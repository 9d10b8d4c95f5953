"""A question about a series that it names: answered by the notice's own list, not by likeness of words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policies_kb.model.facts import AnyFact, RuleFact, SeriesFact

Scored = tuple[AnyFact, float]


def by_list(facts: Sequence[Scored], series: Collection[str], specialties: Collection[str]) -> list[Scored]:
    """``facts`` of one cell, best first, where the cell lists series and the question names one of them, or another.

    Of several series each is answered by its own. A listed series is answered by the fact that lists it, and by what
    the notice leaves open of its specialties where the one asked about is not named; one that is not listed, by the
    facts that say so. Facts that say the opposite of the list about the series in question are dropped: people's words
    for a point may fit another notice's list.
    """
    lists = [fact for fact, _ in facts if isinstance(fact, SeriesFact)]
    if not series or not lists:
        return list(facts)
    first: list[AnyFact] = []
    holding: list[SeriesFact] = []
    for name in series:
        own = [fact for fact in lists if name in fact.series]
        holding += own
        if own:
            named = any(specialty in fact.series[name] for fact in own for specialty in specialties)
            open_ones = [] if named or not specialties else [fact for fact, _ in facts if _leaves_open(fact, own)]
            answers: list[AnyFact] = [*own, *open_ones]
        else:
            answers = [fact for fact, _ in facts if _denies(fact)]
            if not answers:
                return list(facts)
        first += [fact for fact in answers if fact not in first]
    best = max(score for _, score in facts)
    others = [fact for fact in lists if fact not in holding]
    dropped = [fact for fact, _ in facts if fact in (*first, *lists) or _denies(fact) or _leaves_open(fact, others)]
    return [*((fact, best) for fact in first), *((fact, score) for fact, score in facts if fact not in dropped)]


def without(facts: Sequence[Scored], series: Collection[str]) -> list[Scored]:
    """``facts`` with the lists of other series in front, where those named are set aside; as they are without lists."""
    others = [pair for pair in facts if isinstance(pair[0], SeriesFact) and not set(series) & set(pair[0].series)]
    if not series or not others:
        return list(facts)
    best = max(score for _, score in facts)
    left = [pair for pair in facts if not isinstance(pair[0], SeriesFact) and not _denies(pair[0])]
    return [*((fact, best) for fact, _ in others), *left]


def _denies(fact: AnyFact) -> bool:
    return isinstance(fact, RuleFact) and fact.stance == "no"


def _leaves_open(fact: AnyFact, lists: list[SeriesFact]) -> bool:
    """Whether the fact states a silence of the very sentence that lists the series."""
    return fact.silent and not _denies(fact) and any(fact.quote == other.quote for other in lists)
