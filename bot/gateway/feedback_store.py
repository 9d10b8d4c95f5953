"""What people thought of answers, as rows of one SQL table beside the conversations; purged by age."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

metadata = sa.MetaData()
feedback_table = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("given_at", sa.Float, nullable=False, index=True, comment="seconds since 1970, UTC"),
    sa.Column("sender_hash", sa.String(64), nullable=False, comment="SHA-256 of the sender; the sender is not kept"),
    sa.Column("question", sa.Text, nullable=False, comment="masked"),
    sa.Column("answer_status", sa.String(64), nullable=False),
    sa.Column("useful", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=True, comment="masked"),
    sa.Column("answer", sa.Text, nullable=True, comment="as it was shown; masked"),
)


@dataclass(frozen=True)
class Opinion:
    """One person's view of one answer; `question`, `reason` and `answer` are masked already."""

    sender: str
    question: str
    answer_status: str
    useful: bool
    reason: str | None = None
    answer: str | None = None


class FeedbackStore(AtFirstUse):
    """Opens the database at the first use, so that an assistant nobody judges opens none."""

    def add(self, opinion: Opinion, now: float | None = None) -> None:
        """Writes one opinion; a second one of the same person on the same question takes the first one's place."""
        sender_hash = hashlib.sha256(opinion.sender.encode()).hexdigest()
        same = (
            (feedback_table.c.sender_hash == sender_hash)
            & (feedback_table.c.question == opinion.question)
            & (feedback_table.c.answer_status == opinion.answer_status)
        )
        row = {
            "given_at": time.time() if now is None else now,
            "sender_hash": sender_hash,
            "question": opinion.question,
            "answer_status": opinion.answer_status,
            "useful": opinion.useful,
            "reason": opinion.reason,
            "answer": opinion.answer,
        }
        with self.engine.begin() as connection:
            connection.execute(feedback_table.delete().where(same))
            connection.execute(feedback_table.insert(), row)

    def read(self) -> Sequence[sa.Row[tuple[object, ...]]]:
        """Every opinion, oldest first."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(feedback_table).order_by(feedback_table.c.id)).all()

    def purge(self, older_than_days: float, now: float | None = None) -> int:
        """Removes opinions more than `older_than_days` old; returns their number."""
        limit = (time.time() if now is None else now) - older_than_days * SECONDS_PER_DAY
        with self.engine.begin() as connection:
            return connection.execute(feedback_table.delete().where(feedback_table.c.given_at < limit)).rowcount
