"""An entry in its row: what ranking weighs, as JSON, so that the row alone decides."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .entries import Entry, Point


@dataclass(frozen=True)
class Matter:
    """What an entry is weighed by (see ``Entry``)."""

    key: int
    notice_id: str
    clause: str
    title: str
    text: str
    about: str
    far: int
    points: tuple[Point, ...]


def packed(entry: Entry) -> str:
    """The row's text."""
    points = [[point.fact, int(point.silent), point.share, point.words, *point.topics] for point in entry.points]
    return json.dumps([entry.title, entry.text, entry.about, entry.far, points], ensure_ascii=False)


def unpacked(key: int, notice_id: str, clause: str, matter: str) -> Matter:
    """What ``packed`` was given."""
    title, text, about, far, points = json.loads(matter)
    found = tuple(
        Point(fact, bool(silent), share, words, tuple(topics)) for fact, silent, share, words, *topics in points
    )
    return Matter(key, notice_id, clause, title, text, about, far, found)
