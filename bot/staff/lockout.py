"""How long somebody waits after wrong passwords: longer each time.

Counted are the name from one address strictly, the name from anywhere and the address with any name more generously:
a guesser is stopped whichever he varies, and locks nobody else out by a handful of tries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .tables import failure

FIRST_WAIT, LONGEST_WAIT = 30.0, 3600.0  # seconds; each further one doubles the wait
FORGOTTEN_AFTER = 24 * 3600.0  # seconds without a wrong one


@dataclass(frozen=True)
class Counted:
    """What is counted, and how many wrong passwords in a row cost nothing."""

    key: str
    free: int


def counted(name: str, address: str) -> tuple[Counted, ...]:
    """What a try with this name from this address counts for; ``address`` is "" where it is not known."""
    found = (Counted(f"both {address} {name}", 5), Counted(f"name {name}", 20))
    return (*found, Counted(f"address {address}", 20)) if address else found


def wait(connection: Connection, of: Sequence[Counted], now: float) -> float:
    """Seconds until the next try is allowed; 0 or less when it is."""
    free = {_key(one): one.free for one in of}
    rows = connection.execute(sa.select(failure).where(failure.c.key.in_(list(free)))).mappings()
    return max((row["last_at"] + _pause(row["wrong"] - free[row["key"]]) - now for row in rows), default=0.0)


def fail(connection: Connection, of: Sequence[Counted], now: float) -> None:
    """Counts a wrong password; what is a day old is forgotten."""
    connection.execute(failure.delete().where(failure.c.last_at < now - FORGOTTEN_AFTER))
    for key in map(_key, of):
        row = connection.execute(sa.select(failure).where(failure.c.key == key)).mappings().first()
        if row is None:
            connection.execute(failure.insert(), {"key": key, "wrong": 1, "last_at": now})
            continue
        connection.execute(failure.update().where(failure.c.key == key).values(wrong=row["wrong"] + 1, last_at=now))


def forgive(connection: Connection, of: Sequence[Counted]) -> None:
    """A right password ends the counting."""
    connection.execute(failure.delete().where(failure.c.key.in_([_key(one) for one in of])))


def _pause(over: int) -> float:
    return 0.0 if over < 0 else min(FIRST_WAIT * 2.0 ** min(over, 20), LONGEST_WAIT)


def _key(one: Counted) -> str:
    return hashlib.sha256(one.key.encode()).hexdigest()
