"""GET /metrics for Prometheus. Labels come from routes and statuses, never from what people send.

With several processes each writes its numbers into files of one folder (prometheus_client's multiprocess mode), and
whichever is asked gives the sum of all: counters and times since the service was started, gauges of those that live.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import time
from collections.abc import Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from bot.cli.workers import FOLDER
from bot.gateway.connections import Connections
from bot.gateway.errors import ApiError, Handler
from bot.gateway.rate_limit import client_address
from bot.gateway.state import CONVERSATION, SETTINGS
from bot.runtime.places import Places

PATH = "/metrics"
LAG_EVERY = 0.1  # seconds between two looks at the event loop
BEARER = "Bearer "
METHODS = frozenset(hdrs.METH_ALL)  # a client may write any word as a method
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The counters of one application; each application has a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._now: list[
            Callable[[], None]
        ] = []  # what is looked at now and then, as no gauge of several processes can be
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
        self.off = Gauge(
            "assistant_answering_off",
            "1 while answering is switched off",
            registry=self.registry,
            multiprocess_mode="livemax",
        )
        self.refused = Counter(
            "assistant_refused", "Sent away, by limit or full queue", ("reason",), registry=self.registry
        )
        self.queued = Histogram(
            "assistant_queue_seconds",
            "Waited for a turn to compute",
            ("queue",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.inside = Gauge(
            "assistant_in_queue",
            "Waiting or computing now",
            ("queue",),
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        self.timed_out = Counter(
            "assistant_timed_out", "Stopped because it took too long", ("what",), registry=self.registry
        )
        self.connections = Gauge(
            "assistant_connections", "Open connections", registry=self.registry, multiprocess_mode="livesum"
        )
        self.lag = Histogram(
            "assistant_event_loop_lag_seconds",
            "How late the event loop is",
            buckets=SECONDS,
            registry=self.registry,
        )

    def count_answer(self, channel: str, status: str) -> None:
        """Counts one reply by the door that it leaves through and its status."""
        self.answers.labels(channel, status).inc()
        if status == "error":
            self.failures.inc()

    def watch(self, name: str, places: Places) -> None:
        """Counts who waits in a queue and who is sent away."""
        places.count = lambda why: self.refused.labels(f"{name}_queue_{why}").inc()
        places.took = self.queued.labels(name).observe
        self._now.append(lambda: self.inside.labels(name).set(places.inside))

    def count_connections(self, connections: Connections) -> None:
        """Counts the open connections and those that were ended."""
        connections.count = self.ended
        self._now.append(lambda: self.connections.set(len(connections)))

    def ended(self, why: str) -> None:
        """Counts a connection that was ended."""
        if why in ("room", "full"):
            self.refused.labels(f"connection_{why}").inc()
        else:
            self.timed_out.labels(f"connection_{why}").inc()

    def written(self) -> bytes:
        """All numbers in Prometheus' form, of all processes where there are several."""
        if FOLDER not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    async def look_at_the_loop(self) -> None:
        """Measures, for ever, how late the event loop is and how many wait."""
        while True:
            due = time.perf_counter() + LAG_EVERY
            await asyncio.sleep(LAG_EVERY)
            self.lag.observe(max(time.perf_counter() - due, 0.0))
            for look in self._now:
                look()


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
    body = await asyncio.to_thread(metrics.written)
    return web.Response(body=body, headers={hdrs.CONTENT_TYPE: CONTENT_TYPE_LATEST})
