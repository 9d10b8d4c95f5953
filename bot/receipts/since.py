"""What has become of an answer since: whether the notices on file would say the same today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline

from .content import Content, Used


@dataclass(frozen=True)
class Change:
    """``kind``: gone (the notice is on file no more), followed (a later notice of its line is in force), changed,
    dropped (the fact is stated no more) or stated (what the notice left open is stated now).

    ``notice_id``: the notice to read now, "" where there is none. ``was``, ``now``: the sentence then and today.
    """

    kind: str
    notice_id: str
    name: str
    was: str = ""
    now: str = ""


def changes(content: Content, base: KnowledgeBase, day: date) -> list[Change]:
    """What is different on ``day``; empty where nothing that the answer rests on has changed."""
    found: list[Change] = []
    for notice_id, name in _notices(content):
        if notice_id not in base.notices:
            found.append(Change("gone", "", name))
            continue
        later = timeline(base).followed(base.notices[notice_id], day)
        # a round that was past already when it was asked about is no news
        if later is not None and later.head.issued > content.day:
            found.append(Change("followed", later.id, later.head.title))
    return [*found, *dict.fromkeys(_of_facts(content, base, day))]


def _notices(content: Content) -> dict[tuple[str, str], None]:
    cited = dict.fromkeys((one.notice_id, one.name) for one in content.cited)
    return cited | dict.fromkeys((one.notice_id, one.name) for one in content.stood)


def _of_facts(content: Content, base: KnowledgeBase, day: date) -> Iterator[Change]:
    notices: dict[str, Notice] = {
        used.notice_id: timeline(base).as_of(base.notices[used.notice_id], day)
        for used in content.used
        if used.notice_id in base.notices
    }
    for used in content.used:
        notice = notices.get(used.notice_id)
        if notice is not None:
            change = _of_fact(used, notice, base)
            if change is not None:
                yield change


def _of_fact(used: Used, notice: Notice, base: KnowledgeBase) -> Change | None:
    name = base.names[notice.id]
    if not used.fact:
        says = tuple(fact.say for fact in notice.cell(used.topic).facts if fact.say and not fact.silent)
        return Change("stated", notice.id, name, now="".join(says)) if says else None
    now = next((fact for fact in notice.record.facts if fact.id == used.fact), None)
    if now is None:
        return Change("dropped", notice.id, name, used.say)
    return Change("changed", notice.id, name, used.say, now.say) if now.say != used.say else None
