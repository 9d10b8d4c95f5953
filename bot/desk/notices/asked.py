"""The gate's questions as a page shows them: what is answered otherwise than last year, each answer once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from policies_kb.reviewing.checking import Tried


@dataclass(frozen=True)
class Asked:
    """An answer with every question that it was given to. ``points``: what it speaks of, as the items are called."""

    asked: str
    said: str
    points: tuple[str, ...]


def tried(checked: Mapping[str, Any] | None) -> list[Tried]:
    """What a manuscript keeps of the gate's questions; earlier versions kept question and answer alone."""
    kept = (checked or {}).get("probes", ())
    return [Tried(**one) if isinstance(one, Mapping) else Tried(one[0], one[1]) for one in kept]


def answered_anew(probes: Iterable[Tried]) -> list[Asked]:
    """Every answer that is made of other points than last year's; all of them where there is no last year."""
    found: dict[str, list[Tried]] = {}
    for one in probes:
        if not one.same:
            found.setdefault(one.said, []).append(one)
    return [Asked(_together([one.asked for one in each]), said, tuple(each[0].points)) for said, each in found.items()]


def answered_again(probes: Iterable[Tried]) -> list[Tried]:
    """Every question that is answered with the same points as last year: their sentences stand beside the original."""
    return [one for one in probes if one.same]


def _together(questions: Sequence[str]) -> str:
    """Several questions as one: what they share is written once."""
    before = commonprefix(list(questions))  # noqa: RUF071 - letters are what is compared
    rest = [question[len(before) :] for question in questions]
    after = commonprefix([one[::-1] for one in rest])[::-1]  # noqa: RUF071 - likewise
    return f"{before}{'、'.join(one[: len(one) - len(after)] for one in rest)}{after}"
