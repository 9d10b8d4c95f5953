"""Limits by client address and by sender: on requests, on messages, and on the work that they ask for.

A limit that counts requests alone is no limit on work: one message may ask forty things. So each door is charged by
size for the address (work.py), and each message by what is in it for its sender and its address. The counters are
shared by all processes (counters.py).
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
from collections.abc import Callable

from aiohttp import hdrs, web
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter

from bot.gateway.errors import ApiError, Handler
from bot.gateway.work import units_of_request, units_of_text

logger = logging.getLogger(__name__)

FORWARDED_FOR = "X-Forwarded-For"
UNNAMED = "unnamed"
# WeChat sends everybody's messages from a few addresses, and signs them.
FREE_PATHS = frozenset({"/healthz", "/readyz", "/metrics", "/wechat", "/wecom"})
WINDOW = 60  # seconds
# A story told at length is several units; whoever writes one is not at the end of what a minute allows.
UNITS_OF_A_MESSAGE = 4
LOOKS = 60  # a minute; a page looks every three seconds, and may be open twice


def client_address(request: web.Request) -> str | None:
    """The address that is limited; None for a program on this machine itself.

    A proxy on this machine names its client last in X-Forwarded-For. From anywhere else that header is
    whatever the client likes to write, and is ignored.
    """
    peer = request.remote or ""
    if not _is_loopback(peer):
        return peer
    if FORWARDED_FOR not in request.headers:
        return None
    named = [name.strip() for name in ",".join(request.headers.getall(FORWARDED_FOR)).split(",") if name.strip()]
    return named[-1] if named else UNNAMED  # somebody is behind the proxy, whatever it wrote


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.split("%")[0]).is_loopback
    except ValueError:
        return False


class TooMany(ApiError):
    """More in a minute than is allowed."""

    def __init__(self, reason: str) -> None:
        super().__init__(429, "too_many_requests", reason, "过一分钟再试")
        self.headers = {hdrs.RETRY_AFTER: str(WINDOW)}


class Allowance:
    """What an address and a sender may ask for in a minute; programs on this machine itself are free.

    While the counters cannot be reached each process counts for itself: a limit that is too wide for a moment is
    better than a door that is shut. ``refused`` hears by which limit.
    """

    def __init__(
        self,
        storage: Storage,
        requests_per_minute: int,
        messages_per_minute: int,
        refused: Callable[[str], None] = lambda limit: None,
    ) -> None:
        self._shared, self._alone = FixedWindowRateLimiter(storage), FixedWindowRateLimiter(MemoryStorage())
        raised = storage.base_exceptions
        self._fails: tuple[type[BaseException], ...] = (
            *(raised if isinstance(raised, tuple) else (raised,)),
            OSError,
            TimeoutError,
        )
        self._requests, self._messages = requests_per_minute, messages_per_minute
        self._refused = refused

    async def request(self, request: web.Request) -> None:
        """Counts a request and its size for its address; raises `TooMany`."""
        address = client_address(request)
        if address is None or request.path in FREE_PATHS or request.method == hdrs.METH_OPTIONS:
            return
        said = f"一分钟内请求超过了{self._requests}次"
        await self._count("address", address, self._requests, 1, said)
        await self._work_of_address(address, units_of_request(request))

    async def message(self, request: web.Request, sender: str, text: str = "") -> None:
        """Counts a message and its work for its sender, and its work for its address; raises `TooMany`."""
        address = client_address(request)
        if address is None:
            return
        await self.text_of(sender, text)
        if (units := units_of_text(text)) > 1:  # the first one came with the request
            await self._work_of_address(address, units - 1)

    async def look(self, request: web.Request, sender: str) -> None:
        """Counts a look at what a clerk has said: a page looks again every few seconds by itself; raises `TooMany`."""
        if client_address(request) is not None:
            await self._count("look", sender, LOOKS, 1, f"一分钟内查看超过了{LOOKS}次")

    async def text_of(self, sender: str, text: str = "") -> None:
        """Counts a message and its work for its sender, wherever it comes from; raises `TooMany`."""
        await self._count("sender", sender, self._messages, 1, f"一分钟内消息超过了{self._messages}条")
        said = "一分钟内问的内容太多了"
        most = self._messages * UNITS_OF_A_MESSAGE
        await self._count("sender_work", sender, most, min(units_of_text(text), most), said)

    async def asked(self, request: web.Request, text: str) -> None:
        """Counts the work of a text that has no sender; raises `TooMany`."""
        address = client_address(request)
        if address is not None and (units := units_of_text(text)) > 1:
            await self._work_of_address(address, units - 1)

    async def _work_of_address(self, address: str, units: int) -> None:
        most = self._requests * UNITS_OF_A_MESSAGE
        said = "一分钟内从这个网络地址发来的内容太多了"
        await self._count("address_work", address, most, min(units, most), said)

    async def _count(self, limit: str, who: str, most: int, units: int, said: str) -> None:
        allowed, named = RateLimitItemPerMinute(most), hashlib.sha256(who.encode("utf-8", "replace")).hexdigest()
        try:
            good = await self._shared.hit(allowed, limit, named, cost=units)
        except self._fails:
            logger.warning("the counters of limits cannot be reached; this process counts for itself")
            good = await self._alone.hit(allowed, limit, named, cost=units)
        if not good:
            self._refused(limit)
            raise TooMany(said)


ALLOWANCE = web.AppKey("allowance", Allowance)


@web.middleware
async def limit_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Charges every request to its address, whatever door it comes to."""
    await request.config_dict[ALLOWANCE].request(request)
    return await handler(request)


__all__ = ["ALLOWANCE", "FREE_PATHS", "Allowance", "TooMany", "client_address", "limit_requests"]
