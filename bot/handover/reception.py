"""Between a person and the assistant: who asked for a person is put into the queue, and while a clerk has them, their
words go to the clerk. Without opening hours or clerks nothing changes: the phones are given, as ever."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from actions.course import WANTS_PERSON
from bot.runtime.heard import Heard, Reply
from bot.runtime.reaching import Reaching, StoreUnavailable
from policies_kb.model.answer import Status
from policies_kb.model.question import Scope

from .history import known_scope, last_question
from .hours_file import HoursFile
from .queue import Queue
from .tickets import State, Ticket
from .words import leaves, promise, words

LOOKED_EVERY = 5.0  # seconds between two looks for open tickets while the queue is switched off
MARK = "handover"  # in a reply's custom: that and how the person stands in the queue

Events = Callable[[str], Sequence[dict[str, Any]]]  # sender → what is stored of the conversation


class Reception:
    """`staffed`: whether anybody could answer; `events`: the conversation so far; `now`: seconds since 1970."""

    def __init__(
        self,
        queue: Queue,
        hours: HoursFile,
        staffed: Callable[[], bool],
        events: Events,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.queue, self.hours = queue, hours
        self._staffed, self._events, self._now = staffed, events, now
        self._any_open, self._looked_at = False, float("-inf")
        self._reaching = Reaching()
        self.elsewhere: set[str] = set()  # doors whose people are answered at somebody else's desk

    async def instead(self, heard: Heard) -> list[Reply] | None:
        """The words of who is with a clerk go there; who waits may leave. None where the assistant answers."""
        if heard.channel in self.elsewhere or not self._worth_a_look():
            return None
        try:
            return await self._reaching.call(self._instead, heard)
        except StoreUnavailable:  # told once, by what reaches the database; meanwhile the assistant answers
            return None

    async def after(self, heard: Heard, replies: list[Reply]) -> list[Reply]:
        """Puts into the queue who asked for a person, and says so before the phones."""
        if heard.channel in self.elsewhere:
            return replies
        if not any(WANTS_PERSON in reply.custom for reply in replies) and not self._worth_a_look():
            return replies
        try:
            return await self._reaching.call(self._after, heard, replies)
        except StoreUnavailable:  # then the phones are given
            return _unmarked(replies)

    async def close(self) -> None:
        """Lets the thread go."""
        await self._reaching.close(lambda: None)

    def standing(self, ticket: Ticket | None) -> str:
        """How the person stands, in a sentence; "" where nothing is open."""
        if ticket is None or ticket.state is State.CLOSED:
            return ""
        if ticket.state is State.CLAIMED:
            return words("with_clerk", number=ticket.number)
        return self._place(ticket, "waiting", "ticket_waiting")

    def _instead(self, heard: Heard) -> list[Reply] | None:
        if not self._possible():
            return None
        ticket = self.queue.open_of(heard.sender)
        if ticket is None:
            return None
        claimed = ticket.state is State.CLAIMED
        if leaves(heard.text, claimed=claimed):
            self.queue.leave(ticket)
            return [Reply(words("left_clerk" if claimed else "left_queue"), custom=_mark(ticket, "closed"))]
        self.queue.heard(ticket, reach=heard.reach)
        key = f"{heard.sender} {heard.key or secrets.token_hex(8)}"
        if not claimed or not self.queue.said(ticket, heard.text, hashlib.sha256(key.encode()).hexdigest()):
            return None
        first = self.queue.first_words(ticket)
        buttons = [_button("leave_title")] if first else []
        return [Reply(words("receipt_long" if first else "receipt"), buttons, _mark(ticket, "claimed", receipt=True))]

    def _after(self, heard: Heard, replies: list[Reply]) -> list[Reply]:
        asked = next((reply for reply in replies if WANTS_PERSON in reply.custom), None)
        offered = self.hours.now().open and self._staffed()
        if asked is None:
            self._go_on(heard)
            return [self._with_way(reply) if offered else reply for reply in replies]
        ticket = self.queue.open_of(heard.sender) if not offered else None
        if not offered and ticket is None:
            return _unmarked(replies)
        scope = Scope.from_dict(asked.custom[WANTS_PERSON])
        if ticket is None:
            ticket, _ = self.queue.ask(
                heard.sender,
                heard.channel,
                scope=scope,
                question=last_question(self._events(heard.sender), heard.text) or heard.text,
                due_at=self.hours.now().due(self._now()),
                reach=heard.reach,
            )
        self._any_open = True
        queued = self._place(ticket, "queued", "ticket")
        told = Reply(
            f"{queued}{words('phones')}\n{asked.text}",
            [*asked.buttons, _button("leave_queue_title")],
            asked.custom | _mark(ticket, ticket.state.value),
        )
        return _unmarked([told if reply is asked else reply for reply in replies])

    def _go_on(self, heard: Heard) -> None:
        """Who waits has asked something else meanwhile: the clerk sees the last question and where the person is."""
        ticket = self.queue.open_of(heard.sender)
        if ticket is not None and ticket.state is State.WAITING:
            self.queue.heard(ticket, heard.text, known_scope(self._events(heard.sender)))

    def _place(self, ticket: Ticket, in_hours: str, outside: str) -> str:
        now = self._now()
        values = {"number": ticket.number, "due": promise(ticket.due_at, now)}
        if not self.hours.now().is_open(now):
            return words(outside, **values)
        ahead = self.queue.ahead(ticket)
        return words(in_hours, ahead=ahead, **values) if ahead else words(f"{in_hours}_next", **values)

    def _with_way(self, reply: Reply) -> Reply:
        """Where phones are given for want of an answer, a person can be asked for, too."""
        if reply.custom.get("status") != Status.HANDOFF.value:
            return reply
        return replace(reply, buttons=[*reply.buttons, _button("ask_title")])

    def _worth_a_look(self) -> bool:
        """Whether anybody may stand in the queue; while it is switched off, the database is hardly asked."""
        return self.hours.now().open or self._any_open or self._look_is_due()

    def _look_is_due(self) -> bool:
        return time.monotonic() - self._looked_at >= LOOKED_EVERY

    def _possible(self) -> bool:
        if self.hours.now().open:
            return True
        if self._look_is_due():
            self._looked_at = time.monotonic()
            self._any_open = bool(self.queue.waiting() or self.queue.claimed())
        return self._any_open


def _mark(ticket: Ticket, state: str, **more: object) -> dict[str, Any]:
    return {MARK: {"number": ticket.number, "state": state, **more}}


def _unmarked(replies: list[Reply]) -> list[Reply]:
    return [
        replace(reply, custom={name: value for name, value in reply.custom.items() if name != WANTS_PERSON})
        for reply in replies
    ]


def _button(title: str) -> dict[str, str]:
    return {"title": words(title), "payload": words(title)}
