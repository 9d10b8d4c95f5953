"""Fetches messages and writes them down, before anything else is done with them (WeCom's page 接收消息和事件).

A callback only says that there is something. What is fetched is written down message by message, each once, and then
the cursor is moved: a process that dies in between fetches the same again and finds it known.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

import sqlalchemy as sa

from bot.messenger.calling import PlatformError
from bot.messenger.inbox import Inbox
from bot.messenger.kinds import Kind
from bot.messenger.places import Place
from bot.privacy.masking import mask

from .customers import Customers
from .kf import INVALID_MSG_TOKEN, Batch, CustomerService
from .messages import Incoming, incoming

logger = logging.getLogger(__name__)

# Seconds. Without a cursor the platform gives the last three days: whoever wrote before the door was there has been
# answered by somebody else, or has gone.
FRESH = 600.0


class Fetcher:
    """`take_up` hears the key of each new message; `clock`: seconds since 1970."""

    def __init__(
        self,
        service: CustomerService,
        customers: Customers,
        inbox: Inbox,
        place: Place,
        take_up: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._service, self._customers, self._inbox = service, customers, inbox
        self._place, self._take_up, self._clock = place, take_up, clock
        self._wanted: dict[str, str] = {}
        self._busy: set[str] = set()
        self._known: set[str] = set()

    async def know(self, account: str) -> None:
        """Remembers the account, so that a process that dies before it has fetched anything leaves it to the next."""
        if account not in self._known:
            await asyncio.to_thread(self._customers.know, account)
            self._known.add(account)

    async def fetch(self, account: str, token: str = "") -> None:
        """Fetches what is new of an account; while somebody is at it, it is looked at once more afterwards."""
        self._wanted[account] = token or self._wanted.get(account, "")
        if account in self._busy:
            return
        self._busy.add(account)
        try:
            while account in self._wanted:
                token = self._wanted.pop(account)
                try:
                    await self._fetch(account, token)
                except PlatformError as error:
                    logger.warning("messages could not be fetched: errcode %d; tried again", error.code)
                    self._wanted[account] = "" if error.code == INVALID_MSG_TOKEN else token
                    return
        finally:
            self._busy.discard(account)

    async def again(self) -> None:
        """Fetches where it has failed before; run every few seconds."""
        for account in list(self._wanted):
            await self.fetch(account)

    async def all(self) -> None:
        """Looks at every account that is known, or at all of them where none is: callbacks may have come while nobody
        was there."""
        for account in await asyncio.to_thread(self._customers.cursors) or ("",):
            await self.fetch(account)

    async def _fetch(self, account: str, token: str) -> None:
        await self.know(account)
        cursor = (await asyncio.to_thread(self._customers.cursors)).get(account, "")
        first, more = not cursor, True
        while more:
            batch = await self._service.sync(account, cursor, token)
            for key in await asyncio.to_thread(self._write_down, batch, self._clock() - FRESH if first else 0.0):
                self._take_up(key)
            if batch.cursor and batch.cursor != cursor:
                await asyncio.to_thread(self._customers.move, account, cursor, batch.cursor)
            more = batch.more and batch.cursor != cursor
            cursor = batch.cursor or cursor

    def _write_down(self, batch: Batch, since: float) -> list[str]:
        """The keys of those that are new."""
        new = []
        for entry in batch.messages:
            message = incoming(entry, self._place)
            if message is None or message.sent_at < since:
                continue
            text = mask(message.text) if message.kind is Kind.TALK else message.text
            noted = f"{message.kind}:{text}"
            if self._inbox.note(message.key, message.sender, noted, message.sent_at, self._heard(message)):
                new.append(message.key)
        return new

    def _heard(self, message: Incoming) -> Callable[[sa.Connection], None]:
        def also(connection: sa.Connection) -> None:
            if message.kind is not Kind.GREET:  # who has only come in has not written yet
                self._customers.heard(connection, message.sender, message.address, message.sent_at)

        return also
