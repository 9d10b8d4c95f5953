"""Works through the messages that have been written down: a few at once, each answered and sent once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.messenger.inbox import Inbox, Row, State
from bot.messenger.thinking import Brain, DoorWords, Shape, Thinking

from .customers import Customers
from .sending import Sender
from .sessions import Sessions

logger = logging.getLogger(__name__)

CHANNEL = "wecom"  # the door in tickets, figures and conversations
WORKERS = 8  # messages at once; as many turns as the assistant takes


@dataclass(frozen=True)
class Times:
    """Seconds. `renewal`: how often a lease is renewed; `patience`: what a running answer has when the door is closed;
    `settled`: how old a message is before somebody else may take it up."""

    renewal: float = 1.0
    patience: float = 4.5
    settled: float = 5.0


class Desk:
    """`brain` answers a text once for each key; `shape` says it as the platform takes it."""

    def __init__(
        self,
        brain: Brain,
        shape: Shape,
        inbox: Inbox,
        words: Callable[[], DoorWords],
        customers: Customers,
        sessions: Sessions,
        sender: Sender,
        times: Times,
    ) -> None:
        self._inbox, self._customers, self._sessions, self._sender = inbox, customers, sessions, sender
        self._times = times
        self._thinking = Thinking(CHANNEL, brain, inbox, words, shape, self._out, times.renewal, self._ours)
        self._waiting: asyncio.Queue[str] = asyncio.Queue()
        self._listed: set[str] = set()
        self._workers: list[asyncio.Task[None]] = []

    def open(self) -> None:
        """Begins to work."""
        self._workers = [asyncio.ensure_future(self._work()) for _ in range(WORKERS)]

    def take_up(self, key: str) -> None:
        """A message that is written down waits for an answer."""
        if key not in self._listed:
            self._listed.add(key)
            self._waiting.put_nowait(key)

    async def sweep(self) -> None:
        """Takes up what a dead process or an unreachable platform has left; run every few seconds."""
        for row in await asyncio.to_thread(self._inbox.unsettled, self._times.settled):
            if row.reply is None:
                self.take_up(row.key)
            else:
                await self._out(row)

    async def close(self) -> None:
        """Lets running answers go out; one that takes too long is left to the next process."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._thinking.close(self._times.patience)

    async def _work(self) -> None:
        while True:
            key = await self._waiting.get()
            try:
                found = await asyncio.to_thread(self._inbox.look, key)
                row = await asyncio.to_thread(self._inbox.claim, key, found.sender, "", "", found.text)
                if row.mine:
                    await asyncio.wait({self._thinking.start(row)})
            except Exception:
                logger.exception("a message could not be taken up; tried again")
            finally:
                self._listed.discard(key)

    async def _ours(self, row: Row) -> bool:
        address = await asyncio.to_thread(self._customers.address, row.sender)
        return address is None or await self._sessions.ours(address)

    async def _out(self, row: Row) -> None:
        """Sends a reply that is known, unless somebody else is at it."""
        if row.state is State.SENT or not await asyncio.to_thread(self._inbox.hand_out, row.key):
            return
        renewing = asyncio.ensure_future(self._thinking.renewing(row.key))
        try:
            await self._sender.send(row, again=row.state is State.HANDING)
        finally:
            renewing.cancel()
