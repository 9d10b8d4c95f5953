"""Steps of a route: joined by arrows, or told in a sentence (经甲审核后报乙)."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import CLAUSE, cut, occurrences

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

APPLICANT = "申报人"
STEP = "\0"  # between two steps, whatever arrow was printed; a tab parts the cells of a table


def routes(source: Source) -> Iterator[Found]:
    """The steps in their order, and who takes them; what a sentence tells stands open."""
    for passage in source.rules:
        if passage.blank:
            continue
        found = _by_arrows(passage) or _told(passage)
        if found:
            paths = source.paths_in(str(found.fact["who"]))
            yield found.having(paths=paths) if paths else found


def _by_arrows(passage: Passage) -> Found | None:
    arrows = words()["routes"]["arrows"]
    text = passage.text
    for arrow in arrows:
        text = text.replace(arrow, STEP)
    if STEP not in text:
        return None
    head, colon, rest = text.replace(":", "：").partition("：")
    steps = [step.strip("。；; ") for step in (rest if colon else text).split(STEP)]
    who = head.lstrip("0123456789").lstrip(".．、 ") if colon else ""
    fact: dict[str, object] = {"id": "route.steps", "kind": "route", "quote": passage.text}
    fact |= {"who": who or APPLICANT, "steps": [step for step in steps if step]}
    return Found(fact, passage.clause, Mark.EXTRACTED, "原文用箭头写了步骤", ("steps",))


def _told(passage: Passage) -> Found | None:
    """Steps of one sentence: who must have acted before (经…审核后) and what follows, with what goes on behind it."""
    said = words()["routes"]
    steps: list[str] = []
    for _, piece in cut(passage.text, CLAUSE):
        if not steps:
            steps = _before_and_after(piece)
        elif piece.startswith(tuple(said["then"])) and occurrences(piece, said["acts"]):
            steps += _split(piece)
    if not steps:
        return None
    fact: dict[str, object] = {"id": "route.steps", "kind": "route", "quote": passage.text}
    fact |= {"who": APPLICANT, "steps": steps}
    reason = f"原文写着{'、'.join(steps)}"
    return Found(fact, passage.clause, Mark.GUESSED, reason, ("steps",), unsure="步骤是从一句话里读的，请核对")


def _before_and_after(piece: str) -> list[str]:
    """经甲审核后报乙: the two or more steps of it; none where nothing follows that is a step."""
    said = words()["routes"]
    begins = occurrences(piece, said["before"])
    first, _after, rest = piece[begins[0].end :].partition(said["after"]) if begins else ("", "", "")
    acts = occurrences(first, said["acts"])
    if not acts or acts[-1].end != len(first) or not occurrences(rest, said["acts"]):
        return []
    return [first, *_split(rest)]


def _split(piece: str) -> list[str]:
    """The steps that 后 separates, without the words that lead to each."""
    said, steps = words()["routes"], list[str]()
    for part in piece.split(said["after"]):
        while lead := next((lead for lead in said["leads"] if part.startswith(lead)), ""):
            part = part.removeprefix(lead)
        steps += [part] if part else []
    return steps
