"""A limit on requests per client address."""

from __future__ import annotations

import ipaddress

from aiohttp import web
from aiohttp.typedefs import Middleware
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from bot.gateway.errors import ApiError, Handler

FORWARDED_FOR = "X-Forwarded-For"
UNNAMED = "unnamed"
# WeChat sends everybody's messages from a few addresses, and signs them.
FREE_PATHS = frozenset({"/healthz", "/readyz", "/metrics", "/wechat"})
WINDOW = 60  # seconds


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


def limit_requests(per_minute: int) -> Middleware:
    """A middleware that answers 429 beyond `per_minute` requests of one address in a minute."""
    limiter = FixedWindowRateLimiter(MemoryStorage())
    allowed = RateLimitItemPerMinute(per_minute)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        address = client_address(request)
        if (
            address is not None
            and request.path not in FREE_PATHS
            and request.method != "OPTIONS"
            and not await limiter.hit(allowed, address)
        ):
            raise TooMany(f"一分钟内请求超过了{per_minute}次")
        return await handler(request)

    return middleware


class TooMany(ApiError):
    """More requests in a minute than are allowed."""

    def __init__(self, reason: str) -> None:
        super().__init__(429, "too_many_requests", reason, "过一分钟再试")
        self.headers = {"Retry-After": str(WINDOW)}


class SenderLimit:
    """A limit on the messages of one sender; programs on this machine itself are free."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._allowed = RateLimitItemPerMinute(per_minute)
        self._per_minute = per_minute

    async def count(self, request: web.Request, sender: str) -> None:
        """Raises `TooMany` beyond the limit."""
        if client_address(request) is not None and not await self._limiter.hit(self._allowed, "sender", sender):
            raise TooMany(f"一分钟内消息超过了{self._per_minute}条")


SENDER_LIMIT = web.AppKey("sender_limit", SenderLimit)
