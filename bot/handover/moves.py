"""Changes of a ticket inside a transaction. Each is one conditional statement, so that of several clerks, processes and
clicks exactly one has it; what the person is told of it stands in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .rows import add_word
from .tables import ticket_table
from .tickets import By, Ended, State, hashed
from .words import words

T = ticket_table.c


def move(
    connection: Connection,
    number: int,
    from_state: State,
    values: Mapping[str, object],
    only: sa.ColumnElement[bool] | None = None,
) -> bool:
    """Changes the ticket while it is still in that state, and ``only`` holds; whether it did."""
    change = ticket_table.update().where(T.id == number, T.state == from_state.value)
    if only is not None:
        change = change.where(only)
    return bool(connection.execute(change.values(dict(values))).rowcount)


def give_back(connection: Connection, number: int, now: float, clerk: str, only: sa.ColumnElement[bool]) -> bool:
    """From the clerk back to the queue, and tells the person; whether it did."""
    values = {"state": State.WAITING.value, "clerk": None, "claimed_at": None, "awaited": True}
    changed = move(connection, number, State.CLAIMED, values, only)
    if changed:
        tell(connection, number, "given_back", now, clerk)
    return changed


def end(connection: Connection, number: int, now: float, clerk: str, by: Ended, only: sa.ColumnElement[bool]) -> bool:
    """Ends it for the clerk, and tells the person; whether it did."""
    values = {"state": State.CLOSED.value, "ended_at": now, "ended_by": by.value}
    changed = move(connection, number, State.CLAIMED, values, only)
    if changed:
        tell(connection, number, f"closed_by_{by.value}", now, clerk)
    return changed


def tell(connection: Connection, number: int, what: str, now: float, clerk: str, *, outgoing: bool = True) -> None:
    """What happened, as a word of the desk (words.yml); ``outgoing``: to the person, too, and not to the clerk only."""
    key = hashed(f"desk {number} {what} {now} {clerk}")
    add_word(connection, number, key, now, By.DESK, words(what), clerk=clerk, outgoing=outgoing)
