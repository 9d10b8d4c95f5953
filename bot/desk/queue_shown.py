"""What the pages of the queue show: who waits, and one person's conversation, masked."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE
from bot.handover.door import HANDOVER
from bot.handover.figures import figures
from bot.handover.history import known_scope, so_far
from bot.handover.tickets import By, State, Ticket
from bot.handover.words import moment
from bot.staff.accounts import Member
from bot.staff.roles import Permission
from policies_kb.model.question import Scope
from policies_kb.today import in_beijing

from .access import present

DOORS = {"wechat": "微信", "wecom": "微信客服"}  # every other door is the web
DOOR_OF_WEB = "网页"
WHO = {By.PERSON: "对方", By.CLERK: "工作人员", By.DESK: "系统"}
ASSISTANT = "助手"
SHORT = 40  # characters of a question in the list


@dataclass(frozen=True)
class Shown:
    """A line of the list."""

    number: int
    door: str
    place: str
    question: str
    waited: str
    due: str
    late: bool
    clerk: str
    awaited: bool


@dataclass(frozen=True)
class Said:
    """A line of the talk: ``kind`` is person, assistant, clerk or desk; ``there``: whether the person has it."""

    at: float
    clock: str
    who: str
    kind: str
    text: str
    there: bool = True


async def listed(request: web.Request) -> dict[str, Any]:
    """Who waits, longest first; whom this clerk and the others have; today's figures."""
    part, clerk = request.config_dict[HANDOVER], (await present(request)).name
    waiting, claimed, today = await asyncio.gather(
        asyncio.to_thread(part.queue.waiting),
        asyncio.to_thread(part.queue.claimed),
        asyncio.to_thread(figures, part.store),
    )
    hours, now = part.reception.hours.now(), part.queue.now()
    opens = hours.next_opening(now)
    return stamped(
        {
            "waiting": [_line(request, ticket, now) for ticket in waiting],
            "mine": [_line(request, ticket, now) for ticket in claimed if ticket.clerk == clerk],
            "others": [_line(request, ticket, now) for ticket in claimed if ticket.clerk != clerk],
            "today": today,
            "median": lasting(today.median) if today.median is not None else "",
            "longest": lasting(today.longest) if today.longest is not None else "",
            "switched_on": hours.open,
            "open_now": hours.is_open(now),
            "opens": moment(opens, now) if opens is not None else "",
        }
    )


async def talk(request: web.Request, ticket: Ticket) -> dict[str, Any]:
    """The conversation with the assistant and the talk with clerks, in the order in which all was said."""
    reader, part = await present(request), request.config_dict[HANDOVER]
    if not may_read(ticket, reader):
        return stamped({"ticket": ticket, "lost": True, "mine": False, "may_claim": False})
    events = await asyncio.to_thread(part.events, ticket.sender) if ticket.sender else []
    said = [
        _said(line.at, "对方" if line.person else ASSISTANT, "person" if line.person else "assistant", line.text)
        for line in so_far(events)
    ]
    for word in await asyncio.to_thread(part.queue.talk, ticket.number):
        said.append(_said(word.said_at, WHO[word.by], word.by.value, word.text, word.delivered))
    now = part.queue.now()
    return stamped(
        {
            "ticket": ticket,
            "lost": False,
            "mine": ticket.state is State.CLAIMED and ticket.clerk == reader.name,
            "may_claim": ticket.state is State.WAITING,
            "line": _line(request, ticket, now),
            "place": _place(request, known_scope(events) if events else ticket.scope),
            "said": sorted(said, key=lambda line: line.at),
        }
    )


async def scope_of(request: web.Request, ticket: Ticket) -> Scope:
    """Place, series and the like, as the conversation knows them by now."""
    part = request.config_dict[HANDOVER]
    events = await asyncio.to_thread(part.events, ticket.sender) if ticket.sender else []
    return known_scope(events) if events else ticket.scope


def may_read(ticket: Ticket, reader: Member) -> bool:
    """Who waits can be looked at; who is with a clerk, by that clerk; what is over, by its clerk and by supervisors."""
    if not reader.may(Permission.READ_CONVERSATIONS):
        return False
    if ticket.state is State.WAITING or ticket.clerk == reader.name:
        return True
    return ticket.state is State.CLOSED and reader.may(Permission.CORRECT_ANSWERS)


def stamped(context: dict[str, Any]) -> dict[str, Any]:
    """The same with a stamp of all that is shown: a page that shows it already need not be changed."""
    return context | {"stamp": hashlib.sha256(repr(sorted(context.items())).encode()).hexdigest()[:16]}


def lasting(seconds: float) -> str:
    """「3分钟」, 「2小时5分」, 「1天3小时」."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "不到1分钟"
    if minutes < 60:
        return f"{minutes}分钟"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}小时{minutes}分" if hours < 24 else f"{hours // 24}天{hours % 24}小时"


def _line(request: web.Request, ticket: Ticket, now: float) -> Shown:
    question = ticket.question if len(ticket.question) <= SHORT else ticket.question[:SHORT] + "…"
    return Shown(
        number=ticket.number,
        door=DOORS.get(ticket.door, DOOR_OF_WEB),
        place=_place(request, ticket.scope),
        question=question,
        waited=lasting(now - ticket.asked_at),
        due=moment(ticket.due_at, now) if ticket.due_at is not None else "",
        late=ticket.due_at is not None and now > ticket.due_at and ticket.answered_at is None,
        clerk=ticket.clerk,
        awaited=ticket.awaited,
    )


def _said(at: float, who: str, kind: str, text: str, there: bool = True) -> Said:
    return Said(at, in_beijing(at).strftime("%H:%M"), who, kind, text, there)


def _place(request: web.Request, scope: Scope) -> str:
    """Place and series in short names; "" where nothing is known."""
    regions = request.config_dict[KNOWLEDGE_BASE]().reference.regions
    known = [regions[name].short for name in scope.regions if name in regions]
    return " · ".join(filter(None, ["、".join(known), "、".join(scope.series)]))
