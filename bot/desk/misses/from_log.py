"""Misses of chat and WeChat, read from what is stored anyway: no turn waits for the list, and none is forgotten.

The event log holds each turn, masked, with its status; the opinions hold what was of no use. Both are read in spans of
time that have settled: a turn is written within seconds of its message, and a question that was only asked back has not
ended while the person may still be answering.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.figures.turns import entities, scope_of, topics_of
from bot.gateway.feedback_store import feedback_table
from bot.runtime.database import SECONDS_PER_DAY
from bot.runtime.event_log import conversation_event
from policies_kb.releases import StoreError
from policies_kb.releases.history import log
from policies_kb.store import default_url
from policies_kb.today import in_beijing

from .kinds import kind_of
from .store import Miss, Misses

SETTLED_AFTER = 600.0  # seconds
TURNS, OPINIONS = "turns", "opinions"
USER, BOT, SLOT = "user", "bot", "slot"


@dataclass(frozen=True)
class _Turn:
    """One message with what came of it. ``last``: the person has said nothing since."""

    miss: Miss
    status: str
    last: bool


def collect(misses: Misses, now: float | None = None, settled_after: float = SETTLED_AFTER) -> int:
    """Adds what has settled since the last time; returns how many misses are new. Raises SQLAlchemy's errors."""
    until = (time.time() if now is None else now) - settled_after
    added = 0
    for source, read in ((TURNS, _turns), (OPINIONS, _opinions)):
        begun = misses.reached(source)
        if until <= begun:
            continue
        with misses.engine.connect() as connection:
            found = list(read(connection, begun, until))
        added += misses.add(found)
        misses.reach(source, until)
    return added


def _turns(connection: Connection, after: float, until: float) -> Iterator[Miss]:
    releases = _releases()
    for sender, rows in groupby(_events(connection, after), key=lambda row: row.sender_id):
        for turn in _of_sender(sender, list(rows)):
            kind = turn.miss.kind
            if kind and after < turn.miss.asked_at <= until and (kind != "clarify" or turn.last):
                yield replace(turn.miss, release=_serving(releases, turn.miss.asked_at))


def _events(connection: Connection, after: float, sender: str = "") -> Sequence[Any]:
    """The telling events by person and in order; slots from before the span tell where the person was."""
    table = conversation_event
    telling = table.c.kind.in_((USER, BOT, SLOT)) & (table.c.happened_at > after)
    wanted = sa.select(table.c.sender_id, table.c.kind, table.c.body).where(telling)
    if sender:
        wanted = wanted.where(table.c.sender_id == sender)
    return connection.execute(wanted.order_by(table.c.sender_id, table.c.id)).all()


def _of_sender(sender: str, rows: Sequence[Any]) -> Iterator[_Turn]:
    events = [(row.kind, json.loads(row.body)) for row in rows]
    starts = [at for at, (kind, _) in enumerate(events) if kind == USER]
    for start, end in zip(starts, [*starts[1:], len(events)], strict=True):
        yield _turn(sender, events[start][1], events[start + 1 : end], last=end == len(events))


def _turn(sender: str, said: dict[str, Any], after: Sequence[tuple[str, dict[str, Any]]], *, last: bool) -> _Turn:
    replies = [event for kind, event in after if kind == BOT]
    customs = [(event.get("data") or {}).get("custom") or {} for event in replies]
    custom: dict[str, Any] = next((one for one in reversed(customs) if one.get("status")), {})
    frames = [event["value"] for kind, event in after if kind == SLOT and event["name"] == "frame" and event["value"]]
    scope, named = scope_of(frames[-1] if frames else None), entities(said)
    status = str(custom.get("status", ""))
    return _Turn(
        Miss(
            source=f"turn:{_digest(sender, said['timestamp'])}",
            asked_at=said["timestamp"],
            door=said.get("input_channel") or "gateway",
            kind=kind_of(status, clause_only=bool(custom.get("clause_only"))),
            question=said.get("text") or "",
            region=next(iter(scope.get("regions", ())), "") or named.get("region", ""),
            series=next(iter(scope.get("series", ())), "") or named.get("series", ""),
            topic=next(iter(topics_of(custom, said)), ""),
            day=_day(said),
            answered="\n".join(event.get("text") or "" for event in replies),
        ),
        status,
        last,
    )


def _day(said: dict[str, Any]) -> date:
    asked = (said.get("metadata") or {}).get("as_of")
    return date.fromisoformat(asked) if asked else in_beijing(said["timestamp"]).date()


def _opinions(connection: Connection, after: float, until: float) -> Iterator[Miss]:
    """What was of no use, with the turn that it is about, where that is still stored."""
    table = feedback_table
    span = (table.c.given_at > after) & (table.c.given_at <= until) & table.c.useful.is_(False)
    for row in connection.execute(sa.select(table).where(span)).all():
        # Opinions and conversations know a person by the same hash.
        said = _events(connection, row.given_at - SECONDS_PER_DAY, row.sender_hash)
        turns = list(_of_sender(row.sender_hash, said)) if said else []
        about = [t.miss for t in turns if t.miss.question == row.question and t.miss.asked_at <= row.given_at]
        # the same question may have been answered twice: the opinion is about the answer that was attached
        about = [miss for miss in about if (row.answer or "") in miss.answered] or about
        if about:
            answered = row.answer or about[-1].answered
            yield replace(about[-1], kind=about[-1].kind or "useless", useless=True, answered=answered)
        else:
            source, answered = f"opinion:{_digest(row.sender_hash, row.given_at)}", row.answer or ""
            yield Miss(source, row.given_at, "gateway", "useless", row.question, useless=True, answered=answered)


def _releases() -> list[tuple[float, int]]:
    """When each release began to serve, the newest first; empty where the folder serves."""
    try:
        return [(one.at.timestamp(), one.release.number) for one in log(default_url())]
    except StoreError:
        return []


def _serving(releases: Sequence[tuple[float, int]], at: float) -> int | None:
    return next((number for begun, number in releases if begun <= at), None)


def _digest(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:40]
