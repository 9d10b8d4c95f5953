"""All faults, in the order in which they are drilled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from . import clocks, crowding, damage, disk, killing, servers
from .drill import Drill, Fault


@asynccontextmanager
async def nothing(_drill: Drill) -> AsyncIterator[None]:
    """The measure: nothing goes wrong, so nothing may be found."""
    yield


FAULTS = (
    Fault("nothing", "什么也不坏(对照)", nothing, 5, unbroken=True),
    *killing.FAULTS,
    *servers.FAULTS,
    *disk.FAULTS,
    *damage.FAULTS,
    *crowding.FAULTS,
    *clocks.FAULTS,
)
