"""Messages of a platform as rows, so that each is answered once: over retries, workers and restarts.

A row is claimed by whoever inserts it first; the claim is a lease that its owner renews while it computes, so that a
dead owner's message can be taken over. Text (masked) and openid (sealed) stay only until the answer is out. The doors
of several platforms share the tables; the beginning of the sender tells them apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from bot.runtime.database import SECONDS_PER_DAY, open_engine
from bot.runtime.migrating import make_tables

from .sealing import Seal

metadata = sa.MetaData()
message_table = sa.Table(
    "wechat_message",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True, comment="hash of MsgId, or of sender, time and event"),
    sa.Column("sender", sa.String(64), nullable=False, comment="pseudonym"),
    sa.Column("received_at", sa.Float, nullable=False, index=True),
    sa.Column("owner", sa.String(32), nullable=False, comment="who computes or has computed"),
    sa.Column("lease_until", sa.Float, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("openid", sa.String(64), comment="sealed (sealing.py); until the answer is out"),
    sa.Column("account", sa.String(64)),
    sa.Column("text", sa.Text, comment="masked; until the answer is known"),
    sa.Column("reply", sa.Text, comment="until the answer is out"),
)
waiting_table = sa.Table(
    "wechat_waiting",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender", sa.String(64), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False, comment="late answer, or the next page of one"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
)


PAGE = "page"  # the kind of what is kept because it did not fit into one message
OLDEST = 60.0  # seconds; a message is never older when its last try comes
AT_ONCE = 200  # unsettled messages that are looked at in one round


class State(StrEnum):
    """TAKEN: being computed. ANSWERED: the reply is known. HANDING: some try is writing it out; while the lease lasts
    no other does. LATE: the platform waits no more. SENT: out."""

    TAKEN = "taken"
    ANSWERED = "answered"
    HANDING = "handing"
    LATE = "late"
    SENT = "sent"


# what stays of a message that is answered: that it was
SETTLED = {"state": State.SENT.value, "openid": None, "account": None, "text": None, "reply": None}


@dataclass(frozen=True)
class Row:
    """A message as it stands. `mine`: the caller has the claim and computes. `age`: seconds since it was sent."""

    key: str
    sender: str
    state: State
    age: float
    mine: bool
    openid: str
    account: str
    text: str
    reply: str | None


@dataclass(frozen=True)
class Kept:
    """A text that waits for the person's next message, with its number."""

    number: int
    kind: str
    text: str


