"""Statements on topics become ones on what was asked of them: the fact that states the aspect, or silence on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from policies_kb.aspects import Aspect, load_aspects
from policies_kb.loading import Notice
from policies_kb.lookup.rank import LIST_FROM
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, YearsFact
from policies_kb.model.question import Part, Scope
from policies_kb.reference.data import Topic

from .of_named import settle_named
from .selection import fits
from .statements import cite
from .subject import Said, left_open, stated
from .topics import Choice

MOST_FACTS = 3
MOST_SILENT = 2
DECIDED = ("closed", "past_year", "last_day")  # how a window stands: that alone is the answer

Among = Callable[[Said, Statement, Aspect, Scope], list[AnyFact]]


def own_first(choices: list[Choice], part: Part, topics: Mapping[str, Topic]) -> list[Choice]:
    """The choices with the topic in front that is itself an aspect asked: 「材料能邮寄吗」 is about posting it.

    A window stays in front: how it stands is said before anything else.
    """
    own = {topic for found in load_aspects().asked(part.text) for topic in found.aspect.row.topics}
    if not own or topics[choices[0].topic].timed:
        return choices
    return sorted(choices, key=lambda choice: choice.topic not in own)


def asks_of_something(choices: list[Choice], part: Part) -> bool:
    """Whether a part asks an aspect of something that the notices speak of; beside a place it is then never foreign."""
    return any(c.words > 0 for c in choices[0].candidates.values()) and bool(load_aspects().asked(part.text))


def by_aspect(said: Sequence[Said], scope: Scope) -> tuple[Statement, ...]:
    """The statements, each with the facts that state what is asked in front, or with what is not stated.

    An aspect is settled once for a notice: by the statement that states it, else by the first that was asked it.
    """
    statements = [one.statement for one in said]
    settled: set[int] = set()
    for name in dict.fromkeys(one.notice.id for one in said):
        places = [place for place, one in enumerate(said) if one.notice.id == name]
        for aspect in dict.fromkeys(aspect for place in places for aspect in said[place].subject.asked):
            asked = [place for place in places if aspect in said[place].subject.asked]
            if not _stated_beside(aspect, asked[0], places, said, statements):
                settled |= _settle(aspect, asked, said, statements, scope)
    silent = {(said[place].notice.id, said[place].subject.part) for place, s in enumerate(statements) if s.silent_on}
    silent |= {(said[place].notice.id, said[place].subject.part) for place in settled if said[place].subject.word}
    return tuple(
        _alone(statement, one.notice)
        for place, (statement, one) in enumerate(zip(statements, said, strict=True))
        if place in settled or (one.notice.id, one.subject.part) not in silent
    )


def _settle(
    aspect: Aspect, asked: list[int], said: Sequence[Said], statements: list[Statement], scope: Scope
) -> set[int]:
    """Puts the fact that states an aspect first in its statement, or says of the first one that it is silent on it.

    Returns the statement that settles it. A rule that comes near beside a silence answers nothing.
    """
    if aspect.row.of:
        return settle_named(aspect, asked, said, statements, scope)
    written = [place for place in asked if statements[place].kind == "stated" and not statements[place].stages]

    def found(among: Among) -> set[int]:
        for holds, open_ in ((stated(aspect), ()), (left_open(aspect), (aspect.id,))):
            for place in written:
                facts = among(said[place], statements[place], aspect, scope)
                fact = next((fact for fact in facts if holds(fact)), None)
                if fact is not None:
                    first = _first(fact, statements[place], said[place].notice)
                    statements[place] = replace(first, left_open=(*first.left_open, *open_))
                    return {place}
        return set()

    own = {place for place in asked if statements[place].topic in aspect.row.topics}
    if place := found(_of_topic) or own or found(_near):
        return place
    if asked[:1] != written[:1] or any(_decided(statements[place]) for place in written):
        return set()
    first = statements[asked[0]]
    if len(first.silent_on) < MOST_SILENT:
        statements[asked[0]] = replace(first, silent_on=(*first.silent_on, aspect.id))
    return {asked[0]}


def _stated_beside(
    aspect: Aspect, place: int, places: list[int], said: Sequence[Said], statements: list[Statement]
) -> bool:
    """Whether another part has named the subject: its statement holds as much of this one, and states the aspect."""
    subject = said[place].subject
    own = subject.most_of(statements[place].facts)
    beside = (statements[other].facts for other in places if said[other].subject.part != subject.part)
    return any(subject.most_of(facts) >= own and any(map(stated(aspect), facts)) for facts in beside)


def _of_topic(said: Said, statement: Statement, _: Aspect, scope: Scope) -> list[AnyFact]:
    """The facts of the topic: the one chosen, the others; what leaves something open too and long lists come last."""
    facts = [*statement.facts, *(f for f in said.facts if fits(f, scope) and f not in statement.facts)]
    return [*facts[:1], *sorted(facts[1:], key=lambda fact: (fact.silent, len(fact.say) > LIST_FROM))]


def _near(said: Said, statement: Statement, aspect: Aspect, scope: Scope) -> list[AnyFact]:
    """Facts of the aspect's own topics, and those that speak of the subject no less than the one chosen."""
    scores = said.subject.scores
    least = said.subject.most_of(statement.facts)
    facts = [fact for fact in said.notice.record.facts if fits(fact, scope)]
    own = [fact for fact in facts if not set(fact.topics).isdisjoint(aspect.row.topics)]
    near = [fact for fact in facts if fact not in own and scores.get(fact.id, 0.0) >= least > 0]
    return sorted([*own, *near], key=lambda fact: -scores.get(fact.id, 0.0))


def _decided(statement: Statement) -> bool:
    """Whether a statement says already all there is: a premise put right, a window that has closed."""
    closed = statement.window is not None and statement.window.state in DECIDED
    return statement.correction is not None or bool(statement.applied) or closed


def _first(fact: AnyFact, statement: Statement, notice: Notice) -> Statement:
    """The fact in front; behind a window, which always says first how it stands."""
    kept = 1 if statement.window else 0
    if fact in statement.facts[: kept + 1]:
        return statement
    facts = (*statement.facts[:kept], fact, *(other for other in statement.facts[kept:] if other != fact))[:MOST_FACTS]
    return replace(statement, facts=facts, citations=cite(notice, facts))


def _alone(statement: Statement, notice: Notice) -> Statement:
    """Beside a silence one fact of the rule; years are one rule."""
    if not statement.silent_on:
        return statement
    years = tuple(fact for fact in statement.facts if isinstance(fact, YearsFact))
    facts = years if isinstance(statement.facts[0], YearsFact) else statement.facts[:1]
    return replace(statement, facts=facts, citations=cite(notice, facts))
