"""Reading and writing the two tables inside a transaction that somebody else has begun."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.privacy.masking import mask
from policies_kb.model.question import Scope

from .tables import ticket_table, word_table
from .tickets import By, Delivery, State, Ticket, Word, hashed

OPEN = ticket_table.c.state != State.CLOSED.value


def ticket_of(connection: Connection, *where: sa.ColumnElement[bool]) -> Ticket | None:
    """The newest ticket of which that holds."""
    wanted = sa.select(ticket_table).where(*where).order_by(ticket_table.c.id.desc()).limit(1)
    row = connection.execute(wanted).mappings().first()
    return as_ticket(row) if row is not None else None


def open_of(connection: Connection, sender: str) -> Ticket | None:
    """The person's open ticket."""
    return ticket_of(connection, ticket_table.c.sender_hash == hashed(sender), OPEN)


def add_word(
    connection: Connection,
    ticket: int,
    key: str,
    at: float,
    by: By,
    text: str,
    *,
    clerk: str = "",
    outgoing: bool = True,
) -> bool:
    """Adds what somebody said; False where the same try is there already. Clerk's and desk's words go to the person.

    The caller's transaction goes on either way.
    """
    known = connection.execute(sa.select(word_table.c.id).where(word_table.c.key == key)).first()
    if known is not None:
        return False
    to_send = outgoing and by is not By.PERSON
    row = {
        "ticket": ticket,
        "key": key,
        "said_at": at,
        "by": by.value,
        "clerk": clerk,
        "text": mask(text),
        "outgoing": text if to_send else None,
        "state": (Delivery.DUE if to_send else Delivery.DELIVERED).value,
    }
    try:
        with connection.begin_nested():
            connection.execute(word_table.insert(), row)
    except sa.exc.IntegrityError:  # another process wrote it meanwhile
        return False
    return True


def words_of(connection: Connection, *where: sa.ColumnElement[bool], to_person: bool) -> list[Word]:
    """Words, oldest first; ``to_person``: as they were written, else masked."""
    rows = connection.execute(sa.select(word_table).where(*where).order_by(word_table.c.id)).mappings()
    return [as_word(row, to_person=to_person) for row in rows]


def settle(connection: Connection, tickets: Iterable[int]) -> None:
    """Takes away what is needed no more of tickets that are over and whose words have all been delivered."""
    numbers = list(tickets)
    if not numbers:
        return
    unsent = sa.select(word_table.c.ticket).where(word_table.c.state != Delivery.DELIVERED.value)
    over = ticket_table.c.id.in_(numbers) & ~OPEN & ticket_table.c.id.not_in(unsent)
    connection.execute(ticket_table.update().where(over).values(reach=None, sender=None))
    gone = sa.select(ticket_table.c.id).where(over)
    connection.execute(word_table.update().where(word_table.c.ticket.in_(gone)).values(outgoing=None))


def as_ticket(row: sa.RowMapping) -> Ticket:
    """A row of the table of tickets."""
    return Ticket(
        number=row["id"],
        door=row["door"],
        state=State(row["state"]),
        asked_at=row["asked_at"],
        due_at=row["due_at"],
        scope=Scope.from_dict(json.loads(row["scope"])),
        question=row["question"],
        sender=row["sender"] or "",
        clerk=row["clerk"] or "",
        claimed_at=row["claimed_at"],
        answered_at=row["answered_at"],
        ended_at=row["ended_at"],
        ended_by=row["ended_by"] or "",
        awaited=row["awaited"],
    )


def as_word(row: sa.RowMapping, *, to_person: bool) -> Word:
    """A row of the table of words."""
    return Word(
        number=row["id"],
        said_at=row["said_at"],
        by=By(row["by"]),
        clerk=row["clerk"],
        text=(row["outgoing"] or row["text"]) if to_person else row["text"],
        delivered=row["state"] == Delivery.DELIVERED.value,
    )
