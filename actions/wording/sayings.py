"""What facts say, with the years of several educations drawn together."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.clauses import split_sentences
from policies_kb.loading import Notice
from policies_kb.loading.sentences import sentence
from policies_kb.model.facts import AnyFact, YearsFact

from .voice import Voice


def sayings(voice: Voice, facts: Sequence[AnyFact], notice: Notice) -> list[str]:
    """One saying a fact; years that only differ by education become one sentence, and what follows them another."""
    said: list[str] = []
    done: set[str] = set()
    for fact in facts:
        if fact.id in done:
            continue
        alike = [f for f in facts if isinstance(f, YearsFact) and _plain(voice, f, notice) and f.paths == fact.paths]
        if fact in alike and len(alike) > 1:
            done.update(other.id for other in alike)
            said += _years(voice, alike, notice)
        else:
            said.append(fact.say)
    return said


def _plain(voice: Voice, fact: YearsFact, notice: Notice) -> bool:
    """Whether its first sentence is the standard one, so that its fields say all of it."""
    bare = fact.model_copy(update={"say": "", "note": ""})
    return fact.say.startswith(sentence(bare, notice.head, voice.base.reference))


def _years(voice: Voice, facts: Sequence[YearsFact], notice: Notice) -> list[str]:
    paths = facts[0].paths or notice.head.coverage.paths[:1]
    target = "、".join(voice.base.reference.paths[path].target for path in paths)
    years = "、".join(
        voice.say(
            "years_same" if fact.years == 0 else "years_one", education="、".join(fact.education), years=fact.years
        )
        for fact in facts
    )
    after = ["".join(split_sentences(fact.say)[1:]) for fact in facts]
    return [voice.say("years_all", years=years, target=target), *filter(None, after)]
