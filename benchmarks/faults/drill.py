"""One fault while people are asking: before, meanwhile, until it is mended, and the reckoning."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from .clock import Clock
from .reckoning import Reckoning, reckon
from .stack import Stack
from .talkers import NOT_ANSWERED, SCRIPTS, Person, people
from .watching import Watch

PEOPLE = 6
CALM, AFTER = 2.0, 2.0  # seconds of talk before the fault and after its mend
RECOVERS = 300.0  # seconds; what is not well again by then does not recover by itself
LOOKS = 0.1  # seconds between two looks whether all is well again


@dataclass
class Drill:
    """What a fault works on. ``notes``: what else is worth a word; ``failed``: what went otherwise than it must;
    ``others``: people that the fault itself lets speak, who are reckoned with, too."""

    stack: Stack
    clock: Clock
    notes: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)

    def expect(self, true: bool, otherwise: str) -> None:
        """Notes what went wrong unless ``true``."""
        if not true:
            self.failed.append(otherwise)


Act = Callable[[Drill], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """``ready``: what /readyz has to say while it lasts, None where either is right (the process may be away);
    ``lasts``: seconds; ``unbroken``: whether no request that was taken may be cut off; ``clock``: whether it needs
    libfaketime."""

    name: str
    title: str
    act: Act
    lasts: float = 5.0
    ready: bool | None = True
    profiles: tuple[str, ...] = ("embedded", "scale")
    unbroken: bool = False
    clock: bool = False


@dataclass(frozen=True)
class Outcome:
    """``recovered``: seconds from the end of the fault until a new message was remembered again, None for never."""

    fault: Fault
    reckoning: Reckoning
    health: str
    slowest: float
    says: tuple[str, ...]
    recovered: float | None
    notes: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Whether nothing is to be mended."""
        count = self.reckoning
        bad = count.lost or count.twice or count.wrong or self.health or self.failed
        return not bad and self.recovered is not None and not (self.fault.unbroken and count.cut)


async def undergo(fault: Fault, stack: Stack, clock: Clock) -> Outcome:
    """Runs one fault to its end."""
    drill, over = Drill(stack, clock), asyncio.Event()
    talking, watch = people(stack.base, PEOPLE), Watch(stack.base)
    tasks = [asyncio.ensure_future(person.talk(over)) for person in talking]
    tasks.append(asyncio.ensure_future(watch.go_on(over)))
    try:
        await asyncio.sleep(CALM)
        began = time.monotonic()
        async with fault.act(drill):
            await asyncio.sleep(fault.lasts)
            ended = time.monotonic()
        # A fault that only begins, such as a kill, is over at once: what counts is when all is well again.
        since = began if fault.lasts == 0 else time.monotonic()
        recovered = await _recovered(stack, since)
        await asyncio.sleep(AFTER)
    finally:
        over.set()
        await asyncio.gather(*tasks)
    return Outcome(
        fault=fault,
        reckoning=await reckon([*talking, *drill.others], stack.store_url),
        health=watch.dishonest(fault.ready, began, ended),
        slowest=watch.slowest(began, ended),
        says=tuple(watch.words(began, ended)),
        recovered=recovered,
        notes=tuple(drill.notes),
        failed=tuple(drill.failed),
    )


async def _recovered(stack: Stack, since: float) -> float | None:
    while time.monotonic() - since < RECOVERS:
        if await asyncio.to_thread(stack.ready) and await _remembers(stack.base):
            return time.monotonic() - since
        await asyncio.sleep(LOOKS)
    return None


async def _remembers(base: str) -> bool:
    """Whether somebody new is answered and remembered."""
    person = Person(base, SCRIPTS[0])
    async with speaking() as session:
        for step in person.script[:2]:
            one = person.ask(step["say"], step["notice"])
            try:
                await person.send(session, one)
            except NOT_ANSWERED:
                return False
            if not one.remembered or one.cited != {one.notice}:
                return False
    return True


@asynccontextmanager
async def speaking() -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody who takes a new connection for each message."""
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True), timeout=aiohttp.ClientTimeout(total=30)
    ) as session:
        yield session
