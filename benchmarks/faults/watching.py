"""What /healthz and /readyz say, asked a few times a second through a fault."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import aiohttp

from .talkers import NOT_ANSWERED

EVERY = 0.4  # seconds
SLOW = 12.0  # seconds after which no answer counts as none
NOTICED = 8.0  # seconds within which /readyz has to know: a second that its answer stands, four of waiting, and some


@dataclass(frozen=True)
class Look:
    """``alive``: seconds that /healthz took, None where it did not answer; ``ready``: /readyz's status, 0 without;
    ``says``: its word."""

    at: float
    alive: float | None
    ready: int
    says: str


@dataclass
class Watch:
    """All looks, oldest first."""

    base: str
    looks: list[Look] = field(default_factory=list)

    async def go_on(self, over: asyncio.Event) -> None:
        """Looks until ``over``."""
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True), timeout=aiohttp.ClientTimeout(total=SLOW)
        ) as session:
            while not over.is_set():
                self.looks.append(await self.look(session))
                await asyncio.sleep(EVERY)

    async def look(self, session: aiohttp.ClientSession) -> Look:
        """One look at both."""
        began = time.monotonic()
        try:
            async with session.get(f"{self.base}/healthz") as answer:
                alive = time.monotonic() - began if answer.status == 200 else None
            async with session.get(f"{self.base}/readyz") as answer:
                return Look(began, alive, answer.status, (await answer.json())["status"])
        except NOT_ANSWERED:
            return Look(began, None, 0, "")

    def slowest(self, since: float, until: float) -> float:
        """The longest that /healthz took, in seconds; 0 where it never answered."""
        return max((look.alive or 0.0 for look in self.looks if since <= look.at <= until), default=0.0)

    def dishonest(self, ready: bool | None, since: float, until: float) -> str:
        """What is wrong with what /readyz said between two moments; "" for nothing. ``ready``: what is true."""
        if ready is None:
            return ""
        if ready:
            bad = next((look for look in self.looks if since <= look.at <= until and look.ready not in (0, 200)), None)
            return f"能答却说 {bad.says}" if bad else ""
        late = [look for look in self.looks if since + NOTICED <= look.at <= until - SLOW / 10 and look.ready == 200]
        said_no = any(look.ready == 503 for look in self.looks if since <= look.at <= until)
        if not said_no:
            return "没有说不能答"
        return f"记不住,却有 {len(late)} 次说能答" if late else ""

    def words(self, since: float, until: float) -> list[str]:
        """What /readyz said when it said no, each once."""
        said = (look.says for look in self.looks if since <= look.at <= until and look.ready == 503)
        return list(dict.fromkeys(said))
