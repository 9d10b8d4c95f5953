"""What one release says otherwise than the one that served before it, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline

GONE, FOLLOWED, CHANGED, DROPPED, STATED = "gone", "followed", "changed", "dropped", "stated"


@dataclass(frozen=True)
class Changed:
    """``kind``: gone (the notice is on file no more), followed (a later one of its line is in force now), changed,
    dropped (the fact is stated no more) or stated (a topic that the notice left open).

    ``fact``: the point; with ``topic`` alone it is a silence, without both the notice as a whole. ``was``, ``now``: the
    sentences (of followed: ``now`` is the title of the later notice).
    """

    kind: str
    notice_id: str
    name: str
    topic: str = ""
    fact: str = ""
    was: str = ""
    now: str = ""


def changed(before: KnowledgeBase, after: KnowledgeBase, day: date) -> list[Changed]:
    """What an answer given from ``before`` may have said that ``after`` says otherwise, as of ``day``.

    A fact is the same where its sentence and its quotes are. New facts and notices are no change of what was said.
    """
    return [one for notice in before.notices.values() for one in _of_notice(notice, before, after, day)]


def _of_notice(was: Notice, before: KnowledgeBase, after: KnowledgeBase, day: date) -> Iterator[Changed]:
    name = before.names[was.id]
    if was.id not in after.notices:
        yield Changed(GONE, was.id, name)
        return
    if was.head.amends:
        return  # its facts are told as those of the notice that it amends
    now = after.notices[was.id]
    later, known = timeline(after).followed(now, day), timeline(before).followed(was, day)
    if later is not None and (known is None or known.id != later.id):
        yield Changed(FOLLOWED, was.id, name, now=later.head.title)
    yield from _of_facts(timeline(before).as_of(was, day), timeline(after).as_of(now, day), name)


def _of_facts(was: Notice, now: Notice, name: str) -> Iterator[Changed]:
    facts = {fact.id: fact for fact in now.record.facts}
    for fact in was.record.facts:
        kept = facts.get(fact.id)
        # a receipt names the notice in which the words stand
        stood = fact.notice or was.id
        if kept is None:
            yield Changed(DROPPED, stood, name, fact.topic, fact.id, fact.say)
        elif (kept.say, kept.quotes) != (fact.say, fact.quotes):
            yield Changed(CHANGED, stood, name, fact.topic, fact.id, fact.say, kept.say)
    for topic, cell in was.cells.items():
        if cell.facts or cell.gathered:
            continue
        says = "".join(fact.say for fact in now.cell(topic).facts if fact.say and not fact.silent)
        if says:
            yield Changed(STATED, was.id, name, topic, now=says)
