"""Proposed words as rows: open, then approved with the number of their release, or refused with a reason."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.privacy.masking import mask
from bot.runtime.database import AtFirstUse
from policies_kb.wordbook import Kind, Word

OPEN, APPROVED, REFUSED = "open", "approved", "refused"
STATES = {OPEN: "等审核", APPROVED: "已发布", REFUSED: "没有通过"}
LONGEST = 400  # characters
SHOWN = 200

metadata = sa.MetaData()
word_table = sa.Table(
    "desk_word",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("author", sa.String(32), nullable=False),
    sa.Column("made_at", sa.Float, nullable=False, comment="seconds since 1970, UTC"),
    sa.Column("say", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("value", sa.String(60), nullable=False),
    sa.Column("read_as", sa.String(120), nullable=False),
    sa.Column("remove", sa.Boolean, nullable=False, comment="whether it is to be taken out again"),
    sa.Column("question", sa.Text, nullable=False, comment="the question that it is for; masked"),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("decided_by", sa.String(32), nullable=False),
    sa.Column("decided_at", sa.Float, nullable=True, comment="seconds since 1970, UTC"),
    sa.Column("reason", sa.Text, nullable=False, comment="masked"),
    sa.Column("release", sa.Integer, nullable=True),
)


class WordRefused(ValueError):
    """What was asked cannot be done; the message says why and what to do, in Chinese."""


@dataclass(frozen=True)
class Proposed:
    """One proposal; ``question``: the masked question that it is for, "" where there is none."""

    number: int
    author: str
    made_at: float
    word: Word
    remove: bool
    question: str
    state: str
    decided_by: str
    decided_at: float | None
    reason: str
    release: int | None


class Words(AtFirstUse):
    """Reads and writes proposals."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def propose(self, word: Word, by: str, question: str = "", *, remove: bool = False) -> int:
        """Writes a proposal and returns its number. Raises `WordRefused` where the word is waiting already."""
        if any(one.word.say == word.say for one in self.listed(state=OPEN)):
            raise WordRefused("这个说法已经有人提了，等审核")
        row = {
            "author": by,
            "made_at": self._clock(),
            **word.model_dump(mode="json"),
            "remove": remove,
            "question": mask(question)[:LONGEST],
            "state": OPEN,
            "decided_by": "",
            "decided_at": None,
            "reason": "",
            "release": None,
        }
        with self.engine.begin() as connection:
            made = connection.execute(word_table.insert(), row).inserted_primary_key
            assert made is not None
            return int(made[0])

    def listed(self, state: str = "") -> list[Proposed]:
        """The newest first; those in one state, where it is named."""
        wanted = sa.select(word_table).order_by(word_table.c.id.desc()).limit(SHOWN)
        if state:
            wanted = wanted.where(word_table.c.state == state)
        with self.engine.connect() as connection:
            return [_proposed(row) for row in connection.execute(wanted).mappings()]

    def read(self, number: int) -> Proposed | None:
        """One proposal; None where there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(word_table).where(word_table.c.id == number)).mappings().first()
        return _proposed(row) if row else None

    def decide(self, number: int, by: str, state: str, reason: str, release: int | None = None) -> None:
        """Notes what became of an open proposal. Raises `WordRefused` where somebody else has decided it."""
        values = {
            "state": state,
            "decided_by": by,
            "decided_at": self._clock(),
            "reason": mask(reason)[:LONGEST],
            "release": release,
        }
        still = (word_table.c.id == number) & (word_table.c.state == OPEN)
        with self.engine.begin() as connection:
            if not connection.execute(word_table.update().where(still).values(**values)).rowcount:
                raise WordRefused("这个说法已经有人处理了")


def _proposed(row: sa.RowMapping) -> Proposed:
    word = Word(say=row["say"], kind=Kind(row["kind"]), value=row["value"], read_as=row["read_as"])
    rest = ("author", "made_at", "remove", "question", "state", "decided_by", "decided_at", "reason", "release")
    return Proposed(number=row["id"], word=word, **{name: row[name] for name in rest})
