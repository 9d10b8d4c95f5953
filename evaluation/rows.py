"""One line of a result: a case, or one turn of it, with the reply and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

from bot.gold.cases import Expectations, Expected
from bot.gold.judging import Judgement
from bot.gold.reply import Reply


class Row(BaseModel):
    """`statuses` are the assistant's own names for its outcome; `first` is the first bubble, `citing` whether a
    notice is cited; `wanted` and `lacking` count the pieces that a reply should have had."""

    group: str
    id: str
    kind: str = ""
    topic: str = ""
    asked: list[str]
    reply: str
    first: str = ""
    statuses: list[str] = []
    citing: bool = False
    expected: Expected = "nothing"
    faults: list[str] = []
    wrong: list[str] = []
    cites: list[str] = []
    wanted: int = 0
    lacking: int = 0
    seconds: list[float] = []
    why: str = ""

    @property
    def right(self) -> bool:
        """Without a fault and without anything wrong."""
        return not self.faults and not self.wrong

    @property
    def cited(self) -> bool:
        """Right, and with every citation that was wanted."""
        return self.right and not self.cites


def row_of(
    group: str, name: str, expected: Expectations, asked: list[str], reply: Reply, judged: Judgement, **head: str
) -> Row:
    """The row of one reply; `head` is kind, topic and why."""
    return Row(
        group=group,
        id=name,
        asked=asked,
        reply=reply.spoken,
        first=reply.first,
        statuses=[str(status) for status in reply.customs("status")],
        citing=bool(reply.citations),
        expected=expected.expected,
        faults=judged.faults,
        wrong=judged.wrong,
        cites=judged.cites,
        wanted=judged.wanted,
        lacking=judged.lacking,
        seconds=[reply.seconds],
        **head,
    )


def read(path: Path) -> list[Row]:
    """The rows of a stored result."""
    return [Row.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, rows: Iterable[Row]) -> None:
    """One JSON line for each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{row.model_dump_json()}\n" for row in rows), encoding="utf-8")
