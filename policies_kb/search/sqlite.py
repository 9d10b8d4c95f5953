"""The token column in SQLite: FTS5, which cuts at spaces alone: tokens hold nothing else that it would cut at."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from .expression import Expression, written
from .tokenstore import TABLE, Where

MAKE = (
    f"create virtual table if not exists {TABLE} using fts5(tokens, detail=none, columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
)


class SqliteTokens:
    """See ``TokenStore``."""

    def make(self, connection: Connection) -> None:
        connection.exec_driver_sql(MAKE)

    def add(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        found = list(rows)
        if found:
            connection.exec_driver_sql(f"insert into {TABLE}(rowid, tokens) values (?, ?)", found)

    def remove(self, connection: Connection, low: int, high: int) -> None:
        connection.exec_driver_sql(f"delete from {TABLE} where rowid between {low} and {high}")

    def finish(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"insert into {TABLE}({TABLE}) values ('optimize')")

    def first(self, connection: Connection, wanted: Expression, where: Where, limit: int) -> list[int]:
        asked = text(
            f"select rowid from {TABLE} where {TABLE} match :wanted and {where.sql('rowid')} order by rowid limit :most"
        )
        return [row[0] for row in connection.execute(asked, {"wanted": _match(wanted), "most": limit}).all()]


def _match(wanted: Expression) -> str:
    return written(wanted, '"', " AND ", " OR ")
