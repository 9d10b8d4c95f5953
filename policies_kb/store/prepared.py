"""Notices as this program has made them ready once, kept beside the release: of many, none is read before it is asked.

All of it is made from a release and may be thrown away. A notice is found by what its files hold and by the program
that made it ready, so that a new release makes ready only what has changed, and a new program all of them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sqlalchemy import Column, Connection, LargeBinary, MetaData, String, Table, Text, insert, inspect, select

from policies_kb.loading import Card
from policies_kb.model.record import Record

PACKAGE = Path(__file__).parent.parent
MAKERS = ("clauses", "eligibility", "lexers", "loading", "model", "reference")  # what a notice is made ready by
AT_ONCE = 5_000  # keys asked for in one statement

metadata = MetaData()
prepared_notice = Table(
    "prepared_notice",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("card", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)


def key_of(digests: Mapping[str, str]) -> str:
    """Where a notice is kept whose files have these digests."""
    whole = hashlib.sha256(_program().encode())
    for name, digest in sorted(digests.items()):
        whole.update(f"{name}\0{digest}\0".encode())
    return whole.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """A hash of the code and data by which a notice is made ready."""
    whole = hashlib.sha256()
    files = [path for name in MAKERS for path in sorted((PACKAGE / name).rglob("*")) if path.suffix in (".py", ".yml")]
    for path in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def cards(connection: Connection, keys: Iterable[str]) -> dict[str, Card]:
    """The cards of those that have been made ready."""
    if not inspect(connection).has_table(prepared_notice.name):
        return {}
    found: dict[str, Card] = {}
    columns = prepared_notice.c
    for some in batches(keys, AT_ONCE):
        asked = select(columns.key, columns.card, columns.series).where(columns.key.in_(some))
        found |= {row.key: Card.from_json(row.card, row.series) for row in connection.execute(asked)}
    return found


def record(connection: Connection, key: str) -> Record | None:
    """The record of one that has been made ready; None where it is not there."""
    held = connection.execute(select(prepared_notice.c.record).where(prepared_notice.c.key == key)).scalar()
    return None if held is None else Record.model_validate_json(zlib.decompress(held))


def keep(connection: Connection, ready: Mapping[str, tuple[Card, Record]]) -> None:
    """Keeps what was made ready, as far as nobody else has."""
    metadata.create_all(connection, checkfirst=True)
    known = cards(connection, ready)
    rows = []
    for key, (card, made) in ready.items():
        said, series = card.as_json()
        packed = zlib.compress(made.model_dump_json().encode(), 6)
        rows.append({"key": key, "card": said, "series": series, "record": packed})
    if new := [row for row in rows if row["key"] not in known]:
        connection.execute(insert(prepared_notice), new)


def batches(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """The keys, so many at once."""
    left = iter(keys)
    while some := list(islice(left, size)):
        yield some
