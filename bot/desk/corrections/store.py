"""Reviews of answers, and proposals on their way from a supervisor to an editor: open, then taken or refused."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.privacy.masking import mask
from bot.receipts import Used
from bot.runtime.database import SECONDS_PER_DAY, AtFirstUse

from .tables import proposal_table, review_table

OPEN, TAKEN, REFUSED = "open", "taken", "refused"
STATES = {OPEN: "等编辑处理", TAKEN: "已采纳", REFUSED: "没有采纳"}
LONGEST = 500  # characters
NO_CARD = 0  # what stands for the card of a suggestion
SHOWN = 200


class ProposalRefused(ValueError):
    """What was asked cannot be done; the message says why and what to do, in Chinese."""


@dataclass(frozen=True)
class Proposal:
    """A correction of one fact, or of a silence (``fact`` empty). ``said``: as it was; ``should``: what is right."""

    number: int
    author: str
    made_at: float
    card: int
    notice_id: str
    topic: str
    fact: str
    release: int | None
    day: date
    said: str
    should: str
    why: str
    state: str
    decided_by: str
    decided_at: float | None
    reason: str


class Corrections(AtFirstUse):
    """Reads and writes reviews and proposals."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    def reviewed(self, cards: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Verdict and reviewer of those cards that were read."""
        wanted = sa.select(review_table).where(review_table.c.card.in_(list(cards)))
        with self.engine.connect() as connection:
            return {row.card: (row.verdict, row.by) for row in connection.execute(wanted)}

    def approve(self, card: int, clerk: str, by: str) -> None:
        """Says that the answer was right. Raises `ProposalRefused` for one's own answer, or one that was judged."""
        if clerk == by:
            raise ProposalRefused("自己接的电话要请另一位班长核对")
        self._review(card, by, "right")

    def propose(
        self, card: int, used: Used, *, by: str, release: int | None, day: date, should: str, why: str
    ) -> Proposal:
        """A proposal to the record's owner. Raises `ProposalRefused`: words are missing, the card was judged."""
        row = self._row(card, used, by=by, release=release, day=day, should=should, why=why)
        self._review(card, by, "corrected")
        return self._write(row)

    def suggest(self, used: Used, *, by: str, release: int | None, day: date, should: str, why: str) -> Proposal:
        """The same for what no card was read for, such as a question that nobody could answer: clerks see it beside
        the answers until an editor decides. Raises `ProposalRefused` where words are missing."""
        return self._write(self._row(NO_CARD, used, by=by, release=release, day=day, should=should, why=why))

    def _row(
        self, card: int, used: Used, *, by: str, release: int | None, day: date, should: str, why: str
    ) -> dict[str, object]:
        should, why = mask(should.strip())[:LONGEST], mask(why.strip())[:LONGEST]
        if not should or not why:
            raise ProposalRefused("请写明应当怎么说、为什么（哪份文件、哪一条）")
        return {
            "author": by,
            "made_at": self._clock(),
            "card": card,
            "notice_id": used.notice_id,
            "topic": used.topic,
            "fact": used.fact,
            "release": release,
            "day": day.isoformat(),
            "said": used.say,
            "should": should,
            "why": why,
            "state": OPEN,
            "decided_by": "",
            "decided_at": None,
            "reason": "",
        }

    def _write(self, row: dict[str, object]) -> Proposal:
        with self.engine.begin() as connection:
            made = connection.execute(proposal_table.insert(), row).inserted_primary_key
            assert made is not None
        return _proposal({"id": made[0], **row})

    def proposals(self, *, author: str = "", state: str = "") -> list[Proposal]:
        """The newest first; of one author, in one state, where these are named."""
        wanted = sa.select(proposal_table).order_by(proposal_table.c.id.desc()).limit(SHOWN)
        if author:
            wanted = wanted.where(proposal_table.c.author == author)
        if state:
            wanted = wanted.where(proposal_table.c.state == state)
        with self.engine.connect() as connection:
            return [_proposal(dict(row)) for row in connection.execute(wanted).mappings()]

    def open_on(self, used: Iterable[Used]) -> list[Proposal]:
        """The open proposals on what an answer rests on."""
        points = {(one.notice_id, one.topic if not one.fact else "", one.fact) for one in used}
        if not points:
            return []
        found = self.proposals(state=OPEN)
        return [one for one in found if (one.notice_id, one.topic if not one.fact else "", one.fact) in points]

    def decide(self, number: int, by: str, state: str, reason: str = "") -> None:
        """Takes a proposal up or refuses it, once. Raises `ProposalRefused`: never one's own, no refusal without a
        reason, nothing that somebody else has decided."""
        reason = mask(reason.strip())[:LONGEST]
        if state not in (TAKEN, REFUSED):
            raise ProposalRefused("只能采纳或者不采纳")
        if state == REFUSED and not reason:
            raise ProposalRefused("不采纳要写明理由，提出的人看得到")
        this = proposal_table.c.id == number
        with self.engine.begin() as connection:
            row = connection.execute(sa.select(proposal_table).where(this)).mappings().first()
            if row is None:
                raise ProposalRefused("没有这条更正")
            if row["author"] == by:
                raise ProposalRefused("自己提出的更正要由另一位编辑处理")
            values = {"state": state, "decided_by": by, "decided_at": self._clock(), "reason": reason}
            still = this & (proposal_table.c.state == OPEN)
            if not connection.execute(proposal_table.update().where(still).values(**values)).rowcount:
                raise ProposalRefused("这条更正已经有人处理了")

    def purge(self, older_than_days: float) -> int:
        """Removes reviews more than so many days old, as their cards go; returns their number. Proposals stay."""
        limit = self._clock() - older_than_days * SECONDS_PER_DAY
        with self.engine.begin() as connection:
            return connection.execute(review_table.delete().where(review_table.c.at < limit)).rowcount

    def _review(self, card: int, by: str, verdict: str) -> None:
        try:
            with self.engine.begin() as connection:
                row = {"card": card, "by": by, "at": self._clock(), "verdict": verdict}
                connection.execute(review_table.insert(), row)
        except sa.exc.IntegrityError as error:
            raise ProposalRefused("这张卡片已经有人核对过了") from error


def _proposal(row: dict[str, object]) -> Proposal:
    named = {name: value for name, value in row.items() if name not in ("id", "day")}
    return Proposal(number=row["id"], day=date.fromisoformat(str(row["day"])), **named)  # type: ignore[arg-type]
