"""Connections are bounded in number and in time: whoever sends nothing, or a byte now and then, holds no place long.

aiohttp bounds the pause between two requests and nothing else. Each connection is therefore watched: how long its next
request takes to arrive (the head, then the body), and how long it has been answered. Beyond the greatest number the
one that has waited longest makes room, so that idle ones never shut others out.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import web

from bot.gateway.errors import Handler

logger = logging.getLogger(__name__)

MOST = 1000  # connections of one process
SPARE = 200  # descriptors for databases, models, logs and pages
LOOK_EVERY = 1.0  # seconds
REFUSAL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Patience:
    """Seconds for the head of a request from its first byte, for its body, for the next request on a connection that is
    kept, and for an answer to be made and taken away."""

    head: float = 10.0
    body: float = 20.0
    idle: float = 60.0
    answer: float = 60.0


class Watched(asyncio.Protocol):
    """One connection: aiohttp's protocol, with an eye on it."""

    def __init__(self, inner: Any, connections: Connections) -> None:
        self._inner, self._all = inner, connections
        self.transport: asyncio.Transport | None = None
        self.since = time.monotonic()  # when the present phase began
        self.started = False  # whether something of the next request has arrived
        self.request: web.Request | None = None  # that is being answered

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the connection in, or sends it away."""
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is one, of a class of its own
        self._inner.connection_made(transport)
        self._all.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets it go."""
        self._all.remove(self)
        self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Notes the first byte of a request."""
        if self.request is None and not self.started:
            self.started, self.since = True, time.monotonic()
        self._inner.data_received(data)

    def eof_received(self) -> Any:
        """Passes it on."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Passes it on."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Passes it on."""
        self._inner.resume_writing()

    def answering(self, request: web.Request | None) -> None:
        """A request has arrived, or (None) has been answered."""
        self.request, self.since, self.started = request, time.monotonic(), False

    def overdue(self, now: float, patience: Patience) -> str:
        """Which patience has run out; "" for none."""
        took = now - self.since
        if self.request is not None:
            if took > patience.body and not self.request.content.is_eof():
                return "body"
            return "answer" if took > patience.answer else ""
        if self.started:
            return "head" if took > patience.head else ""
        return "idle" if took > patience.idle else ""


class Connections:
    """The connections of one process. ``count`` hears why one was ended: head, body, idle, answer, room, full."""

    def __init__(self, most: int = MOST, patience: Patience | None = None) -> None:
        self.most = most
        self.patience = patience or Patience()
        self.count: Callable[[str], None] = lambda why: None
        self._open: dict[Any, Watched] = {}

    def __len__(self) -> int:
        return len(self._open)

    def factory(self, inner: Callable[[], Any]) -> Callable[[], Watched]:
        """What makes a protocol for each connection, as `asyncio.loop.create_server` wants it."""
        return lambda: Watched(inner(), self)

    def add(self, one: Watched) -> None:
        """A new connection; makes room for it where there is none."""
        if len(self._open) >= self.most:
            waiting = [other for other in self._open.values() if other.request is None]
            if not waiting:
                self.count("full")
                assert one.transport is not None
                one.transport.write(REFUSAL)
                one.transport.close()
                return
            self._end(min(waiting, key=lambda other: other.since), "room")
        self._open[one.transport] = one

    def remove(self, one: Watched) -> None:
        """A connection that is gone."""
        self._open.pop(one.transport, None)

    def look(self) -> None:
        """Ends what is overdue."""
        now = time.monotonic()
        for one in list(self._open.values()):
            if why := one.overdue(now, self.patience):
                self._end(one, why)

    async def watch(self) -> None:
        """Looks every second, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self.look()

    def of(self, request: web.Request) -> Watched | None:
        """The connection of a request; None where it does not come through the factory, as in tests."""
        return self._open.get(request.transport)

    def _end(self, one: Watched, why: str) -> None:
        self.count(why)
        self._open.pop(one.transport, None)
        if one.transport is not None:
            one.transport.abort()  # a polite end would wait for a client that does not read


CONNECTIONS = web.AppKey("connections", Connections)


@web.middleware
async def note_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Tells the connection when a request has arrived and when it has been answered."""
    watched = request.config_dict[CONNECTIONS].of(request)
    if watched is None:
        return await handler(request)
    watched.answering(request)
    try:
        return await handler(request)
    finally:
        watched.answering(None)


def room_for_connections() -> int:
    """How many connections a process may hold: its descriptors, raised as far as may be, less some to spare."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST if soft == resource.RLIM_INFINITY else max(min(MOST, soft - SPARE), 16)
