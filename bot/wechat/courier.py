"""Brings what clerks say to people in WeChat: as a customer-service message while the platform's rule allows one, else
with the person's next message.

The rule (platform page 客服消息, 下发额度): within 48 hours of the person's message, five messages. A pressed menu
entry allows less; the platform says so by its errcode, and then the words are kept as well.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bot.handover.outbox import Outbox, Parcel
from bot.handover.tickets import By
from bot.handover.words import words

from .desk import CLERK
from .inbox import Inbox
from .platform import PlatformError
from .sealing import Seal

logger = logging.getLogger(__name__)

CHANNEL = "wechat"
WINDOW, MOST = 48 * 3600.0, 5  # seconds after the person's last message; messages in it
NOT_REACHED = 0  # the code of `PlatformError` where no answer came: tried again, while the lease lasts not by others

Send = Callable[[str, str], Awaitable[None]]  # openid, text; raises PlatformError


class Courier:
    """`send` is None where the account may not send customer-service messages; `seal` opens the openids of tickets."""

    def __init__(
        self, outbox: Outbox, inbox: Inbox, send: Send | None, seal: Seal, clock: Callable[[], float] = time.time
    ) -> None:
        self._outbox, self._inbox, self._send, self._seal, self._clock = outbox, inbox, send, seal, clock

    async def round(self) -> None:
        """Takes up what waits, of each person one word, so that they arrive in their order."""
        for parcel in await asyncio.to_thread(self._outbox.due, CHANNEL):
            if await asyncio.to_thread(self._outbox.take, parcel):
                await self._bring(parcel)

    async def _bring(self, parcel: Parcel) -> None:
        openid = self._seal.open(parcel.reach)
        if self._send is None or not openid or not self._allowed(parcel):
            await asyncio.to_thread(self._keep, parcel)
            return
        lead = words("clerk_lead") if parcel.by is By.CLERK else ""
        try:
            await self._send(openid, lead + parcel.text)
        except PlatformError as error:
            if error.code == NOT_REACHED:
                # It may have arrived: said twice is better than never, and a later try does it.
                await asyncio.to_thread(self._outbox.put_back, parcel)
            else:
                logger.info("errcode %d: the clerk's words wait for the person's next message", error.code)
                await asyncio.to_thread(self._keep, parcel)
            return
        await asyncio.to_thread(self._outbox.sent, parcel)

    def _allowed(self, parcel: Parcel) -> bool:
        return parcel.pushed < MOST and self._clock() - parcel.heard_at < WINDOW

    def _keep(self, parcel: Parcel) -> None:
        """Into the door's own box and out of ours, in one transaction: neither lost nor doubled by a crash."""
        self._outbox.hand_to(
            parcel, lambda connection: self._inbox.wait(parcel.sender, CLERK, [parcel.text], connection)
        )
