"""Short addresses of checklists: sixteen characters that stand for a signed link of some 650, for a short message.

What was told (education, years, kind of unit; no name, no number) is in the signed link (0009), so it is kept here no
longer than that link is good for, and removed with the conversations.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.runtime.database import AtFirstUse
from policies_kb.checklist.link import VALID

from .store import ID, random_number

metadata = sa.MetaData()
checklist_table = sa.Table(
    "checklist_address",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True, comment="random, 80 bits: it is what stands in the link"),
    sa.Column("token", sa.Text, nullable=False, comment="policies_kb.checklist.link: what was told, signed"),
    sa.Column("made_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
)


class Checklists(AtFirstUse):
    """The short addresses of one database."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def keep(self, token: str) -> str:
        """A new short address for a signed one."""
        number = random_number()
        with self.engine.begin() as connection:
            connection.execute(checklist_table.insert(), {"id": number, "token": token, "made_at": self._clock()})
        return number

    def read(self, number: str) -> str | None:
        """The signed address; None where there is none any more."""
        if not ID.fullmatch(number):
            return None
        wanted = sa.select(checklist_table.c.token).where(
            checklist_table.c.id == number, checklist_table.c.made_at >= self._oldest
        )
        with self.engine.connect() as connection:
            token: str | None = connection.scalar(wanted)
        return token

    def purge(self) -> int:
        """Removes addresses whose signed link is not good any more; returns their number."""
        with self.engine.begin() as connection:
            return connection.execute(checklist_table.delete().where(checklist_table.c.made_at < self._oldest)).rowcount

    @property
    def _oldest(self) -> float:
        return self._clock() - VALID.total_seconds()
