"""People counted over several turns: 「我们有四个初级的」「再加两个中级」「一共多少」."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from policies_kb.applying.words import beside
from policies_kb.model.facts import Level
from policies_kb.model.question import Scope
from policies_kb.reading import Reading
from policies_kb.reading.quantities import heads
from policies_kb.reference import load_reference

from .frame import Asked, Frame
from .words import longest_first, without, words

_COUNTED = "fee"  # the matter of which sums are made
_EDGE = " ,，。.!！?？、;；:：~…呢"


@dataclass(frozen=True)
class Counted:
    """``text``: the question made whole, with everybody counted; ``groups``: the people, to go on from."""

    text: str
    groups: tuple[dict[str, Any], ...] = ()


def counted(text: str, reading: Reading, frame: Frame, scope: Scope) -> Counted | None:
    """The whole question about the people counted so far; None where the message does not count on the last matter.

    Two people spoken of as one (两口子) are counted by their own cases; where those are not known, nobody is.
    """
    about = (each for each in (frame.case.asked, *frame.case.recent) if sum_topic(each.topics))
    asked = next(about, None)
    if asked is None:
        return None
    topic = sum_topic(asked.topics)
    table = words("asking")["counting"]
    couple = next((word for word in sorted(table["couple"], key=len, reverse=True) if word in text), "")
    plain = text.replace(couple, " ") if couple else text
    if not _only_counts(plain, reading):
        return None
    together = any(word in text for word in table["together"])
    if couple and asked is frame.case.asked:
        groups = _of_cases(frame) if together else ()
        return Counted(_asking(groups, topic), groups) if len(groups) > 1 else Counted(plain.strip(_EDGE))
    new = groups_in(text, reading, Scope.from_dict(asked.scope), scope)
    if new:
        adds = any(word in text for word in table["add"])
        groups = (*asked.counts, *new) if adds else new
        groups = groups[-words("frame")["bounds"]["groups"] :]
        return Counted(_asking(groups, topic), groups)
    if asked is not frame.case.asked:
        return None  # only people counted anew go back to an earlier question
    if together and asked.counts and not heads(text):
        return Counted(_asking(asked.counts, topic), asked.counts)
    return None


def groups_in(text: str, reading: Reading, known: Scope, now: Scope) -> tuple[dict[str, Any], ...]:
    """So many people for one path and level each; nothing where somebody's level is not known."""
    numbers = heads(text)
    levels = [m for m in reading.mentions if m.entity == "level" and not m.weak]
    if not numbers or (len(numbers) > 1 and len(levels) != len(numbers)):
        return ()
    path = now.path or known.path
    named: list[Level | None] = [Level(m.value) for m in levels]
    named = named or [now.level or known.level]
    if len(named) != len(numbers) or None in named:
        return ()
    return tuple(_group(count, path, level) for (count, _, _), level in zip(numbers, named, strict=True))


def sum_topic(topics: Iterable[str]) -> str:
    """The topic of which sums are made, among these; "" where there is none."""
    return next((topic for topic in topics if beside(_COUNTED, topic)), "")


def _of_cases(frame: Frame) -> tuple[dict[str, Any], ...]:
    """Everybody whose case was asked about in the same matter, with path and level."""
    found = []
    for case in frame.cases.values():
        scope = Scope.from_dict(case.scope)
        about: tuple[Asked, ...] = (case.asked, *case.recent)
        if scope.level is None or not any(sum_topic(asked.topics) for asked in about):
            return ()
        found.append((scope.series, _group(1, scope.path, scope.level)))
    return tuple(group for _, group in found) if len({series for series, _ in found}) == 1 else ()


def _group(count: int, path: str | None, level: Level | None) -> dict[str, Any]:
    return {"count": count, "path": path, "level": level.value if level else None}


def _asking(groups: tuple[dict[str, Any], ...], topic: str) -> str:
    """The question in words that are read like anybody's: path, level and number of each group."""
    reference = load_reference()
    each = "".join(
        f"{reference.paths[g['path']].short if g['path'] else ''}{g['level'] or ''}{g['count']}人" for g in groups
    )
    return f"{each}{reference.topics[topic].name}一共多少钱"


def _only_counts(text: str, reading: Reading) -> bool:
    """Whether nothing but numbers of people, levels, and words of counting stand in the text."""
    rest = list(text)
    for mention in reading.mentions:
        if mention.entity in ("level", "path", "series"):
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    for _, start, end in heads(text):
        rest[start:end] = " " * (end - start)
    table = words("asking")["counting"]
    listed = tuple(sorted((w for group in table.values() for w in group), key=len, reverse=True))
    left = without("".join(rest), listed)
    left = without(left, longest_first("asking", "aspects"))
    left = without(left, longest_first("asking", "fillers"))
    return len(left.replace(" ", "").strip(_EDGE)) <= 1
