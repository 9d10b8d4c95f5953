"""Keeps receipts and finds them by what stands in the link, or by a fact that they rest on."""

from __future__ import annotations

import base64
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

from .content import Content, Used
from .tables import content_table, receipt_table, used_table

BYTES = 10  # 80 random bits: sixteen characters that can be typed from a phone's display, and not be guessed
ID = re.compile(r"[a-z2-7]{16}")


@dataclass(frozen=True)
class Receipt:
    """``number``: what stands in the link; ``digest``: of the content; ``made_at``: seconds since 1970, UTC."""

    number: str
    content: Content
    digest: str
    made_at: float


class Expired(LookupError):
    """The receipt was ours, but is older than receipts are kept."""


class Receipts(AtFirstUse):
    """The receipts of one database. ``days``: how long one can be opened; 0 for ever."""

    def __init__(self, url: str | URL, days: float, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._days, self._clock = days, clock

    def keep(self, content: Content) -> Receipt:
        """A new receipt of the content; the same content is stored once."""
        receipt = Receipt(random_number(), content, content.digest(), self._clock())
        try:
            self._write(receipt)
        except sa.exc.IntegrityError:  # another process wrote the same content between our look and our insert
            self._write(receipt)
        return receipt

    def read(self, number: str) -> Receipt | None:
        """The receipt; None where there is none. Raises `Expired`."""
        if not ID.fullmatch(number):
            return None
        joined = sa.select(receipt_table, content_table.c.body).join(content_table)
        with self.engine.connect() as connection:
            row = connection.execute(joined.where(receipt_table.c.id == number)).first()
        if row is None:
            return None
        if self._days and row.made_at < self._clock() - self._days * SECONDS_PER_DAY:
            raise Expired(number)
        return Receipt(number, Content.model_validate_json(row.body), row.content, row.made_at)

    def resting_on(self, notice_id: str, fact: str, since: float) -> list[str]:
        """The numbers of receipts made at or after ``since`` that used a fact, the newest first."""
        wanted = (
            sa.select(receipt_table.c.id)
            .join(used_table, used_table.c.content == receipt_table.c.content)
            .where(used_table.c.notice_id == notice_id, used_table.c.point == fact, receipt_table.c.made_at >= since)
            .order_by(receipt_table.c.made_at.desc())
        )
        with self.engine.connect() as connection:
            return list(connection.scalars(wanted))

    def of_notices(self, notice_ids: Iterable[str], since: float) -> list[Receipt]:
        """The receipts made at or after ``since`` that rest on something of these notices, the newest first."""
        wanted = list(notice_ids)
        if not wanted:
            return []
        resting = sa.select(used_table.c.content).where(used_table.c.notice_id.in_(wanted))
        rows = (
            sa.select(receipt_table, content_table.c.body)
            .join(content_table)
            .where(receipt_table.c.made_at >= since, receipt_table.c.content.in_(resting))
            .order_by(receipt_table.c.made_at.desc())
        )
        with self.engine.connect() as connection:
            return [
                Receipt(row.id, Content.model_validate_json(row.body), row.content, row.made_at)
                for row in connection.execute(rows)
            ]

    def purge(self) -> int:
        """Removes receipts that cannot be opened any more, and contents without one; returns how many receipts."""
        if not self._days:
            return 0
        limit = self._clock() - self._days * SECONDS_PER_DAY
        left = sa.select(receipt_table.c.content)
        with self.engine.begin() as connection:
            gone = connection.execute(receipt_table.delete().where(receipt_table.c.made_at < limit)).rowcount
            if gone:
                connection.execute(used_table.delete().where(used_table.c.content.not_in(left)))
                connection.execute(content_table.delete().where(content_table.c.digest.not_in(left)))
        return gone

    def _write(self, receipt: Receipt) -> None:
        row = {"id": receipt.number, "content": receipt.digest, "made_at": receipt.made_at}
        with self.engine.begin() as connection:
            _store(connection, receipt)
            connection.execute(receipt_table.insert(), row)


def _store(connection: Connection, receipt: Receipt) -> None:
    known = sa.select(content_table.c.digest).where(content_table.c.digest == receipt.digest)
    if connection.execute(known).first() is not None:
        return
    connection.execute(content_table.insert(), {"digest": receipt.digest, "body": receipt.content.as_json()})
    points = dict.fromkeys((used.notice_id, point(used)) for used in receipt.content.used)
    rows = [{"content": receipt.digest, "notice_id": notice, "point": named} for notice, named in points]
    if rows:
        connection.execute(used_table.insert(), rows)


def point(used: Used) -> str:
    """What of a notice was used: the id of the fact, or the topic that it is silent on."""
    return used.fact or f"topic:{used.topic}"


def random_number() -> str:
    """What stands in a link: 80 random bits in sixteen letters and digits."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode().lower()
