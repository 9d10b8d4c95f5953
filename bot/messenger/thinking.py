"""Computes the reply to a message once, however often it is asked for: one lease, one turn of a person at a time.

What waits for the person (an answer that came too late, a clerk's words, further pages) goes out with the reply that
holds it, in one transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import WeakValueDictionary

from bot.runtime.heard import Heard

from .controls import Control, control
from .inbox import PAGE, Inbox, Kept, Row
from .kinds import Kind

logger = logging.getLogger(__name__)

LATE, CLERK = "late", "clerk"  # kinds of what is kept for the next message


class Said(Protocol):
    """One message of the assistant."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[dict[str, str]]: ...


Brain = Callable[[Heard], Awaitable[Sequence[Any]]]  # → the assistant's messages


class DoorWords(Protocol):
    """A door's own words."""

    @property
    def greeting(self) -> str: ...

    @property
    def unsupported(self) -> str: ...

    @property
    def where(self) -> str: ...

    @property
    def nothing(self) -> str: ...

    @property
    def earlier(self) -> str: ...

    @property
    def clerk(self) -> str: ...

    @property
    def failed(self) -> str: ...


@dataclass(frozen=True)
class Shaped:
    """A reply as the door stores it, and the further pages, as it stores those."""

    reply: str
    pages: tuple[str, ...] = ()


class Shape(Protocol):
    """How a door says things: what stood waiting first, then the assistant's messages."""

    async def __call__(self, row: Row, before: Sequence[str], replies: Sequence[Said]) -> Shaped: ...


@dataclass(frozen=True)
class OwnWords:
    """A message of the door itself."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class _Thought:
    shaped: Shaped
    gone: tuple[int, ...] = ()


class Thinking:
    """`channel` names the door to the assistant; `after` gets each message once its reply is stored, before the
    person's next message is thought about; `renewal`: seconds between two renewals of a lease. `ours`: whether the
    assistant talks to the person; where somebody else does nothing is said, and nothing that waits is taken away."""

    def __init__(
        self,
        channel: str,
        brain: Brain,
        inbox: Inbox,
        words: Callable[[], DoorWords],
        shape: Shape,
        after: Callable[[Row], Awaitable[None]],
        renewal: float,
        ours: Callable[[Row], Awaitable[bool]] | None = None,
    ) -> None:
        self._channel, self._brain, self._inbox, self._words = channel, brain, inbox, words
        self._shape, self._after, self._renewal, self._ours = shape, after, renewal, ours
        self._running: dict[str, asyncio.Task[None]] = {}
        # One person's messages one after the other: what is kept for them goes out with one of them only.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def start(self, row: Row) -> asyncio.Task[None]:
        """Begins with a message that the caller has claimed."""
        task = asyncio.ensure_future(self._compute(row))
        self._running[row.key] = task
        task.add_done_callback(lambda _: self._running.pop(row.key, None))
        return task

    def running(self, key: str) -> asyncio.Task[None] | None:
        """The computation of a message in this process."""
        return self._running.get(key)

    async def close(self, patience: float) -> None:
        """Lets running computations finish; one that takes longer (seconds) is left to the next process."""
        if self._running:
            _, unfinished = await asyncio.wait(self._running.values(), timeout=patience)
            for task in unfinished:
                task.cancel()

    async def renewing(self, key: str) -> None:
        """Renews the lease of a message until it is cancelled."""
        while True:
            await asyncio.sleep(self._renewal)
            await asyncio.to_thread(self._inbox.renew, key)

    async def _compute(self, row: Row) -> None:
        renewing = asyncio.ensure_future(self.renewing(row.key))
        turn = self._turns.get(row.sender)
        if turn is None:
            turn = self._turns[row.sender] = asyncio.Lock()
        try:
            async with turn:
                try:
                    thought = await self._think(row)
                except Exception:
                    logger.exception("a message could not be answered")
                    thought = await self._own(row, self._words().failed)
                shaped = thought.shaped
                await asyncio.to_thread(
                    self._inbox.answered, row.key, shaped.reply, gone=thought.gone, pages=shaped.pages
                )
                await self._after(await asyncio.to_thread(self._inbox.look, row.key))
        finally:
            renewing.cancel()

    async def _think(self, row: Row) -> _Thought:
        """The first page of the reply; the others wait for the person to ask on."""
        kind, _, text = row.text.partition(":")
        words = self._words()
        if kind == Kind.GREET:
            return await self._own(row, words.greeting)
        if self._ours is not None and not await self._ours(row):
            return _Thought(Shaped(""))
        own = {Kind.UNSUPPORTED: words.unsupported, Kind.WHERE: words.where}
        if kind in own:
            return await self._own(row, own[Kind(kind)])
        kept = await asyncio.to_thread(self._inbox.kept, row.sender)
        asked = control(text)
        pages = [one for one in kept if one.kind == PAGE]
        late = [one.text for one in kept if one.kind == LATE]
        from_clerk = [one.text for one in kept if one.kind == CLERK]
        before = [_under(words.clerk, from_clerk)] if from_clerk else []
        if asked and (late or from_clerk):
            return _Thought(await self._shape(row, [*before, *late], ()), _gone(kept, but=PAGE))
        if asked and pages:
            return _Thought(Shaped(pages[0].text), (pages[0].number,))
        if asked is Control.FETCH:
            return await self._own(row, words.nothing)
        replies = await self._brain(Heard(row.sender, text, self._channel, key=row.key, reach=row.openid))
        before += [_under(words.earlier, late)] if late else []
        return _Thought(await self._shape(row, before, replies), _gone(kept))

    async def _own(self, row: Row, text: str) -> _Thought:
        return _Thought(await self._shape(row, (), (OwnWords(text),)))


def _gone(kept: Sequence[Kept], but: str = "") -> tuple[int, ...]:
    return tuple(one.number for one in kept if one.kind != but)


def _under(lead: str, texts: list[str]) -> str:
    return "\n".join([lead, *texts])
