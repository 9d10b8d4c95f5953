"""The token column in PostgreSQL: a tsvector made of our tokens as they are, as the configuration 'simple' would.

No parser is asked: what PostgreSQL's takes for a word depends on the locale of the database, and in the locale C no
Chinese character is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from .expression import Expression, Holds, written
from .tokens import EVERY
from .tokenstore import TABLE, Where

MAKE = f"create table if not exists {TABLE} (id bigint primary key, tokens tsvector not null)"
FINISH = (  # after the rows: filling an index that is there already takes many times as long
    f"create index if not exists ix_{TABLE}_tokens on {TABLE} using gin (tokens) with (fastupdate = off)",
    f"analyze {TABLE}",
)
ADD = (
    f"insert into {TABLE} (id, tokens) select given.id, array_to_tsvector(string_to_array(given.tokens, ' ')) "
    "from unnest(cast(:ids as bigint[]), cast(:tokens as text[])) as given(id, tokens)"
)


class PostgresTokens:
    """See ``TokenStore``."""

    def make(self, connection: Connection) -> None:
        connection.exec_driver_sql(MAKE)

    def add(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        found = list(rows)
        if found:
            connection.execute(text(ADD), {"ids": [key for key, _ in found], "tokens": [tokens for _, tokens in found]})

    def remove(self, connection: Connection, low: int, high: int) -> None:
        connection.exec_driver_sql(f"delete from {TABLE} where id between {low} and {high}")

    def finish(self, connection: Connection) -> None:
        for statement in FINISH:
            connection.exec_driver_sql(statement)

    def first(self, connection: Connection, wanted: Expression, where: Where, limit: int) -> list[int]:
        if wanted == Holds(EVERY):
            every = text(f"select id from {TABLE} where {where.sql('id')} order by id limit :most")
            return [row[0] for row in connection.execute(every, {"most": limit}).all()]
        # Of several tokens the planner takes the matches to be many, walks along the key and reads every row on the way
        # (50 ms and more for what the index of tokens tells in 7). Of one token its guess is good.
        connection.exec_driver_sql(f"set local enable_indexscan = {'on' if isinstance(wanted, Holds) else 'off'}")
        asked = text(
            f"select id from {TABLE} where tokens @@ cast(:wanted as tsquery) and {where.sql('id')} "
            "order by id limit :most"
        )
        return [row[0] for row in connection.execute(asked, {"wanted": _query(wanted), "most": limit}).all()]


def _query(wanted: Expression) -> str:
    return written(wanted, "'", " & ", " | ")
