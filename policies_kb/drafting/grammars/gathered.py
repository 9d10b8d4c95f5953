"""The route that a notice tells in several clauses: each step where its words stand, in the order of a usual course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.clauses import bare
from policies_kb.lexers import CLAUSE, bracketed, cut, occurrences

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

APPLICANT = "申报人员"
LEAST = 3  # steps, from two clauses at least: less is no course


@dataclass(frozen=True)
class _Step:
    """``words``: what is done. ``quote``: the printed words between two signs around it."""

    order: int
    words: str
    quote: str
    passage: Passage


def gathered(source: Source) -> Iterator[Found]:
    """One route, always open: which steps belong to it, and to whom, a person must say. None beside printed arrows."""
    if any(arrow in passage.text for passage in source.rules for arrow in words()["routes"]["arrows"]):
        return
    steps = list(_steps(source))
    if len(steps) < LEAST or len({step.passage.clause for step in steps}) < 2:
        return
    main = next((step for step in steps if step.order == _main()), steps[0])
    fact: dict[str, object] = {"id": "route.steps", "kind": "route", "quote": main.quote}
    fact |= {"under": main.passage.clause} if len(source.tree.places(main.quote)) > 1 else {}
    more = list(dict.fromkeys((step.quote, step.passage.clause) for step in steps if step.quote != main.quote))
    fact["more_quotes"] = [
        {"quote": quote, "under": clause} if len(source.tree.places(quote)) > 1 else quote for quote, clause in more
    ]
    fact |= {"who": APPLICANT, "steps": [step.words for step in steps]}
    reason = f"从{len({step.passage.clause for step in steps})}条里读出{'、'.join(step.words for step in steps)}"
    unsure = "步骤是从几条里收集的，先后、有没有漏、对谁说的，请核对"
    yield Found(fact, main.passage.clause, Mark.GUESSED, reason, ("steps",), unsure=unsure)


def _steps(source: Source) -> Iterator[_Step]:
    """The first words of each stage of the course; a sign of a list stands in for those behind it."""
    for order, stage in enumerate(words()["routes"]["course"].values()):
        pieces = [(passage, piece) for passage in source.rules for piece in _pieces(passage)]
        for sign in stage["signs"]:
            found = [(passage, piece, at) for passage, piece in pieces if (at := _begin(piece, sign)) >= 0]
            told = [each for each in found if all(word in each[1][each[2] :] for word in stage.get("with", ()))]
            if told:
                passage, piece, at = told[0]
                yield _Step(order, _without_end(piece[at:]), piece.strip(), passage)
                break


def _main() -> int:
    return list(words()["routes"]["course"]).index("tiers")


def _pieces(passage: Passage) -> Iterator[str]:
    """The printed words between two signs, without those of a blank form."""
    if not passage.blank:
        yield from (piece for _, piece in cut(passage.text, CLAUSE) if bare(piece))


def _begin(piece: str, sign: str) -> int:
    """Where the words of a step begin in a piece; what stands in brackets is none. -1 where there is none."""
    inside = [(start, end) for start, end in bracketed(piece)]
    places = [at.start for at in occurrences(piece, [sign])]
    return next((at for at in places if not any(start < at < end for start, end in inside)), -1)


def _without_end(step: str) -> str:
    """Without a bracket behind it, and what makes a way or a condition of it (…的方式, …后)."""
    for end in words()["routes"]["course_ends"]:
        step = step.partition(end)[0] or step
    after = words()["routes"]["after"]
    return step.removesuffix(after).strip()
