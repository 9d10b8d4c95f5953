"""The token column, which each database keeps in its own way. It is derived: it may be thrown away at any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from .expression import Expression
from .keys import NOTICE_MASK, NOTICE_SHIFT

TABLE = "search_token"
NOTICE_SQL = f"((%s >> {NOTICE_SHIFT}) & {NOTICE_MASK})"


@dataclass(frozen=True)
class Where:
    """Which keys count: a span, and of the notices in it only some, or all but some."""

    low: int
    high: int
    only: tuple[int, ...] = ()
    but: tuple[int, ...] = ()

    def sql(self, column: str) -> str:
        """The condition; numbers of ours only, so nothing need be bound."""
        parts = [f"{column} between {self.low} and {self.high}"]
        for word, numbers in (("in", self.only), ("not in", self.but)):
            if numbers:
                parts.append(f"{NOTICE_SQL % column} {word} ({','.join(map(str, numbers))})")
        return " and ".join(parts)


class TokenStore(Protocol):
    """What the two databases answer alike."""

    def make(self, connection: Connection) -> None:
        """Makes the column's table where there is none."""
        ...

    def add(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """Adds the tokens of entries: key, and tokens with spaces between them."""
        ...

    def remove(self, connection: Connection, low: int, high: int) -> None:
        """Removes the entries of a span."""
        ...

    def finish(self, connection: Connection) -> None:
        """Makes what was added quick to ask."""
        ...

    def first(self, connection: Connection, wanted: Expression, where: Where, limit: int) -> list[int]:
        """The lowest keys of the entries that meet an expression."""
        ...
