"""Nothing is broken, but somebody takes more than their share: threads, turns, connections."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .drill import Drill, Fault, speaking
from .hanging.sitecustomize import HANG
from .talkers import DAY, NOT_ANSWERED, SCRIPTS, Person

ACTIONS = 4  # threads of one process
TURNS = 3000
EDGE = 50  # turns that stand for the beginning and the end
GROWTH = 2.0  # of the time for a turn; the other people talk meanwhile, so that it is not exact
ENOUGH = 4  # faults after which a drill need not go on
IDLE = 2000  # connections
SLOW = 300  # connections
BYTE_EVERY = 0.5  # seconds
DESCRIPTORS = IDLE + 500
HEAD = b"POST /api/chat HTTP/1.1\r\nHost: drill\r\nX-Slow: "


@asynccontextmanager
async def hanging_actions(drill: Drill) -> AsyncIterator[None]:
    """Every thread for actions of every process is kept by an action that does not end."""

    async def hang(number: int) -> None:
        async with speaking() as session:
            with contextlib.suppress(*NOT_ANSWERED):
                asked = {"sender": f"hang-{number}", "message": HANG, "as_of": DAY}
                await session.post(f"{drill.stack.base}/api/chat", json=asked)

    count = 2 * ACTIONS * len(drill.stack.assistants())
    hung = [asyncio.ensure_future(hang(number)) for number in range(count)]
    yield
    await asyncio.gather(*hung)
    drill.notes.append(f"{count} 个动作卡住,到时限被停掉")


@asynccontextmanager
async def long_conversation(drill: Drill) -> AsyncIterator[None]:
    """One person who does not stop; what they say last must take no longer than what somebody new says just then."""
    person, fresh = Person(drill.stack.base, SCRIPTS[0]), Person(drill.stack.base, SCRIPTS[0])
    drill.others += [person, fresh]
    await _say(drill, person, TURNS - EDGE)
    took: dict[str, list[float]] = {person.sender: [], fresh.sender: []}
    for _ in range(EDGE):  # in turn, because a machine that others use is not as fast at any time
        for each in (person, fresh):
            took[each.sender] += await _say(drill, each, 1)
    last, new = (statistics.median(took[each.sender]) for each in (person, fresh))
    drill.expect(last <= new * GROWTH, f"最后的话慢到 {last / new:.1f} 倍")
    drill.notes.append(f"{len(person.said)} 句,最后 {EDGE} 句的用时是新来的人的 {last / new:.2f} 倍")
    yield


async def _say(drill: Drill, person: Person, turns: int) -> list[float]:
    """The seconds that each turn took; stops where answers go wrong."""
    took: list[float] = []
    async with speaking() as session:
        for _ in range(turns):
            if len(drill.failed) >= ENOUGH:
                break
            step = person.script[len(person.said) % len(person.script)]
            one = person.ask(step["say"], step["notice"])
            began = time.monotonic()
            await person.send(session, one)
            took.append(time.monotonic() - began)
            drill.expect(one.cited == {one.notice}, f"第 {len(person.said)} 句没有答对")
    return took


@asynccontextmanager
async def idle_connections(drill: Drill) -> AsyncIterator[None]:
    """Connections on which nobody says anything."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    written = drill.stack.output.stat().st_size
    opened = [await asyncio.open_connection("127.0.0.1", drill.stack.port) for _ in range(IDLE)]
    yield
    for _, writer in opened:
        writer.close()
    grown = (drill.stack.output.stat().st_size - written) / 1024
    drill.expect(grown < 1024, f"日志长了 {grown:.0f} KB")
    drill.notes.append(f"{len(opened)} 个连接,日志长了 {grown:.0f} KB")


@asynccontextmanager
async def slowloris(drill: Drill) -> AsyncIterator[None]:
    """Requests that come a byte at a time and are never whole."""
    ended = 0

    async def drip() -> None:
        nonlocal ended
        with contextlib.suppress(*NOT_ANSWERED):
            _, writer = await asyncio.open_connection("127.0.0.1", drill.stack.port)
            writer.write(HEAD)
            try:
                while not writer.is_closing():
                    writer.write(b"a")
                    await writer.drain()
                    await asyncio.sleep(BYTE_EVERY)
            finally:
                writer.close()
        ended += 1

    dripping = [asyncio.ensure_future(drip()) for _ in range(SLOW)]
    yield
    drill.expect(ended == SLOW, f"{SLOW - ended} 个慢连接还没有断开")
    drill.notes.append(f"{SLOW} 个慢连接,断开了 {ended} 个")
    for one in dripping:
        one.cancel()
    await asyncio.gather(*dripping, return_exceptions=True)


FAULTS = (
    Fault("actions-hanging", "处理动作的线程全部卡住", hanging_actions, 12, None),
    Fault("long-conversation", f"一个人连说 {TURNS} 句", long_conversation, 1),
    Fault("idle-connections", f"{IDLE} 个不说话的连接", idle_connections, 10, unbroken=True),
    Fault("slowloris", f"{SLOW} 个一个字节一个字节发的连接", slowloris, 15, unbroken=True),
)
