"""The queue: who asked, who takes whom, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable

import sqlalchemy as sa

from policies_kb.model.question import Scope

from . import moves
from .rows import OPEN, add_word, as_ticket, open_of, settle, ticket_of, words_of
from .store import Store
from .tables import ticket_table, word_table
from .tickets import By, Ended, NotYours, State, Ticket, Word, hashed

T = ticket_table.c
LONGEST_REPLY = 400  # characters; with its lead still one message of WeChat (2,048 bytes)


class Queue:
    """Tickets of one database; ``told`` hears the number of a ticket of which the person has something to hear."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.told: Callable[[int], None] = lambda number: None

    def now(self) -> float:
        """This moment, seconds since 1970."""
        return self._store.clock()

    # the person's side

    def open_of(self, sender: str) -> Ticket | None:
        """The person's open ticket."""
        with self._store.engine.connect() as connection:
            return open_of(connection, sender)

    def ask(
        self, sender: str, door: str, *, scope: Scope, question: str, due_at: float | None, reach: str = ""
    ) -> tuple[Ticket, bool]:
        """The person's ticket, and whether it is a new one: somebody who asks twice keeps the place."""
        now = self._store.clock()
        row = {
            "sender_hash": hashed(sender),
            "sender": sender,
            "door": door,
            "reach": reach or None,
            "heard_at": now,
            "pushed": 0,
            "asked_at": now,
            "due_at": due_at,
            "scope": json.dumps(scope.as_dict(), ensure_ascii=False),
            "question": question,
            "state": State.WAITING.value,
            "awaited": True,
        }
        try:
            with self._store.engine.begin() as connection:
                connection.execute(ticket_table.insert(), row)
            new = True
        except sa.exc.IntegrityError:
            new = False
        with self._store.engine.connect() as connection:
            found = open_of(connection, sender)
        if found is None:  # closed between the two
            return self.ask(sender, door, scope=scope, question=question, due_at=due_at, reach=reach)
        return found, new

    def ahead(self, ticket: Ticket) -> int:
        """How many wait in front."""
        wanted = sa.select(sa.func.count()).where(T.state == State.WAITING.value, T.id < ticket.number)
        with self._store.engine.connect() as connection:
            return int(connection.execute(wanted).scalar_one())

    def heard(self, ticket: Ticket, question: str = "", scope: Scope | None = None, reach: str = "") -> None:
        """The person is there: what they asked and where they are, while they wait."""
        values: dict[str, object] = {"heard_at": self._store.clock(), "pushed": 0}
        values |= {"question": question} if question else {}
        values |= {"scope": json.dumps(scope.as_dict(), ensure_ascii=False)} if scope else {}
        values |= {"reach": reach} if reach else {}
        with self._store.engine.begin() as connection:
            connection.execute(ticket_table.update().where(T.id == ticket.number, OPEN).values(values))

    def said(self, ticket: Ticket, text: str, key: str) -> bool:
        """The person's words to the clerk; False where the clerk is gone meanwhile. ``text`` is masked."""
        now = self._store.clock()
        with self._store.engine.begin() as connection:
            values = {"touched_at": now, "awaited": True, "question": text}
            if not moves.move(connection, ticket.number, State.CLAIMED, values):
                return False
            add_word(connection, ticket.number, hashed(f"person {key}"), now, By.PERSON, text)
        return True

    def first_words(self, ticket: Ticket) -> bool:
        """Whether the person has spoken to this clerk no more than once."""
        mine = sa.select(sa.func.count()).where(
            word_table.c.ticket == ticket.number,
            word_table.c.by == By.PERSON.value,
            word_table.c.said_at >= (ticket.claimed_at or 0),
        )
        with self._store.engine.connect() as connection:
            return int(connection.execute(mine).scalar_one()) <= 1

    def leave(self, ticket: Ticket) -> None:
        """The person wants nobody any more."""
        now = self._store.clock()
        with self._store.engine.begin() as connection:
            values = {"state": State.CLOSED.value, "ended_at": now, "ended_by": Ended.PERSON.value}
            changed = connection.execute(ticket_table.update().where(T.id == ticket.number, OPEN).values(values))
            if changed.rowcount:
                moves.tell(connection, ticket.number, "person_left", now, ticket.clerk, outgoing=False)
                settle(connection, [ticket.number])

    # the clerk's side

    def waiting(self) -> list[Ticket]:
        """Who waits, the longest first."""
        return self._listed(T.state == State.WAITING.value)

    def of_clerk(self, clerk: str) -> list[Ticket]:
        """Whom this clerk has now."""
        return self._listed(T.state == State.CLAIMED.value, T.clerk == clerk)

    def claimed(self) -> list[Ticket]:
        """Who is with a clerk."""
        return self._listed(T.state == State.CLAIMED.value)

    def find(self, number: int) -> Ticket | None:
        """The ticket of that number."""
        with self._store.engine.connect() as connection:
            return ticket_of(connection, T.id == number)

    def talk(self, number: int) -> list[Word]:
        """What was said on it, masked."""
        with self._store.engine.connect() as connection:
            return words_of(connection, word_table.c.ticket == number, to_person=False)

    def claim(self, number: int, clerk: str) -> Ticket:
        """Takes one who waits, and tells them. Raises `NotYours` where another was quicker."""
        now = self._store.clock()
        with self._store.engine.begin() as connection:
            values = {"state": State.CLAIMED.value, "clerk": clerk, "claimed_at": now, "touched_at": now}
            if not moves.move(connection, number, State.WAITING, values):
                raise NotYours(number)
            moves.tell(connection, number, "claimed", now, clerk)
            taken = ticket_of(connection, T.id == number)
        assert taken is not None
        self.told(number)
        return taken

    def claim_next(self, clerk: str) -> Ticket | None:
        """Takes who waits longest; None where nobody waits."""
        while waiting := self.waiting():
            for ticket in waiting:
                try:
                    return self.claim(ticket.number, clerk)
                except NotYours:
                    continue  # another clerk was quicker
        return None

    def reply(self, number: int, clerk: str, text: str, key: str) -> bool:
        """The clerk's words; the same ``key`` again changes nothing, and gives False. Raises `NotYours`."""
        now = self._store.clock()
        text = text.strip()[:LONGEST_REPLY]
        with self._store.engine.begin() as connection:
            values = {"touched_at": now, "awaited": False, "answered_at": sa.func.coalesce(T.answered_at, now)}
            if not moves.move(connection, number, State.CLAIMED, values, T.clerk == clerk):
                raise NotYours(number)
            new = add_word(connection, number, hashed(f"clerk {key}"), now, By.CLERK, text, clerk=clerk)
        self.told(number)
        return new

    def give_back(self, number: int, clerk: str) -> None:
        """Back to the queue, with the place kept. Raises `NotYours`."""
        now = self._store.clock()
        with self._store.engine.begin() as connection:
            if not moves.give_back(connection, number, now, clerk, T.clerk == clerk):
                raise NotYours(number)
        self.told(number)

    def end(self, number: int, clerk: str) -> None:
        """The clerk is through. Raises `NotYours`."""
        now = self._store.clock()
        with self._store.engine.begin() as connection:
            if not moves.end(connection, number, now, clerk, Ended.CLERK, T.clerk == clerk):
                raise NotYours(number)
        self.told(number)

    def lapse(self, clerk_silent: float, person_silent: float) -> None:
        """Claims that went quiet (seconds): whom nobody answers waits again, who was answered needs nothing more."""
        now = self._store.clock()
        for ticket in self._listed(
            T.state == State.CLAIMED.value, T.touched_at < now - min(clerk_silent, person_silent)
        ):
            quiet = T.touched_at < now - (clerk_silent if ticket.awaited else person_silent)
            still = sa.and_(T.clerk == ticket.clerk, T.awaited == ticket.awaited, quiet)
            with self._store.engine.begin() as connection:
                if ticket.awaited:
                    changed = moves.give_back(connection, ticket.number, now, ticket.clerk, still)
                else:
                    changed = moves.end(connection, ticket.number, now, ticket.clerk, Ended.SILENCE, still)
            if changed:
                self.told(ticket.number)

    def _listed(self, *where: sa.ColumnElement[bool]) -> list[Ticket]:
        with self._store.engine.connect() as connection:
            rows = connection.execute(sa.select(ticket_table).where(*where).order_by(T.id)).mappings()
            return [as_ticket(row) for row in rows]
