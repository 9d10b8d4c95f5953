"""Sends a stored reply, once: each message has a number made from the message that it answers, and the platform takes a
number once. What the platform does not take now is sent later, or waits for the person's next message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from bot.handover.outbox import Parcel
from bot.messenger.calling import NOT_REACHED, PlatformError
from bot.messenger.inbox import Inbox, Row
from bot.messenger.thinking import LATE

from .customers import Address, Customers
from .kf import LATER, CustomerService, came_before
from .replies import Outgoing, read, text_of
from .sessions import Sessions

logger = logging.getLogger(__name__)

GONE = 95002  # as the platform says where 48 hours are over
DIGITS = 28  # of a number; with its ending below the platform's 32 characters


class Fate(StrEnum):
    """SENT: the person has it. UNKNOWN: perhaps. LATER: not now. REFUSED: not before the person writes again."""

    SENT = "sent"
    UNKNOWN = "unknown"
    LATER = "later"
    REFUSED = "refused"


class Sender:
    """`not_taken`: what is said where no person in WeCom could be given the session."""

    def __init__(
        self,
        service: CustomerService,
        customers: Customers,
        sessions: Sessions,
        inbox: Inbox,
        not_taken: Callable[[], str],
    ) -> None:
        self._service, self._customers, self._sessions = service, customers, sessions
        self._inbox, self._not_taken = inbox, not_taken

    async def send(self, row: Row, *, again: bool) -> None:
        """Sends the reply of a row that the caller hands out; ``again``: somebody has begun to before."""
        out = read(row.reply or "")
        if out.code:
            await self._greet(row, out)
            return
        address = await asyncio.to_thread(self._customers.address, row.sender)
        if not out.messages or address is None:
            await asyncio.to_thread(self._inbox.written_out, row.key)
            return
        if again and out.to_person and await self._given_already(address):
            await asyncio.to_thread(self._inbox.written_out, row.key)
            return
        wanted = len(out.messages)
        granted = wanted if again else await asyncio.to_thread(self._customers.charge, row.sender, wanted)
        for at, message in enumerate(out.messages):
            fate = Fate.REFUSED
            if at < granted:
                fate = await self._one(address, f"{row.key[:DIGITS]}_{at}", message, again=again)
            if fate is Fate.UNKNOWN:
                return  # it stays in hand until the lease is over; then the same number tells
            if fate is Fate.LATER:
                await asyncio.to_thread(self._customers.give_back, row.sender, granted - at)
                await asyncio.to_thread(self._inbox.take_back, row.key)
                return
            if fate is Fate.REFUSED:
                left = text_of(out.messages[at:])
                await asyncio.to_thread(self._inbox.kept_instead, row.key, LATE, [left])
                return
        if out.to_person and not await self._sessions.to_person(address):
            content: dict[str, Any] = {"msgtype": "text", "text": {"content": self._not_taken()}}
            await self._one(address, f"{row.key[:DIGITS]}_p", content, again=again)
        await asyncio.to_thread(self._inbox.written_out, row.key)

    async def _one(self, address: Address, number: str, message: dict[str, Any], *, again: bool) -> Fate:
        try:
            await self._service.send(address, number, message)
        except PlatformError as error:
            if came_before(error, again):
                return Fate.SENT
            if error.code == NOT_REACHED:
                return Fate.UNKNOWN
            return Fate.LATER if error.code in LATER else Fate.REFUSED
        return Fate.SENT

    async def _greet(self, row: Row, out: Outgoing) -> None:
        """An event's code is good for one message and twenty seconds: it is tried once, and lost if it fails."""
        try:
            await self._service.send_on_event(out.code, f"{row.key[:DIGITS]}_0", out.messages[0])
        except PlatformError as error:
            logger.info("a greeting was not taken: errcode %d", error.code)
        await asyncio.to_thread(self._inbox.written_out, row.key)

    async def _given_already(self, address: Address) -> bool:
        try:
            return await self._sessions.with_people(address)
        except PlatformError:
            return False


class Carrier:
    """Clerks' words on their way to people (bot.messenger.courier); each has a number, so that none is said twice."""

    known_when_repeated = True

    def __init__(self, service: CustomerService, customers: Customers) -> None:
        self._service, self._customers = service, customers

    async def may_carry(self, parcel: Parcel) -> bool:
        """Whether the rule allows one more message; it then counts as sent."""
        if parcel.again:
            return True
        return bool(await asyncio.to_thread(self._customers.charge, parcel.sender, 1))

    async def carry(self, parcel: Parcel, text: str) -> None:
        """Sends it. Raises PlatformError."""
        address = await asyncio.to_thread(self._customers.address, parcel.sender)
        if address is None:
            raise PlatformError(GONE, "the person's id is kept no longer")
        content = {"msgtype": "text", "text": {"content": text}}
        try:
            await self._service.send(address, f"{parcel.key[:DIGITS]}_c", content)
        except PlatformError as error:
            if not came_before(error, parcel.again):
                raise
