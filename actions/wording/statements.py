"""What one notice says on one topic: verdict or answer first, what decides, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.aspects import load_aspects
from policies_kb.model.answer import Binding, Citation, Statement
from policies_kb.model.facts import AnyFact, YearsFact

from . import windows
from .sayings import sayings
from .voice import Voice


@dataclass(frozen=True)
class Said:
    """The lines of one statement, and where they stand.

    ``open``: something is left open, so that somebody has to be asked. ``sources``: of what is said, not of all that
    was found.
    """

    lines: tuple[str, ...]
    sources: tuple[Citation, ...] = ()
    open: bool = False


def spoken(voice: Voice, statement: Statement, most: int | None = None) -> Said:
    """The statement in words. ``most``: so many facts at most, where several notices stand side by side."""
    if statement.stages:
        return Said(tuple(windows.schedule(voice, statement)), statement.citations)
    said = [voice.say(applied.phrase, **dict(applied.values)) for applied in statement.applied]
    if statement.kind != "stated":
        return Said((*said, _silence(voice, statement)), statement.citations, open=True)
    said += [voice.say("silent_on", aspect=load_aspects().aspects[name].say) for name in statement.silent_on]
    said += _bound(voice, statement.binding)
    if statement.correction:
        said.append(voice.say("correction", said=statement.correction.said, right=statement.correction.right))
    lines, used = _facts(voice, statement, _shown(statement.facts, most), brief=most is not None)
    sources = dict.fromkeys(Citation.of(statement.notice_id, quote) for fact in used for quote in fact.quotes)
    leaves_open = bool(statement.silent_on) or any(fact.silent for fact in used)
    return Said(tuple(filter(None, [*said, *lines])), tuple(sources), leaves_open)


def _shown(facts: Sequence[AnyFact], most: int | None) -> Sequence[AnyFact]:
    """At most so many; of years by education none is left out, else somebody would miss their own."""
    years = [fact for fact in facts if isinstance(fact, YearsFact)]
    return years if years and most and facts[0] in years else facts[:most]


def _facts(
    voice: Voice, statement: Statement, facts: Sequence[AnyFact], *, brief: bool
) -> tuple[list[str], Sequence[AnyFact]]:
    """What the facts say, and those of them that are said."""
    found = windows.dated(voice, statement)
    said = [words for at, pair in enumerate(found) if (words := windows.lead(voice, pair, statement, brief or at > 0))]
    if not said:
        return sayings(voice, facts, voice.notice(statement.notice_id)), facts
    left = windows.besides(facts, found)
    told = {fact.id for fact, _ in found}
    return [*said, *(words for _, words in left)], [f for f, words in left if words or f.id in told]


def _silence(voice: Voice, statement: Statement) -> str:
    topic = voice.base.reference.topics[statement.topic].name
    if statement.kind == "not_offered":
        path = voice.base.reference.paths.get(statement.asked_for)
        asked = voice.say("not_offered", asked=path.name if path else statement.asked_for)
        return asked + "".join(fact.say for fact in statement.facts)
    if statement.kind == "deferred":
        return statement.say or voice.say("deferred", topic=topic, document=statement.document)
    if statement.instead:
        others = "、".join(statement.instead)
        return voice.say("not_stated_for", topic=topic, asked=statement.asked_for, others=others)
    return statement.say or voice.say("not_stated", topic=topic)


def _bound(voice: Voice, binding: Binding | None) -> list[str]:
    """For whom the rule is written, where the asker is none of them, or may be."""
    if binding is None or binding.binds:
        return []
    groups = "、".join(binding.groups)
    if binding.binds is None:
        return [voice.say("binds_some", groups=groups)]
    return [voice.say("binds_others", groups=groups, asker=binding.asker)]