class Inbox:
    """The rows of one database. `lease`: seconds after which a silent owner counts as dead; `seal` hides openids, and
    without one none is kept; `door`: how the senders of this door begin."""

    def __init__(
        self,
        url: str,
        owner: str,
        lease: float,
        clock: Callable[[], float] = time.time,
        seal: Seal | None = None,
        door: str = "",
    ) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine)
        self._owner, self._lease, self._clock, self._seal, self._door = owner, lease, clock, seal, door

    def note(self, key: str, sender: str, text: str, sent_at: float, also: Callable[[sa.Connection], None]) -> bool:
        """Writes down a message that somebody will claim; False where it is there already.

        ``also`` writes what belongs to it in the same transaction, and only when it is new.
        """
        row = {"key": key, "sender": sender, "received_at": sent_at, "text": text}
        row |= {"owner": "", "lease_until": 0.0, "state": State.TAKEN.value}
        try:
            with self._engine.begin() as connection:
                connection.execute(message_table.insert(), row)
                also(connection)
        except sa.exc.IntegrityError:
            return False
        return True

    def claim(
        self, key: str, sender: str, openid: str, account: str, text: str, *, created: float | None = None
    ) -> Row:
        """Takes the message, or tells how it stands; `created`: when the platform says it was sent."""
        now = self._clock()
        # the platform's clock counts where it can be true: earlier tries may have met a closed door
        sent_at = created if created is not None and 0 <= now - created < OLDEST else now
        fresh = {
            "key": key,
            "sender": sender,
            "received_at": sent_at,
            "owner": self._owner,
            "lease_until": now + self._lease,
            "state": State.TAKEN.value,
            "openid": self._seal.close(openid) if self._seal else "",
            "account": account,
            "text": text,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(message_table.insert(), fresh)
            return Row(key, sender, State.TAKEN, now - sent_at, True, openid, account, text, None)
        except sa.exc.IntegrityError:
            pass
        with self._engine.begin() as connection:
            # a dead owner's message is taken over by exactly one: the others no longer match
            taken = connection.execute(
                message_table.update()
                .where(
                    message_table.c.key == key,
                    message_table.c.reply.is_(None),
                    message_table.c.state != State.SENT.value,
                    message_table.c.lease_until < now,
                )
                .values(owner=self._owner, lease_until=now + self._lease)
            ).rowcount
            return self._row(connection, key, mine=bool(taken))

    def look(self, key: str) -> Row:
        """How the message stands."""
        with self._engine.connect() as connection:
            return self._row(connection, key, mine=False)

    def renew(self, key: str) -> None:
        """Says that the owner still computes."""
        self._set(key, None, lease_until=self._clock() + self._lease)

    def answered(self, key: str, reply: str, *, gone: Sequence[int] = (), pages: Sequence[str] = ()) -> State:
        """Stores the reply; returns the state, LATE where the platform no longer waits for it.

        Kept texts that the reply holds (``gone``) go in the same transaction, and its further ``pages`` are kept: a
        process that dies before has changed nothing, one that dies after has lost nothing.
        """
        with self._engine.begin() as connection:
            row = self._row(connection, key, mine=True)
            state = State.LATE if row.state is State.LATE else State.ANSWERED
            found = message_table.update().where(message_table.c.key == key)
            connection.execute(found.values(reply=reply, state=state.value, text=None))
            connection.execute(waiting_table.delete().where(waiting_table.c.id.in_(list(gone))))
            self._keep(connection, row.sender, PAGE, pages)
        return state

    def late(self, key: str) -> bool:
        """Marks that the platform's last try has ended without the reply; False when it is there after all."""
        with self._engine.begin() as connection:
            return bool(
                connection.execute(
                    message_table.update()
                    .where(message_table.c.key == key, message_table.c.reply.is_(None))
                    .values(state=State.LATE.value)
                ).rowcount
            )

    def hand_out(self, key: str) -> bool:
        """Whether the caller may write the reply out: True for one try of however many, in whatever process."""
        now = self._clock()
        free = sa.or_(
            message_table.c.state == State.ANSWERED.value,
            sa.and_(message_table.c.state == State.HANDING.value, message_table.c.lease_until < now),
        )
        with self._engine.begin() as connection:
            taken = message_table.update().where(message_table.c.key == key, message_table.c.reply.is_not(None), free)
            values = {"state": State.HANDING.value, "lease_until": now + self._lease}
            return bool(connection.execute(taken.values(values)).rowcount)

    def take_back(self, key: str) -> None:
        """The reply could not be written out: the next try may."""
        self._set(key, State.HANDING, state=State.ANSWERED.value)

    def kept_instead(self, key: str, kind: str, texts: Sequence[str]) -> None:
        """The reply cannot be sent: what is left of it waits for the person's next message, and the row is settled."""
        with self._engine.begin() as connection:
            self._keep(connection, self._row(connection, key, mine=True).sender, kind, texts)
            connection.execute(message_table.update().where(message_table.c.key == key).values(SETTLED))

    def written_out(self, key: str) -> None:
        """The reply that a try was handing out is out; another text than the reply changes nothing."""
        self._set(key, State.HANDING, **SETTLED)

    def sent(self, key: str) -> None:
        """The answer is out: everything personal goes."""
        self._set(key, None, **SETTLED)

    def unsettled(self, older_than: float) -> list[Row]:
        """Messages received more than so many seconds ago that are not out and that no living owner works on."""
        now = self._clock()
        wanted = sa.select(message_table.c.key).where(
            message_table.c.state != State.SENT.value,
            message_table.c.received_at < now - older_than,
            sa.or_(
                sa.and_(message_table.c.reply.is_not(None), message_table.c.state != State.HANDING.value),
                message_table.c.lease_until < now,
            ),
            message_table.c.sender.startswith(self._door, autoescape=True),
        )
        with self._engine.connect() as connection:
            keys = connection.execute(wanted.order_by(message_table.c.received_at).limit(AT_ONCE)).scalars().all()
            return [self._row(connection, key, mine=False) for key in keys]

    def wait(self, sender: str, kind: str, texts: Sequence[str], connection: sa.Connection | None = None) -> None:
        """Keeps texts for the person's next message; in the caller's transaction where there is one."""
        if connection is not None:
            self._keep(connection, sender, kind, texts)
            return
        with self._engine.begin() as own:
            self._keep(own, sender, kind, texts)

    def kept(self, sender: str) -> list[Kept]:
        """What is kept for a person, oldest first; it goes with the reply that holds it (`answered`)."""
        wanted = sa.select(waiting_table).where(waiting_table.c.sender == sender).order_by(waiting_table.c.id)
        with self._engine.connect() as connection:
            return [Kept(row.id, row.kind, row.text) for row in connection.execute(wanted)]

    def _keep(self, connection: sa.Connection, sender: str, kind: str, texts: Sequence[str]) -> None:
        rows = [{"sender": sender, "kind": kind, "text": text, "since": self._clock()} for text in texts]
        if rows:
            connection.execute(waiting_table.insert(), rows)

    def purge(self, older_than_days: float) -> int:
        """Removes rows more than so many days old; returns their number."""
        limit = self._clock() - older_than_days * SECONDS_PER_DAY
        with self._engine.begin() as connection:
            gone = connection.execute(message_table.delete().where(message_table.c.received_at < limit)).rowcount
            return gone + connection.execute(waiting_table.delete().where(waiting_table.c.since < limit)).rowcount

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def _set(self, key: str, only_in: State | None, **values: object) -> None:
        change = message_table.update().where(message_table.c.key == key)
        if only_in is not None:
            change = change.where(message_table.c.state == only_in.value)
        with self._engine.begin() as connection:
            connection.execute(change.values(values))

    def _row(self, connection: sa.Connection, key: str, *, mine: bool) -> Row:
        found = connection.execute(sa.select(message_table).where(message_table.c.key == key)).one()
        return Row(
            key,
            found.sender,
            State(found.state),
            self._clock() - found.received_at,
            mine,
            self._seal.open(found.openid or "") if self._seal else "",
            found.account or "",
            found.text or "",
            found.reply,
        )
