"""Manuscripts in SQL: each step is a row that is saved before anything is shown, and nobody overwrites anybody."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from bot.runtime.database import AtFirstUse
from policies_kb.releases.originals import naming
from policies_kb.reviewing import Content, Review, decisions

from .states import ENDED, IN_BACKGROUND, ChangedMeanwhile, ManuscriptRefused, State
from .tables import event, manuscript, upload

SHOWN = 100  # of ended ones in the list
LONGEST_NOTE = 500  # characters
LOST_AFTER = 240.0  # seconds: background work that has not said anything by then was lost with its process
GONE = "没有这份稿件"


@dataclass(frozen=True)
class Manuscript:
    """A notice in the making. ``version`` counts changes, ``edition`` those of what it says."""

    number: int
    notice_id: str
    title: str
    origin: str
    state: State
    version: int
    edition: int
    by: str
    made_at: float
    changed_by: str
    changed_at: float
    file_name: str
    file_kind: str
    file_digest: str
    started_from: str
    review: Review | None
    checked: dict[str, Any] | None
    said: str
    claimed_at: float | None
    submitted_by: str
    submitted_digest: str
    approved_by: str
    reason: str
    release: int | None

    @property
    def original(self) -> str:
        """The text of original.yml; "" where nothing was uploaded."""
        if self.origin != "upload":
            return ""
        return naming(self.file_name, self.file_kind or "txt", self.file_digest)

    @property
    def digest(self) -> str:
        """What an approval is of: the files as they would be released; "" before there are any."""
        return self.review.content.digest(self.original) if self.review else ""

    def lost(self, now: float) -> bool:
        """Whether its background work has to be begun (again)."""
        return self.state in IN_BACKGROUND and (self.claimed_at is None or now - self.claimed_at > LOST_AFTER)


@dataclass(frozen=True)
class Event:
    """A line of the history."""

    version: int
    at: float
    by: str
    kind: str
    item: str
    said: str


class Manuscripts(AtFirstUse):
    """Reads and writes manuscripts."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self.clock = clock

    # beginning

    def upload(self, name: str, content: bytes, by: str) -> Manuscript:
        """A new manuscript of a file, to be read in the background."""
        digest = hashlib.sha256(content).hexdigest()
        with self.engine.begin() as connection:
            number = self._begin(
                connection, origin="upload", state=State.READING, title=name, by=by, file_name=name,
                file_digest=digest,
            )  # fmt: skip
            connection.execute(upload.insert(), {"manuscript": number, "content": content})
            self._note(connection, number, 1, by, "uploaded", "", f"{name}（{len(content)} 字节，SHA-256 {digest}）")
        return self.one(number)

    def correct(self, content: Content, started_from: str, title: str, by: str) -> Manuscript:
        """A new manuscript of a notice that serves. Raises ManuscriptRefused while another one of it is in work."""
        with self.engine.begin() as connection:
            self._one_of_a_notice(connection, content.notice_id, 0)
            number = self._begin(
                connection, origin="correction", state=State.EDITING, title=title, by=by, notice_id=content.notice_id,
                started_from=started_from, content=content.written(),
            )  # fmt: skip
            self._note(connection, number, 1, by, "begun", "", "从正在用的记录开始更正")
        return self.one(number)

    # reading

    def one(self, number: int) -> Manuscript:
        """Raises ManuscriptRefused where there is none."""
        with self.engine.connect() as connection:
            return _manuscript(self._row(connection, number))

    def all(self) -> list[Manuscript]:
        """Those in work, then the newest of those that ended."""
        wanted = sa.select(*(column for column in manuscript.c if column.name not in ("content", "decisions")))
        ended = manuscript.c.state.in_([state.value for state in ENDED])
        with self.engine.connect() as connection:
            open_ones = connection.execute(wanted.where(~ended).order_by(manuscript.c.id.desc())).mappings().all()
            rest = connection.execute(wanted.where(ended).order_by(manuscript.c.id.desc()).limit(SHOWN)).mappings()
            return [_manuscript({**row, "content": None, "decisions": {}}) for row in (*open_ones, *rest)]

    def file(self, number: int) -> bytes | None:
        """The file as it was handed in; None where nothing was uploaded."""
        with self.engine.connect() as connection:
            found = connection.execute(sa.select(upload.c.content).where(upload.c.manuscript == number)).scalar()
            return bytes(found) if found is not None else None

    def history(self, number: int) -> list[Event]:
        """Everything that happened to it, the newest first."""
        wanted = sa.select(event).where(event.c.manuscript == number).order_by(event.c.id.desc())
        with self.engine.connect() as connection:
            return [
                Event(row["version"], row["at"], row["by"], row["kind"], row["item"], row["said"])
                for row in connection.execute(wanted).mappings()
            ]

    def authors(self, number: int) -> list[str]:
        """Everybody who uploaded it, changed it or decided on one of its items: none of them approves it."""
        kinds = ("uploaded", "begun", "decided", "changed", "submitted")
        wanted = sa.select(event.c.by).where(event.c.manuscript == number, event.c.kind.in_(kinds)).distinct()
        with self.engine.connect() as connection:
            return sorted(connection.execute(wanted).scalars())

    # changing

    def save(self, number: int, seen: int, review: Review, by: str, *, item: str, said: str) -> Manuscript:
        """Saves one step of a review that was begun from version ``seen``.

        Raises ChangedMeanwhile where somebody else has changed it since: then nothing was saved.
        """
        with self.engine.begin() as connection:
            row = self._row(connection, number)
            if row["state"] != State.EDITING:
                raise ManuscriptRefused(f"这份稿件{_named(row)}，现在不能改")
            changed = row["content"] != (written := review.content.written())
            values = {
                "content": written,
                "decisions": decisions.written(review.decisions),
                "title": str(review.content.record["notice"]["title"]),
                "version": seen + 1,
                "edition": row["edition"] + changed,
                "changed_by": by,
                "changed_at": self.clock(),
            }
            self._write(connection, row, seen, values, by)
            self._note(connection, number, seen + 1, by, "changed" if changed else "decided", item, said)
        return self.one(number)

    def since(self, number: int, seen: int, item: str, by: str) -> list[tuple[str, str]]:
        """Who else has changed this item after version ``seen``, and how."""
        wanted = sa.select(event.c.by, event.c.said).where(
            event.c.manuscript == number, event.c.version > seen, event.c.item == item, event.c.by != by
        )
        with self.engine.connect() as connection:
            return [(row.by, row.said) for row in connection.execute(wanted.order_by(event.c.id))]

    def note(self, number: int, by: str, text: str) -> None:
        """A word to the other reviewer."""
        said = text.strip()[:LONGEST_NOTE]
        if not said:
            raise ManuscriptRefused("还没有写")
        with self.engine.begin() as connection:
            row = self._row(connection, number)
            self._note(connection, number, row["version"], by, "note", "", said)

    def move(
        self,
        number: int,
        by: str,
        before: State | tuple[State, ...],
        after: State,
        *,
        kind: str,
        said: str,
        problem: str = "",
        expecting: int | None = None,
        **values: Any,
    ) -> Manuscript:
        """From one state to the next, once. ``problem``: what stands in the way, shown until the next move.

        ``expecting``: the version that was seen. Raises ManuscriptRefused where it is in another state by now.
        """
        with self.engine.begin() as connection:
            row = self._row(connection, number)
            if expecting not in (None, row["version"]):
                raise ManuscriptRefused("这期间有人动过这份稿件，请看过再办")
            if row["state"] not in (before if isinstance(before, tuple) else (before,)):
                raise ManuscriptRefused(f"这份稿件{_named(row)}，请重新打开这一页")
            told = {"state": after.value, "version": row["version"] + 1, "claimed_at": None, "said": problem, **values}
            self._write(connection, row, row["version"], told, by)
            self._note(connection, number, row["version"] + 1, by, kind, "", said)
        return self.one(number)

    def claim(self, number: int) -> bool:
        """Takes the background work on it up, once however many processes ask."""
        now = self.clock()
        free = manuscript.c.claimed_at.is_(None) | (manuscript.c.claimed_at < now - LOST_AFTER)
        this = (manuscript.c.id == number) & free & manuscript.c.state.in_([state.value for state in IN_BACKGROUND])
        with self.engine.begin() as connection:
            return bool(connection.execute(manuscript.update().where(this).values(claimed_at=now)).rowcount)

    def drafted(self, number: int, content: Content, kind: str, started_from: str, said: str) -> None:
        """The file was read and drafted."""
        title = str(content.record["notice"]["title"])
        with self.engine.begin() as connection:
            self._one_of_a_notice(connection, content.notice_id, number)
        self.move(
            number, "", State.READING, State.EDITING, kind="drafted", said=said, notice_id=content.notice_id,
            title=title, file_kind=kind, started_from=started_from, content=content.written(), edition=1,
        )  # fmt: skip

    # inside

    def _begin(self, connection: Connection, **values: Any) -> int:
        now = self.clock()
        row = {
            "notice_id": "", "version": 1, "edition": 1, "made_at": now, "changed_by": values["by"], "changed_at": now,
            "file_name": "", "file_kind": "", "file_digest": "", "started_from": "", "content": None, "decisions": {},
            "checked": None, "said": "", "claimed_at": None, "submitted_by": "", "submitted_digest": "",
            "approved_by": "", "reason": "", "release": None, **values, "state": values["state"].value,
        }  # fmt: skip
        made = connection.execute(manuscript.insert(), row).inserted_primary_key
        assert made is not None
        return int(made[0])

    def _row(self, connection: Connection, number: int) -> Mapping[str, Any]:
        row = connection.execute(sa.select(manuscript).where(manuscript.c.id == number)).mappings().first()
        if row is None:
            raise ManuscriptRefused(GONE)
        return dict(row)

    def _write(
        self, connection: Connection, row: Mapping[str, Any], seen: int, values: dict[str, Any], by: str
    ) -> None:
        this = (manuscript.c.id == row["id"]) & (manuscript.c.version == seen)
        if not connection.execute(manuscript.update().where(this).values(**values)).rowcount:
            later = sa.select(event.c.by, event.c.said).where(
                event.c.manuscript == row["id"], event.c.version > seen, event.c.by != by
            )
            raise ChangedMeanwhile([(one.by, one.said) for one in connection.execute(later)])

    def _note(
        self, connection: Connection, number: int, version: int, by: str, kind: str, item: str, said: str
    ) -> None:
        row = {
            "manuscript": number, "version": version, "at": self.clock(), "by": by, "kind": kind, "item": item[:160],
            "said": said,
        }  # fmt: skip
        connection.execute(event.insert(), row)

    def _one_of_a_notice(self, connection: Connection, notice_id: str, number: int) -> None:
        ended = [state.value for state in (*ENDED, State.REFUSED)]
        other = sa.select(manuscript.c.id).where(
            manuscript.c.notice_id == notice_id, manuscript.c.id != number, ~manuscript.c.state.in_(ended)
        )
        if found := connection.execute(other).scalar():
            raise ManuscriptRefused(f"{notice_id} 已有 {found} 号稿件在办：接着办那一份，或先把它作废")


def _named(row: Mapping[str, Any]) -> str:
    from .states import NAMES

    return NAMES[State(row["state"])]


def _manuscript(row: Mapping[str, Any]) -> Manuscript:
    values = {name: value for name, value in row.items() if name not in ("id", "content", "decisions", "state")}
    content = Content.read(row["content"]) if row["content"] else None
    review = Review(content, decisions.read(row["decisions"])) if content else None
    return Manuscript(number=row["id"], state=State(row["state"]), review=review, **values)
