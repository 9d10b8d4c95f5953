"""Finds the clause of every quote in a record. A record never writes clause ids: they are read from the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process

from policies_kb.clauses import ClauseTree, bare

from .errors import Note
from .yaml_lines import Location

PARTS = ("facts", "not_stated", "deferred", "boilerplate")
EXTRA = {"facts": "more_quotes", "not_stated": "quotes"}
NEAR = 60  # of 100: how alike a sentence must be to be named as what was probably meant
SHOWN = 40  # characters


def anchor(data: Any, tree: ClauseTree, notice: str, note: Note) -> Any:
    """``data`` of a record with ``clause`` and ``notice`` beside every quote; ``note`` hears what cannot be found."""
    if not isinstance(data, dict):
        return data
    found = dict(data)
    for part in PARTS:
        if isinstance(data.get(part), list):
            found[part] = [
                _entry(entry, part, (part, index), tree, notice, note) for index, entry in enumerate(data[part])
            ]
    return found


def _entry(entry: Any, part: str, at: Location, tree: ClauseTree, notice: str, note: Note) -> Any:
    if not isinstance(entry, dict):
        return entry
    made = dict(entry)
    if "quote" in entry:
        made |= _anchored(entry, at, tree, notice, note)
    extra = EXTRA.get(part, "")
    if isinstance(entry.get(extra), list):
        made[extra] = [
            _anchored({"quote": quote} if isinstance(quote, str) else quote, (*at, extra, index), tree, notice, note)
            for index, quote in enumerate(entry[extra])
        ]
    made.pop("under", None)
    return made


def _anchored(entry: Any, at: Location, tree: ClauseTree, notice: str, note: Note) -> dict[str, Any]:
    """The quote with its clause; an empty clause where none can be told."""
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), str):
        note((*at, "quote"), "这里要写一句原文", "从原文抄一句，写成 quote: 原文")
        return {"quote": "……", "clause": "", "notice": notice}
    quote, under = entry["quote"], entry.get("under")
    if "clause" in entry:
        note((*at, "clause"), "条款号由原文推出，不用写", "删去这一行；同一句话有几处时写 under: 条款号")
    clause = _clause(quote, under, (*at, "quote"), tree, note)
    return {"quote": quote, "clause": clause, "notice": notice}


def _clause(quote: str, under: Any, at: Location, tree: ClauseTree, note: Note) -> str:
    places = tree.places(quote)
    if not places:
        near = _nearest(quote, tree)
        where = f"；最接近的是{near[0]}的“{near[1][:SHOWN]}”" if near else ""
        note(at, f"原文里没有“{quote[:SHOWN]}”{where}", "从原文照抄这一句，一个字也不要改")
        return ""
    if under is not None:
        within = tree.locate(quote, under=str(under))
        if within is None:
            names = "、".join(place.id for place in places)
            note((*at[:-1], "under"), f"{under}里没有这一句", f"改成 under: {names}" if names else "删去这一行")
            return ""
        return within.id
    if len(places) > 1:
        names = "、".join(place.id for place in places)
        note(at, f"“{quote[:SHOWN]}”在原文里有{len(places)}处：{names}", f"加一行 under: 条款号（{names} 之一）")
        return ""
    return places[0].id


def _nearest(quote: str, tree: ClauseTree) -> tuple[str, str] | None:
    sentences = list(_sentences(tree))
    found = process.extractOne(
        bare(quote), [bare(said) for _, said in sentences], scorer=fuzz.partial_ratio, score_cutoff=NEAR
    )
    return sentences[found[2]] if found else None


def _sentences(tree: ClauseTree) -> Iterator[tuple[str, str]]:
    for clause in tree.clauses:
        for sentence in tree.sentences(clause):
            if bare(sentence):
                yield clause, sentence
