"""What a receipt holds: an answer as it was said, and on what it rests. Nothing of the person who asked."""

from __future__ import annotations

import hashlib
from datetime import date

from pydantic import BaseModel, ConfigDict


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(_Kept):
    """A verbatim piece of a notice; ``name``: what replies called the notice."""

    notice_id: str
    name: str
    clause: str
    quote: str


class Used(_Kept):
    """What the answer rests on: a fact of a notice, or (``fact`` empty) that the notice is silent on a topic.

    ``say``: the fact's sentence as it was then. ``clause`` and ``quote``: where it stood.
    """

    notice_id: str
    topic: str
    fact: str = ""
    say: str = ""
    clause: str = ""
    quote: str = ""


class Stood(_Kept):
    """How the application of a notice stood on the day: in words, with its last day and the days left."""

    notice_id: str
    name: str
    state: str
    until: date | None = None
    days_left: int | None = None


class Content(_Kept):
    """One answer. ``aloud``: the sentence that was read out; ``rest``: what else was said; ``line``: the line of
    sources; ``release``: None where the notices were served from a folder; ``day``: the day that was asked about;
    ``language``: its BCP 47 tag where it is not in Chinese."""

    aloud: str
    rest: tuple[str, ...] = ()
    line: str = ""
    cited: tuple[Cited, ...] = ()
    used: tuple[Used, ...] = ()
    stood: tuple[Stood, ...] = ()
    status: str
    topics: tuple[str, ...] = ()
    release: int | None = None
    day: date
    language: str = ""

    def as_json(self) -> str:
        """As it is stored; a Chinese one as those that were stored before other languages were answered."""
        return self.model_dump_json(exclude=None if self.language else {"language"})

    def digest(self) -> str:
        """SHA-256 of everything in it, as hexadecimal digits: the same content has the same digest."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()
