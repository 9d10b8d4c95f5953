"""Answers each message once, in the platform's time: 5 seconds a try, three tries, then silence is an error.

One computation a message is shared by all its tries. The first two tries wait for it; when they run out, the platform
tries again. The last one hands over: to a customer-service message where the account may send them, else to the
person's next message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.privacy.masking import mask

from .inbox import Inbox, Row, State
from .messages import Incoming, Kind
from .replies import LIMIT, MORE, pages, quick_reply, with_buttons

logger = logging.getLogger(__name__)

FETCH = "查看答案"
LATE, PAGE = "late", "page"


class Said(Protocol):
    """One message of the assistant."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[dict[str, str]]: ...


Brain = Callable[[str, str, str], Awaitable[Sequence[Any]]]  # sender, text, key of the message → what is answered
Push = Callable[[str, str], Awaitable[bool]]  # openid, text → whether the platform took it


@dataclass(frozen=True)
class Words:
    """The door's own words."""

    greeting: str
    unsupported: str
    thinking: str
    earlier: str
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


class Desk:
    """Answers messages. `push` sends a customer-service message; None where the account may not."""

    def __init__(
        self, brain: Brain, inbox: Inbox, words: Callable[[], Words], times: Times, push: Push | None = None
    ) -> None:
        self._brain, self._inbox, self._words, self._times, self._push = brain, inbox, words, times, push
        self._running: dict[str, asyncio.Task[None]] = {}

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
            self._start(row)
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
            elif row.key not in self._running:
                taken = await asyncio.to_thread(
                    self._inbox.claim, row.key, row.sender, row.openid, row.account, row.text
                )
                if taken.mine:
                    await asyncio.to_thread(self._inbox.late, row.key)
                    self._start(taken)

    async def close(self) -> None:
        """Lets running computations finish; one that takes too long is left to the next process."""
        if self._running:
            _, unfinished = await asyncio.wait(self._running.values(), timeout=self._times.patience)
            for task in unfinished:
                task.cancel()

    def _start(self, row: Row) -> None:
        task = asyncio.ensure_future(self._compute(row))
        self._running[row.key] = task
        task.add_done_callback(lambda _: self._running.pop(row.key, None))

    async def _compute(self, row: Row) -> None:
        renewing = asyncio.ensure_future(self._renew(row.key))
        try:
            reply = await self._think(row)
        except Exception:
            logger.exception("a message could not be answered")
            reply = self._words().failed
        finally:
            renewing.cancel()
        state = await asyncio.to_thread(self._inbox.answered, row.key, reply)
        if state is State.LATE:
            await self._hand_over(await asyncio.to_thread(self._inbox.look, row.key))

    async def _renew(self, key: str) -> None:
        while True:
            await asyncio.sleep(self._times.renewal)
            await asyncio.to_thread(self._inbox.renew, key)

    async def _think(self, row: Row) -> str:
        """The first page of the reply; the others wait for the person to ask on."""
        kind, _, text = row.text.partition(":")
        if kind == Kind.GREET:
            return self._words().greeting
        if kind == Kind.UNSUPPORTED:
            return self._words().unsupported
        if text == MORE and (rest := await asyncio.to_thread(self._inbox.fetch, row.sender, PAGE, at_most=1)):
            return rest[0]
        await asyncio.to_thread(self._inbox.forget, row.sender, PAGE)
        late = await asyncio.to_thread(self._inbox.fetch, row.sender, LATE)
        if text == FETCH and late:
            return await self._first_page(row.sender, "\n\n".join(late))
        said = [with_buttons(reply.text, reply.buttons) for reply in await self._brain(row.sender, text, row.key)]
        if late:
            said = [_earlier(self._words().earlier, late), *said]
        return await self._first_page(row.sender, "\n\n".join(said))

    async def _first_page(self, sender: str, text: str) -> str:
        link = f"\n{quick_reply(MORE, MORE)}"
        found = pages(text)
        if len(found) > 1:
            found = pages(text, LIMIT - len(link.encode()))
            found = [page + link for page in found[:-1]] + found[-1:]
        await asyncio.to_thread(self._inbox.wait, sender, PAGE, found[1:])
        return found[0]

    async def _hand_over(self, row: Row) -> None:
        """A reply that no try fetched: pushed, or kept for the person's next message."""
        if row.reply is None or (row.state is not State.LATE and not self._inbox.hand_out(row.key)):
            return
        if self._push is None or not row.openid or not await self._push(row.openid, row.reply):
            await asyncio.to_thread(self._inbox.wait, row.sender, LATE, [row.reply])
        await asyncio.to_thread(self._inbox.sent, row.key)

    async def _wait(self, row: Row, patience: float) -> Row:
        """The row once its reply is known, or as it stands when patience ends; another process may compute it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while row.state is State.TAKEN and row.reply is None and loop.time() < until:
            task = self._running.get(row.key)
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
                    self._start(taken)
        return row


def _earlier(lead: str, late: list[str]) -> str:
    return "\n".join([lead, *late])
