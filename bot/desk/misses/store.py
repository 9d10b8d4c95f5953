"""The list of misses as rows of one table: each question once, masked, open until somebody says what was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.privacy.masking import mask
from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

# how a question ended
KINDS = {
    "not_stated": "通知没写",
    "no_notice": "没有通知",
    "clause_only": "只找到原文",
    "out_of_scope": "没有回答",
    "clarify": "只有反问",
    "handoff": "转人工",
    "useless": "说没用",
}
DOORS = {"desk": "电话", "gateway": "网页", "wechat": "微信", "wecom": "微信客服", "rest": "接口"}
LONGEST, LONGEST_ANSWER, LONGEST_NOTE = 400, 1000, 500  # characters
SHOWN = 1000  # rows that are grouped at once

metadata = sa.MetaData()
miss_table = sa.Table(
    "desk_miss",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("source", sa.String(80), nullable=False, unique=True, comment="the card, turn or opinion it comes from"),
    sa.Column("asked_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
    sa.Column("door", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("useless", sa.Boolean, nullable=False, comment="whether the person said that the answer was of no use"),
    sa.Column("question", sa.Text, nullable=False, comment="masked"),
    sa.Column("region", sa.String(60), nullable=False),
    sa.Column("series", sa.String(60), nullable=False),
    sa.Column("topic", sa.String(60), nullable=False, comment="id of the topic; empty where none was found"),
    sa.Column("day", sa.String(10), nullable=False, comment="the day asked about"),
    sa.Column("release", sa.Integer, nullable=True, comment="empty where it is not known or the folder served"),
    sa.Column("answered", sa.Text, nullable=False, comment="what was said instead"),
    sa.Column("settled_at", sa.Float, nullable=True, comment="seconds since 1970, UTC; empty while it is open"),
    sa.Column("settled_by", sa.String(32), nullable=False),
    sa.Column("note", sa.Text, nullable=False, comment="what was done; masked"),
)
reached_table = sa.Table(
    "desk_miss_reached",
    metadata,
    sa.Column("source", sa.String(32), primary_key=True),
    sa.Column("until", sa.Float, nullable=False, comment="seconds since 1970, UTC: read so far"),
)


@dataclass(frozen=True)
class Miss:
    """One question that was not answered. ``number`` 0: not written yet. ``settled_at``: None while it is open."""

    source: str
    asked_at: float
    door: str
    kind: str
    question: str
    region: str = ""
    series: str = ""
    topic: str = ""
    day: date | None = None
    release: int | None = None
    answered: str = ""
    useless: bool = False
    number: int = 0
    settled_at: float | None = None
    settled_by: str = ""
    note: str = ""


class Misses(AtFirstUse):
    """Reads and writes the list."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def add(self, found: Iterable[Miss]) -> int:
        """Writes the misses that are new; returns their number. One that is known stays as it is, except that a person
        may have said since that the answer was of no use."""
        added = 0
        for miss in found:
            try:
                with self.engine.begin() as connection:
                    connection.execute(miss_table.insert(), _row(miss))
                added += 1
            except sa.exc.IntegrityError:
                if miss.useless:
                    known = miss_table.update().where(miss_table.c.source == miss.source)
                    with self.engine.begin() as connection:
                        connection.execute(known.values(useless=True))
        return added

    def put(self, source: str, miss: Miss | None) -> None:
        """Makes ``miss`` what is listed of a source, or nothing: a card may be closed another way later."""
        with self.engine.begin() as connection:
            connection.execute(
                miss_table.delete().where(miss_table.c.source == source, miss_table.c.settled_at.is_(None))
            )
        if miss is not None:
            self.add([miss])

    def listed(self, *, settled: bool) -> list[Miss]:
        """The newest that are open, or settled."""
        state = miss_table.c.settled_at.is_not(None) if settled else miss_table.c.settled_at.is_(None)
        wanted = sa.select(miss_table).where(state).order_by(miss_table.c.asked_at.desc()).limit(SHOWN)
        with self.engine.connect() as connection:
            return [_miss(row) for row in connection.execute(wanted).mappings()]

    def read(self, number: int) -> Miss | None:
        """One miss; None where there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(miss_table).where(miss_table.c.id == number)).mappings().first()
        return _miss(row) if row else None

    def settle(self, numbers: Sequence[int], by: str, note: str) -> int:
        """Says what was done about open misses; returns how many these were: somebody may have been faster."""
        values = {"settled_at": self._clock(), "settled_by": by, "note": mask(note)[:LONGEST_NOTE]}
        these = miss_table.c.id.in_(list(numbers)) & miss_table.c.settled_at.is_(None)
        with self.engine.begin() as connection:
            return connection.execute(miss_table.update().where(these).values(**values)).rowcount

    def reopen(self, numbers: Sequence[int]) -> int:
        """Opens settled ones again; the note stays."""
        these = miss_table.c.id.in_(list(numbers)) & miss_table.c.settled_at.is_not(None)
        with self.engine.begin() as connection:
            return connection.execute(miss_table.update().where(these).values(settled_at=None)).rowcount

    def reached(self, source: str) -> float:
        """Up to when a source has been read; 0 at first."""
        wanted = sa.select(reached_table.c.until).where(reached_table.c.source == source)
        with self.engine.connect() as connection:
            return float(connection.scalar(wanted) or 0.0)

    def reach(self, source: str, until: float) -> None:
        """Notes up to when a source has been read."""
        with self.engine.begin() as connection:
            changed = connection.execute(
                reached_table.update().where(reached_table.c.source == source).values(until=until)
            ).rowcount
            if not changed:
                connection.execute(reached_table.insert(), {"source": source, "until": until})

    def purge(self, older_than_days: float) -> int:
        """Removes misses asked more than so many days ago; returns their number."""
        limit = self._clock() - older_than_days * SECONDS_PER_DAY
        with self.engine.begin() as connection:
            return connection.execute(miss_table.delete().where(miss_table.c.asked_at < limit)).rowcount


def _row(miss: Miss) -> dict[str, object]:
    return {
        "source": miss.source,
        "asked_at": miss.asked_at,
        "door": miss.door[:32],
        "kind": miss.kind,
        "useless": miss.useless,
        "question": mask(miss.question)[:LONGEST],
        "region": miss.region,
        "series": miss.series,
        "topic": miss.topic,
        "day": miss.day.isoformat() if miss.day else "",
        "release": miss.release,
        "answered": miss.answered[:LONGEST_ANSWER],
        "settled_by": "",
        "note": "",
    }


def _miss(row: sa.RowMapping) -> Miss:
    named = {
        name: row[name]
        for name in (
            "source",
            "asked_at",
            "door",
            "kind",
            "question",
            "region",
            "series",
            "topic",
            "release",
            "answered",
        )
    }
    return Miss(
        **named,
        useless=row["useless"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        number=row["id"],
        settled_at=row["settled_at"],
        settled_by=row["settled_by"],
        note=row["note"],
    )
