"""Bounds for small applications of a test, which have one door or two: so wide that nothing is refused."""

from __future__ import annotations

from aiohttp import web
from limits.aio.storage import MemoryStorage

from bot.gateway.computing import COMPUTING, Computing
from bot.gateway.rate_limit import ALLOWANCE, Allowance

PER_MINUTE = 10**6
LIMIT = 300.0  # seconds: the first page of a process reads the notices, and other tests may want the machine


def unhurried(app: web.Application) -> None:
    """Gives ``app`` what doors count and compute with."""
    app[COMPUTING] = Computing(limit=LIMIT)
    app[ALLOWANCE] = Allowance(MemoryStorage(), PER_MINUTE, PER_MINUTE)
