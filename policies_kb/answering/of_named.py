"""What is asked of a word or a document that a clause names: the clause, and what is said of it or that nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policies_kb.aspects import Aspect
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact
from policies_kb.model.question import Scope

from .named_word import explains, naming, shown_by
from .selection import fits
from .statements import cite
from .subject import Said, left_open, stated


def settle_named(
    aspect: Aspect, asked: list[int], said: Sequence[Said], statements: list[Statement], scope: Scope
) -> set[int]:
    """The fact whose clause names the word or document that is asked about, with what is said of it or that nothing
    is; nothing where no clause names it, or its matter is not written of at all."""
    place = asked[0]
    one, statement = said[place], statements[place]
    if statement.kind != "stated":
        return set()
    facts = [fact for fact in one.notice.record.facts if fits(fact, scope)]
    own = {fact.id for fact in (*statement.facts, *one.facts)}
    named = naming(one.subject.word, sorted(facts, key=lambda fact: fact.id not in own))
    if not named and one.subject.word[:1].isdigit():  # a document that no clause names
        statements[place] = replace(statement, silent_on=(aspect.id,))
        return {place}
    if not named:
        return set()
    told = _told_of(aspect, one.subject.word, named, facts)
    fact = told or named[0]
    statements[place] = Statement(
        statement.notice_id,
        statement.topic,
        "stated",
        facts=(fact,),
        citations=cite(one.notice, (fact,)),
        round=statement.round,
        silent_on=() if told or left_open(aspect)(fact) else (aspect.id,),
        left_open=(aspect.id,) if not told and left_open(aspect)(fact) else (),
        score=statement.score,
    )
    return {place}


def _told_of(aspect: Aspect, word: str, named: list[AnyFact], facts: list[AnyFact]) -> AnyFact | None:
    """The fact that explains a word, or says where a document can be read."""
    if aspect.row.of == "document":
        return next((fact for fact in facts if stated(aspect)(fact) and shown_by(fact, word, named)), None)
    return next((fact for fact in named if explains(fact, word) or stated(aspect)(fact)), None)
