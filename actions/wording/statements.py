"""What one notice says on one topic: verdict or answer first, what decides, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.model.answer import Binding, Statement
from policies_kb.model.facts import AnyFact

from . import windows
from .sayings import sayings
from .voice import Voice


@dataclass(frozen=True)
class Said:
    """The lines of one statement; ``open``: something is left open, so that somebody has to be asked."""

    lines: tuple[str, ...]
    open: bool = False


def spoken(voice: Voice, statement: Statement, most: int | None = None) -> Said:
    """The statement in words. ``most``: so many facts at most, where several notices stand side by side."""
    if statement.stages:
        return Said(tuple(windows.schedule(voice, statement)))
    if statement.kind != "stated":
        return Said((_silence(voice, statement),), open=True)
    facts = statement.facts[:most]
    said = [voice.say(applied.phrase, **dict(applied.values)) for applied in statement.applied]
    said += [voice.say("silent_on", aspect=aspect) for aspect in statement.silent_on]
    said += _bound(voice, statement.binding)
    if statement.correction:
        said.append(voice.say("correction", said=statement.correction.said, right=statement.correction.right))
    said += _facts(voice, statement, facts, brief=most is not None)
    return Said(tuple(filter(None, said)), bool(statement.silent_on) or any(fact.silent for fact in facts))


def _facts(voice: Voice, statement: Statement, facts: Sequence[AnyFact], *, brief: bool) -> list[str]:
    window = windows.lead(voice, statement, brief=brief)
    if not window:
        return sayings(voice, facts, voice.notice(statement.notice_id))
    return [window, *windows.besides(facts, windows.dated(statement)[0])]


def _silence(voice: Voice, statement: Statement) -> str:
    topic = voice.base.reference.topics[statement.topic].name
    if statement.kind == "not_offered":
        path = voice.base.reference.paths.get(statement.asked_for)
        asked = voice.say("not_offered", asked=path.name if path else statement.asked_for)
        return asked + "".join(fact.say for fact in statement.facts)
    if statement.kind == "deferred":
        return statement.say or voice.say("deferred", topic=topic, document=statement.document)
    return statement.say or voice.say("not_stated", topic=topic)


def _bound(voice: Voice, binding: Binding | None) -> list[str]:
    """For whom the rule is written, where the asker is none of them, or may be."""
    if binding is None or binding.binds:
        return []
    groups = "、".join(binding.groups)
    if binding.binds is None:
        return [voice.say("binds_some", groups=groups)]
    return [voice.say("binds_others", groups=groups, asker=binding.asker)]
