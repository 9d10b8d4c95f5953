"""GET /metrics for Prometheus. Labels come from routes and statuses, never from what people send."""

from __future__ import annotations

import hmac
import time

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.gateway.errors import ApiError, Handler
from bot.gateway.rate_limit import client_address
from bot.gateway.state import CONVERSATION, SETTINGS

PATH = "/metrics"
BEARER = "Bearer "
METHODS = frozenset(hdrs.METH_ALL)  # a client may write any word as a method
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The counters of one application; each application has a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "assistant_requests", "Requests by route and status", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "assistant_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.answers = Counter(
            "assistant_answers", "Replies by door and status", ("channel", "status"), registry=self.registry
        )
        self.failures = Counter("assistant_failed_turns", "Turns that ended in the apology", registry=self.registry)
        self.opinions = Counter("assistant_opinions", "Opinions on answers", ("useful",), registry=self.registry)
        self.off = Gauge("assistant_answering_off", "1 while answering is switched off", registry=self.registry)

    def count_answer(self, channel: str, status: str) -> None:
        """Counts one reply by the door that it leaves through and its status."""
        self.answers.labels(channel, status).inc()
        if status == "error":
            self.failures.inc()


METRICS = web.AppKey("metrics", Metrics)


def measure(metrics: Metrics) -> Middleware:
    """A middleware that counts and times every request by its route, not by its path."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        started = time.perf_counter()
        status = 500
        try:
            response = await handler(request)
            status = response.status
            return response
        except web.HTTPException as error:
            status = error.status
            raise
        finally:
            resource = request.match_info.route.resource
            route = resource.canonical if resource is not None else "other"
            method = request.method if request.method in METHODS else "other"
            metrics.requests.labels(method, route, str(status)).inc()
            metrics.seconds.labels(route).observe(time.perf_counter() - started)

    return middleware


async def serve(request: web.Request) -> web.Response:
    """The numbers, for this machine itself or for whoever has ZC_METRICS_TOKEN."""
    token = request.app[SETTINGS].metrics_token
    given = request.headers.get(hdrs.AUTHORIZATION, "").removeprefix(BEARER)
    known = bool(token) and hmac.compare_digest(given.encode(), token.encode())
    if client_address(request) is not None and not known:
        raise ApiError(403, "forbidden", "只有本机或持有令牌的监控可以读", "见 docs/怎样值守.md")
    metrics = request.app[METRICS]
    metrics.off.set(await request.app[CONVERSATION].switch.now() is not None)
    return web.Response(body=generate_latest(metrics.registry), headers={hdrs.CONTENT_TYPE: CONTENT_TYPE_LATEST})
