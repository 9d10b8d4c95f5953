"""POST /api/handover: how somebody stands in the queue, and what the clerk has said; and the queue's own upkeep."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import web
from pydantic import Field, field_validator

from bot.desk.access import ACCOUNTS
from bot.gateway.errors import json_response, read_body
from bot.gateway.models import Model, storable
from bot.gateway.operations import Operation
from bot.gateway.rate_limit import ALLOWANCE
from bot.gateway.settings import SettingInvalid, Settings
from bot.staff.roles import Permission
from policies_kb.today import in_beijing

from .hours_file import SHIPPED, HoursFile, HoursInvalid
from .outbox import Outbox
from .queue import Queue
from .reception import Events, Reception
from .store import Store
from .tickets import State, Ticket, Word

logger = logging.getLogger(__name__)

LAPSE_EVERY = 20.0  # seconds
# Seconds until a page asks again: with a clerk, in the queue, and outside the hours.
SOON, LATER, MUCH_LATER = 3.0, 8.0, 60.0


@dataclass(frozen=True)
class HandOver:
    """What handlers need."""

    queue: Queue
    outbox: Outbox
    reception: Reception
    store: Store
    events: Events


HANDOVER = web.AppKey("handover", HandOver)


class HandoverRequest(Model):
    """Who asks, and the number of the last message that is shown already."""

    sender: str = Field(min_length=1, max_length=128, description="与 /api/chat 的 sender 相同")
    seen: int = Field(default=0, ge=0, le=2**53, description="已经显示的最后一条的 id；没有为 0")

    @field_validator("sender", mode="before")
    @classmethod
    def _storable(cls, value: object) -> object:
        return storable(value)

    @field_validator("seen", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        """JSON knows no kinds of number: 3.0 is an integer to its schema (draft 2020-12, 6.1.1)."""
        return int(value) if isinstance(value, float) and value.is_integer() else value


class SaidByDesk(Model):
    """A message of the clerk, or of the desk itself."""

    id: int
    who: str = Field(description="clerk：工作人员；desk：系统告知")
    text: str
    at: str = Field(description="北京时间，ISO")


class HandoverResponse(Model):
    """How the person stands: `none`, `waiting`, `claimed` or `closed`."""

    state: str
    number: int | None = Field(description="编号")
    standing: str = Field(description="一句话，给人看")
    messages: list[SaidByDesk]
    again_in: float = Field(description="过几秒再问")


async def handover(request: web.Request) -> web.Response:
    """What is new since `seen`; asking on says that everything up to there has arrived."""
    asked = await read_body(request, HandoverRequest)
    await request.app[ALLOWANCE].look(request, asked.sender)
    part = request.app[HANDOVER]
    ticket, news = await asyncio.to_thread(part.outbox.news, asked.sender, asked.seen)
    standing = await asyncio.to_thread(part.reception.standing, ticket)
    return json_response(
        HandoverResponse(
            state=ticket.state.value if ticket else "none",
            number=ticket.number if ticket else None,
            standing=standing,
            messages=[_said(word) for word in news],
            again_in=_again(ticket, part.reception),
        )
    )


async def thread(app: web.Application, sender: str) -> tuple[str, list[Word]]:
    """For a page without scripts: how the person stands, and what was said on their last ticket."""
    if HANDOVER not in app:
        return "", []
    ticket, words = await asyncio.to_thread(app[HANDOVER].outbox.thread, sender)
    return await asyncio.to_thread(app[HANDOVER].reception.standing, ticket), words


def _said(word: Word) -> SaidByDesk:
    return SaidByDesk(id=word.number, who=word.by.value, text=word.text, at=in_beijing(word.said_at).isoformat())


def _again(ticket: Ticket | None, reception: Reception) -> float:
    if ticket is None or ticket.state is State.CLOSED:
        return MUCH_LATER
    if ticket.state is State.CLAIMED:
        return SOON
    return LATER if reception.hours.now().is_open(reception.queue.now()) else MUCH_LATER


def add_handover(app: web.Application, settings: Settings, events: Events) -> Reception:
    """Puts the queue beside the doors; what it returns goes between them and the assistant.

    ``events``: what is stored of a sender's conversation. Raises `SettingInvalid` for hours that cannot be used.
    """
    try:
        hours = HoursFile(settings.handover_hours or SHIPPED)
    except HoursInvalid as error:
        raise SettingInvalid(str(error)) from error
    accounts = app[ACCOUNTS]
    store = Store(settings.store_url)
    queue = Queue(store)
    reception = Reception(queue, hours, lambda: accounts.somebody_may(Permission.READ_CONVERSATIONS), events)
    app[HANDOVER] = HandOver(queue, Outbox(store), reception, store, events)

    async def run(app: web.Application) -> AsyncIterator[None]:
        lapsing = asyncio.ensure_future(_lapse(queue, hours))
        yield
        lapsing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await lapsing
        await reception.close()
        store.close()

    app.cleanup_ctx.append(run)
    return reception


async def _lapse(queue: Queue, hours: HoursFile) -> None:
    while True:
        await asyncio.sleep(LAPSE_EVERY)
        try:
            now = hours.now()
            await asyncio.to_thread(queue.lapse, now.clerk_silent * 60, now.person_silent * 60)
        except Exception:
            logger.exception("looking for quiet claims failed; tried again")


OPERATIONS = (
    Operation(
        "POST",
        "/api/handover",
        "转人工之后：排到哪里、工作人员说了什么",
        handover,
        HandoverResponse,
        HandoverRequest,
        (400, 403, 413, 415, 422, 429),
    ),
)
__all__ = ["HANDOVER", "OPERATIONS", "HandOver", "add_handover", "thread"]
