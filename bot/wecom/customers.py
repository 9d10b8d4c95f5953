"""Whom we may write to, and how often; and up to where each account's messages have been fetched.

The rule (WeCom's page 发送消息): within 48 hours of the person's last message, five messages. The person's id is kept
as long as that and no longer, encrypted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from bot.messenger.sealing import Seal
from bot.runtime.database import AtFirstUse

WINDOW, MOST = 48 * 3600.0, 5  # seconds after the person's last message; messages in it

metadata = sa.MetaData()
customer_table = sa.Table(
    "wecom_customer",
    metadata,
    sa.Column("sender", sa.String(64), primary_key=True, comment="pseudonym"),
    sa.Column("account", sa.String(64), nullable=False, comment="open_kfid"),
    sa.Column("customer", sa.Text, nullable=False, comment="external_userid, sealed; as long as we may write"),
    sa.Column("heard_at", sa.Float, nullable=False, index=True, comment="the last message; seconds since 1970, UTC"),
    sa.Column("sent", sa.Integer, nullable=False, comment="messages to the person since then"),
)
cursor_table = sa.Table(
    "wecom_cursor",
    metadata,
    sa.Column("account", sa.String(64), primary_key=True, comment="open_kfid; empty for all at once"),
    sa.Column("cursor", sa.String(128), nullable=False, comment="next_cursor of kf/sync_msg"),
)


@dataclass(frozen=True)
class Address:
    """Where a person is: `account` is the open_kfid, `customer` the external_userid, which is never logged."""

    account: str
    customer: str


class Customers(AtFirstUse):
    """The people of one database; `seal` hides their ids. `clock`: seconds since 1970."""

    def __init__(self, url: str | URL, seal: Seal, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._seal, self._clock = seal, clock

    def heard(self, connection: Connection, sender: str, address: Address, at: float) -> None:
        """A new message of the person, inside the caller's transaction: five more messages may be sent."""
        row = {"sender": sender, "account": address.account, "customer": self._seal.close(address.customer)}
        mine = customer_table.c.sender == sender
        known = connection.execute(sa.select(customer_table.c.heard_at).where(mine)).scalar()
        if known is None:
            try:
                with connection.begin_nested():
                    connection.execute(customer_table.insert(), row | {"heard_at": at, "sent": 0})
                return
            except sa.exc.IntegrityError:  # another process was first
                known = at
        values = row | {"heard_at": max(at, known), "sent": 0}
        connection.execute(customer_table.update().where(mine).values(values))

    def address(self, sender: str) -> Address | None:
        """Where the person is; None where nothing may be written any more."""
        wanted = sa.select(customer_table).where(customer_table.c.sender == sender)
        with self.engine.connect() as connection:
            row = connection.execute(wanted).first()
        customer = self._seal.open(row.customer) if row is not None else ""
        return Address(row.account, customer) if row is not None and customer else None

    def charge(self, sender: str, messages: int) -> int:
        """How many of so many messages may be sent; these count as sent."""
        now, sent = self._clock(), customer_table.c.sent
        mine = sa.and_(customer_table.c.sender == sender, customer_table.c.heard_at > now - WINDOW)
        for granted in range(messages, 0, -1):
            charge = customer_table.update().where(mine, sent <= MOST - granted).values(sent=sent + granted)
            with self.engine.begin() as connection:
                if connection.execute(charge).rowcount:
                    return granted
        return 0

    def give_back(self, sender: str, messages: int) -> None:
        """So many that were counted have not been sent."""
        sent = customer_table.c.sent
        changed = customer_table.update().where(customer_table.c.sender == sender)
        with self.engine.begin() as connection:
            connection.execute(changed.values(sent=sa.case((sent > messages, sent - messages), else_=0)))

    def forget(self) -> int:
        """Removes those to whom nothing may be written any more; returns their number."""
        with self.engine.begin() as connection:
            old = customer_table.c.heard_at < self._clock() - WINDOW
            return connection.execute(customer_table.delete().where(old)).rowcount

    def cursors(self) -> dict[str, str]:
        """Up to where the messages of each account have been fetched."""
        with self.engine.connect() as connection:
            return {row.account: row.cursor for row in connection.execute(sa.select(cursor_table))}

    def know(self, account: str) -> None:
        """There is such an account, whose messages are to be fetched."""
        try:
            with self.engine.begin() as connection:
                connection.execute(cursor_table.insert(), {"account": account, "cursor": ""})
        except sa.exc.IntegrityError:  # known already
            pass

    def move(self, account: str, before: str, cursor: str) -> None:
        """The messages up to ``cursor`` are written down; changes nothing where another process is further already."""
        mine = sa.and_(cursor_table.c.account == account, cursor_table.c.cursor == before)
        with self.engine.begin() as connection:
            connection.execute(cursor_table.update().where(mine).values(cursor=cursor))
