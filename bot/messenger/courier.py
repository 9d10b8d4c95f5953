"""Brings what clerks say to people of a messenger: at once while the platform's rule allows it, else with the person's
next message."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from bot.handover.outbox import Outbox, Parcel
from bot.handover.tickets import By
from bot.handover.words import words

from .calling import NOT_REACHED, PlatformError
from .inbox import Inbox
from .thinking import CLERK

logger = logging.getLogger(__name__)


class Carrier(Protocol):
    """How a door writes to people of its own accord."""

    async def may_carry(self, parcel: Parcel) -> bool:
        """Whether the platform's rule allows one more message to this person now."""

    async def carry(self, parcel: Parcel, text: str) -> None:
        """Sends it. Raises PlatformError."""

    @property
    def known_when_repeated(self) -> bool:
        """Whether the platform tells a message that it has taken already: then one whose fate is unknown is left to
        the next try until its lease is over, and not offered anew at once."""


class Courier:
    """`channel`: the door in the tickets; `carrier` is None where the account may not write of its own accord."""

    def __init__(self, channel: str, outbox: Outbox, inbox: Inbox, carrier: Carrier | None) -> None:
        self._channel, self._outbox, self._inbox, self._carrier = channel, outbox, inbox, carrier

    async def round(self) -> None:
        """Takes up what waits, of each person one word, so that they arrive in their order."""
        for parcel in await asyncio.to_thread(self._outbox.due, self._channel):
            if await asyncio.to_thread(self._outbox.take, parcel):
                await self._bring(parcel)

    async def _bring(self, parcel: Parcel) -> None:
        if self._carrier is None or not await self._carrier.may_carry(parcel):
            await asyncio.to_thread(self._keep, parcel)
            return
        lead = words("clerk_lead") if parcel.by is By.CLERK else ""
        try:
            await self._carrier.carry(parcel, lead + parcel.text)
        except PlatformError as error:
            if error.code != NOT_REACHED:
                logger.info("errcode %d: the clerk's words wait for the person's next message", error.code)
                await asyncio.to_thread(self._keep, parcel)
            elif not self._carrier.known_when_repeated:
                # It may have arrived: said twice is better than never, and a later try does it.
                await asyncio.to_thread(self._outbox.put_back, parcel)
            return
        await asyncio.to_thread(self._outbox.sent, parcel)

    def _keep(self, parcel: Parcel) -> None:
        """Into the door's own box and out of ours, in one transaction: neither lost nor doubled by a crash."""
        self._outbox.hand_to(
            parcel, lambda connection: self._inbox.wait(parcel.sender, CLERK, [parcel.text], connection)
        )
