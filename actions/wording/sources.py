"""Where a reply's facts stand: the line for people, the quotes for programs."""

from __future__ import annotations

from collections.abc import Iterable

from policies_kb.model.answer import Citation

from .voice import Voice

DIGITS = "0123456789"


def source_line(voice: Voice, citations: Iterable[Citation]) -> str:
    """Every clause that was used, by notice."""
    by_notice: dict[str, list[str]] = {}
    for citation in citations:
        by_notice.setdefault(citation.notice_id, []).append(citation.clause)
    named = [f"{voice.base.names[name]} {clauses(found)}" for name, found in by_notice.items()]
    return voice.say("source", sources="；".join(named)) if named else ""


def clauses(names: Iterable[str]) -> str:
    """Clause names, each once; items of one clause share its name: 五(一)1、3 stands for 五(一)1 and 五(一)3."""
    by_clause: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        stem = name.rstrip(DIGITS)
        stem, number = (stem, name[len(stem) :]) if stem.endswith(")") else (name, "")
        by_clause.setdefault(stem, []).append(number)
    return "、".join(stem + _numbers(found) for stem, found in by_clause.items())


def as_data(citations: Iterable[Citation]) -> list[dict[str, str]]:
    """The citations as ``custom.citations`` holds them."""
    return [{"notice_id": c.notice_id, "clause": c.clause, "quote": c.quote} for c in citations]


def _numbers(found: list[str]) -> str:
    """1至4、7 for 1, 2, 3, 4, 7; a clause cited as a whole needs no numbers."""
    numbers = sorted({int(number) for number in found if number})
    if len(numbers) != len(found):
        return ""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)
