"""How long a database server may take, and how many connections are kept to it (ZC_DB_…, docs/怎样部署.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


class LimitInvalid(ValueError):
    """A variable has a value that cannot be used; the message names it and the mend."""


@dataclass(frozen=True)
class DatabaseLimits:
    """For each process and each server: ``pool`` connections are kept, ``overflow`` more are opened when all are busy.

    ``pool_seconds``: wait for a free one; ``connect_seconds``: to reach the server (whole seconds, at least two, says
    libpq); ``statement_seconds``: one statement, and the wait for a lock. Of SQLite none of them speaks.
    """

    pool: int = 5
    overflow: int = 5
    pool_seconds: float = 3.0
    connect_seconds: int = 3
    statement_seconds: float = 5.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> DatabaseLimits:
        """Raises `LimitInvalid`."""
        return cls(
            pool=round(_number(environment, "ZC_DB_POOL", cls.pool, 1, 100)),
            overflow=round(_number(environment, "ZC_DB_OVERFLOW", cls.overflow, 0, 100)),
            pool_seconds=_number(environment, "ZC_DB_POOL_SECONDS", cls.pool_seconds, 0.1, 60),
            connect_seconds=round(_number(environment, "ZC_DB_CONNECT_SECONDS", cls.connect_seconds, 2, 60)),
            statement_seconds=_number(environment, "ZC_DB_STATEMENT_SECONDS", cls.statement_seconds, 0.1, 600),
        )


def _number(environment: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    written = environment.get(name)
    if written is None:
        return default
    try:
        value = float(written)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise LimitInvalid(f"{name}={written} 不能用：写 {low:g} 到 {high:g} 之间的数")
    return value
