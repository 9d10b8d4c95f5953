"""Answers each message once, in the platform's time: 5 seconds a try, three tries, then silence is an error.

One computation a message is shared by all its tries. The first two tries wait for it; when they run out, the platform
tries again. The last one hands over: to a customer-service message where the account may send them, else to the
person's next message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.messenger.inbox import Inbox, Row, State
from bot.messenger.kinds import Kind
from bot.messenger.thinking import LATE, Brain, Said, Shaped, Thinking
from bot.privacy.masking import mask

from .messages import Incoming
from .replies import in_pages, quick_reply, with_buttons

FETCH = "查看答案"

Push = Callable[[str, str], Awaitable[bool]]  # openid, text → whether the platform took it


@dataclass(frozen=True)
class Words:
    """The door's own words."""

    greeting: str
    unsupported: str
    where: str
    nothing: str
    thinking: str
    earlier: str
    clerk: str
    failed: str


@dataclass(frozen=True)
class Times:
    """Seconds. `patience`: how long the platform's last try waits, `gone`: another one (then it has hung up);
    `last_after`: a try that begins so long after the message is the last; `settled`: after so long there is none any
    more; `renewal`: how often a running computation renews its lease; `poll`: how often another process is asked."""

    patience: float = 4.5
    last_after: float = 9.2
    settled: float = 20.0
    renewal: float = 1.0
    poll: float = 0.1
    gone: float = 6.0


async def shaped(row: Row, before: Sequence[str], replies: Sequence[Said]) -> Shaped:
    """A reply as the platform takes it: one text, buttons as links, in pages."""
    said = [with_buttons(reply.text, reply.buttons) for reply in replies]
    first, *rest = in_pages("\n\n".join([*before, *said]))
    return Shaped(first, tuple(rest))


class Desk:
    """Answers messages. `push` sends a customer-service message; None where the account may not."""

    def __init__(
        self, brain: Brain, inbox: Inbox, words: Callable[[], Words], times: Times, push: Push | None = None
    ) -> None:
        self._inbox, self._words, self._times, self._push = inbox, words, times, push
        self._thinking = Thinking("wechat", brain, inbox, words, shaped, self._came_late, times.renewal)

    async def answer(self, message: Incoming) -> str | None:
        """The text for this try; None for none (the platform then gets `success`). Call `handed_out` once it is
        written to the connection, `not_handed_out` where it could not be."""
        if message.kind is Kind.SILENT:
            return None
        text = mask(message.text)
        row = await asyncio.to_thread(
            self._inbox.claim,
            message.key,
            message.sender,
            message.openid,
            message.account,
            f"{message.kind}:{text}",
            created=message.created,
        )
        if row.mine:
            self._thinking.start(row)
        last = row.age >= self._times.last_after
        row = await self._wait(row, self._times.patience if last else self._times.gone)
        if row.reply is not None and row.state is not State.LATE:
            return row.reply if self._inbox.hand_out(row.key) else None
        if last and row.state is State.TAKEN and await asyncio.to_thread(self._inbox.late, row.key):
            return None if self._push else f"{self._words().thinking}\n{quick_reply(FETCH, FETCH)}"
        return None

    def handed_out(self, message: Incoming) -> None:
        """What `answer` gave is written out: a reply is not given again.

        Written down at once and not on a thread: whatever is between the two is said twice after a power failure.
        """
        self._inbox.written_out(message.key)

    def not_handed_out(self, message: Incoming) -> None:
        """The connection was gone: the next try gets the reply."""
        self._inbox.take_back(message.key)

    async def sweep(self) -> None:
        """Takes up what a dead process or an ended connection has left; run every few seconds."""
        for row in await asyncio.to_thread(self._inbox.unsettled, self._times.settled):
            if row.reply is not None:
                await self._hand_over(row)
            elif self._thinking.running(row.key) is None:
                taken = await asyncio.to_thread(
                    self._inbox.claim, row.key, row.sender, row.openid, row.account, row.text
                )
                if taken.mine:
                    await asyncio.to_thread(self._inbox.late, row.key)
                    self._thinking.start(taken)

    async def close(self) -> None:
        """Lets running computations finish; one that takes too long is left to the next process."""
        await self._thinking.close(self._times.patience)

    async def _came_late(self, row: Row) -> None:
        if row.state is State.LATE:
            await self._hand_over(row)

    async def _hand_over(self, row: Row) -> None:
        """A reply that no try fetched: pushed, or kept for the person's next message."""
        if row.reply is None or (row.state is not State.LATE and not self._inbox.hand_out(row.key)):
            return
        if self._push is None or not row.openid or not await self._push(row.openid, row.reply):
            await asyncio.to_thread(self._inbox.kept_instead, row.key, LATE, [row.reply])
            return
        await asyncio.to_thread(self._inbox.sent, row.key)

    async def _wait(self, row: Row, patience: float) -> Row:
        """The row once its reply is known, or as it stands when patience ends; another process may compute it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while row.state is State.TAKEN and row.reply is None and loop.time() < until:
            task = self._thinking.running(row.key)
            left = until - loop.time()
            if task is not None:
                # shielded by wait(): the other tries and the store still need the computation
                await asyncio.wait({task}, timeout=left)
            else:
                await asyncio.sleep(min(self._times.poll, left))
            row = await asyncio.to_thread(self._inbox.look, row.key)
            if task is None and row.reply is None and row.state is State.TAKEN:
                taken = await asyncio.to_thread(
                    self._inbox.claim, row.key, row.sender, row.openid, row.account, row.text
                )
                if taken.mine:
                    self._thinking.start(taken)
        return row
