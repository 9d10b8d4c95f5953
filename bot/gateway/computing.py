"""Where doors compute: on a few threads behind a bounded queue, with a time limit, and never on the event loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from aiohttp import hdrs, web

from bot.gateway.errors import ApiError, Handler
from bot.runtime.places import Busy, Places
from bot.runtime.stoppable import StoppableThreads

AT_ONCE = 4  # computations of pages and searches; more only share the interpreter
LIMIT = 10.0  # seconds, as for an action
AGAIN = 5  # seconds after which to ask again

Result = TypeVar("Result")


class TooBusy(ApiError):
    """The queue is full, or the computing took too long."""

    def __init__(self, reason: str = "现在问的人太多", mend: str = "过几秒再试") -> None:
        super().__init__(503, "busy", reason, mend)
        self.headers = {hdrs.RETRY_AFTER: str(AGAIN)}


class Computing:
    """Runs what doors compute besides chats, which have a queue of their own (Conversation)."""

    def __init__(self, places: Places | None = None, limit: float = LIMIT) -> None:
        self.places = places or Places(AT_ONCE)
        self.limit = limit
        self._threads = StoppableThreads(self.places.at_once, "door")
        self.timed_out: Callable[[str], None] = lambda where: None

    async def run(self, function: Callable[..., Result], *args: Any) -> Result:
        """The function's result; raises `TooBusy`. Work that takes longer than the limit is stopped."""
        try:
            with self.places.entered():
                async with self.places.turn():
                    return await self._threads.run(self.limit, function, *args)
        except Busy as busy:
            raise TooBusy from busy
        except TimeoutError as late:
            self.timed_out("door")
            raise TooBusy("这次算得太久，已经停下", "过一会儿再试，或问得简单些") from late

    def close(self) -> None:
        """Lets the threads go."""
        self._threads.close()


COMPUTING = web.AppKey("computing", Computing)


async def computed(request: web.Request, function: Callable[..., Result], *args: Any) -> Result:
    """`Computing.run` of the request's application."""
    return await request.config_dict[COMPUTING].run(function, *args)


def off_the_loop(handler: Callable[[web.Request], web.StreamResponse]) -> Handler:
    """The handler of a page that computes and waits for nothing, run as `computed`."""

    @wraps(handler)
    async def on_a_thread(request: web.Request) -> web.StreamResponse:
        return await computed(request, handler, request)

    return on_a_thread
