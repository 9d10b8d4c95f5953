"""Connections that send nothing, a byte now and then, or half a body hold no place for long, and shut nobody out."""

from __future__ import annotations

import asyncio
import contextlib
import resource
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from aiohttp import web

from bot.gateway import connections as watching
from bot.gateway.connections import CONNECTIONS, Connections, Patience, note_requests, room_for_connections

MOST = 5
SHORT = Patience(head=0.2, body=0.2, idle=0.4, answer=1.5)
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
UNLIMITED = resource.RLIM_INFINITY


@dataclass
class Served:
    port: int
    connections: Connections
    ended: list[str] = field(default_factory=list)

    async def open(self, sent: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        return reader, writer


@pytest_asyncio.fixture
async def served(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """An application behind watched connections, as `serve` puts them together."""
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    app = web.Application(middlewares=[note_requests])
    app[CONNECTIONS] = Connections(MOST, SHORT)

    async def get(request: web.Request) -> web.Response:
        return web.Response(text="here")

    async def post(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.8)
        return web.Response(text="late")

    app.router.add_get("/", get)
    app.router.add_post("/", post)
    app.router.add_get("/slow", slow)
    runner = web.AppRunner(app)
    await runner.setup()
    assert runner.server is not None
    server = await asyncio.get_running_loop().create_server(
        app[CONNECTIONS].factory(runner.server), host="127.0.0.1", port=0
    )
    look = asyncio.ensure_future(app[CONNECTIONS].watch())
    found = Served(server.sockets[0].getsockname()[1], app[CONNECTIONS])
    app[CONNECTIONS].count = found.ended.append
    yield found
    look.cancel()
    server.close()
    await runner.cleanup()


async def gone(reader: asyncio.StreamReader) -> bool:
    """Whether the other side has ended the connection, within three seconds."""
    with contextlib.suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), 3) is not None
    return True


async def test_whoever_sends_nothing_is_let_go(served: Served) -> None:
    reader, _ = await served.open()
    assert await gone(reader)
    assert served.ended == ["idle"]
    assert len(served.connections) == 0


async def test_a_head_in_drops_is_let_go(served: Served) -> None:
    """Slowloris: a header line now and then, never the last one."""
    reader, writer = await served.open(b"GET / HTTP/1.1\r\nHost: x\r\n")

    async def drops() -> None:
        with contextlib.suppress(ConnectionError):
            for number in range(100):
                writer.write(f"X-{number}: 1\r\n".encode())
                await writer.drain()
                await asyncio.sleep(0.05)

    dropping = asyncio.ensure_future(drops())
    assert await gone(reader)
    assert served.ended == ["head"]
    dropping.cancel()


async def test_a_body_in_drops_is_let_go(served: Served) -> None:
    reader, writer = await served.open(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
    writer.write(b"a")
    assert await gone(reader)
    assert served.ended == ["body"]


async def test_an_answer_may_take_its_time(served: Served) -> None:
    reader, _ = await served.open(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (await reader.read()).endswith(b"late")
    assert served.ended == []


async def test_a_kept_connection_serves_on(served: Served) -> None:
    reader, writer = await served.open()
    for _ in range(3):
        writer.write(WHOLE)
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        await asyncio.sleep(0.25)
    assert served.ended == []


async def test_idle_ones_make_room_for_who_asks(served: Served) -> None:
    idle = [await served.open() for _ in range(MOST * 4)]
    reader, _ = await served.open(WHOLE)
    assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
    assert len(served.connections) <= MOST
    assert served.ended.count("room") == MOST * 3 + 1
    assert await gone(idle[0][0])


async def test_where_all_are_being_answered_the_next_hears_so(served: Served) -> None:
    busy = [await served.open(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") for _ in range(MOST)]
    await asyncio.sleep(0.2)
    reader, _ = await served.open(WHOLE)
    refused = await reader.read()
    assert refused.startswith(b"HTTP/1.1 503")
    assert b"Retry-After" in refused
    assert served.ended == ["full"]
    assert [(await one.read()).endswith(b"late") for one, _ in busy] == [True] * MOST


@pytest.mark.parametrize(
    ("soft", "hard", "room"),
    [
        (1024, 1024, 824),
        (1024, 4096, watching.MOST),
        (256, 256, 56),
        (UNLIMITED, UNLIMITED, watching.MOST),
        (100, 100, 16),
    ],
)
def test_the_cap_stays_below_the_descriptors(monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, room: int) -> None:
    limits = [(soft, hard)]
    change: Callable[[int, tuple[int, int]], None] = lambda which, both: limits.append(both)  # noqa: E731
    monkeypatch.setattr(resource, "getrlimit", lambda which: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", change)
    assert room_for_connections() == room
