"""What is other than last year: the words that differ, and as much around them as one reads to understand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policies_kb.clauses import bare
from policies_kb.drafting.changes import WHOLE, aligned

AROUND = 12  # signs that are shown on each side of what differs, where no mark of punctuation comes first
STOP = re.compile(r"[，,。；;：:、？?（()）\s]")
LEFT_OUT = "…"


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence as it reads now. ``was``: what stood there before; None where nothing differs."""

    text: str
    was: str | None = None

    @property
    def figure(self) -> bool:
        """Whether a number or a day is other now."""
        return self.was is not None and bool(WHOLE.search(self.text + self.was))


def parts(before: str, now: str) -> tuple[Part, ...]:
    """A sentence cut where it differs from last year's; whole, where so much differs that the cuts would confuse."""
    made = tuple(Part(new, None if same else old) for old, new, same in aligned(before, now))
    other = sum(len(part.text) for part in made if part.was is not None)
    return made if 2 * other <= len(now) else (Part(now),)


def narrowed(whole: Sequence[Part]) -> tuple[Part, ...]:
    """Only what differs, with the words next to it; everything where nothing is marked as other."""
    if all(part.was is None for part in whole):
        return tuple(whole)
    made: list[Part] = []
    for at, part in enumerate(whole):
        if part.was is not None:
            made.append(part)
            continue
        first, last = at == 0, at == len(whole) - 1
        after = "" if first else _until_stop(part.text)
        before = "" if last else _until_stop(part.text[::-1])[::-1]
        if len(after) + len(before) >= len(part.text):
            made.append(part)
        else:
            made.append(Part(f"{after}{LEFT_OUT}{before}"))
    return tuple(made)


def _until_stop(text: str) -> str:
    stop = STOP.search(text, 1)
    return text[: min(AROUND, stop.start() if stop else len(text))]


def sentences(changes: Iterable[Mapping[str, Any]], quotes: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The changed sentences that the quotes of an item come from."""
    wanted = [bare(quote) for quote in quotes]
    for change in changes:
        now = bare(str(change.get("now", "")))
        if now and change.get("pieces_now") and any(quote in now or now in quote for quote in wanted if quote):
            yield change
