"""Finds the clause of every quote in a record. A record never writes clause ids: they are read from the text."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz

from policies_kb.clauses import ClauseTree
from policies_kb.lexers import plain

from .errors import Note
from .nearest import NEAR_WORDS, SHOWN, difference, nearest_words
from .yaml_lines import Location

PARTS = ("facts", "not_stated", "deferred", "boilerplate")
EXTRA = {"facts": "more_quotes", "not_stated": "quotes"}
# what the text tells and nobody types: field, what is wrong, mend
DERIVED = (
    ("clause", "条款号由原文推出，不用写", "删去 clause；同一句话有几处时写 under: 条款号"),
    ("item", "第几项由原文推出，不用写", "删去 item"),
    ("notice", "哪份通知由文件夹推出，不用写", "删去 notice"),
)
LONG_ENOUGH = 0.8  # a heading inside a quote is not what the quote was taken from


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
    for field, problem, mend in DERIVED:
        if field in entry:
            note((*at, field), problem, mend)
    if "quote" in entry:
        made |= _anchored(entry, at, tree, notice, note)
    extra = EXTRA.get(part, "")
    if isinstance(entry.get(extra), list):
        made[extra] = [
            _further(quote, (*at, extra, index), tree, notice, note) for index, quote in enumerate(entry[extra])
        ]
    made.pop("under", None)
    return made


def _further(entry: Any, at: Location, tree: ClauseTree, notice: str, note: Note) -> dict[str, Any]:
    """One of the further quotes: bare words, or words with the clause that they stand under."""
    written = {"quote": entry} if isinstance(entry, str) else entry
    if isinstance(written, dict):
        for field in written:
            if field not in ("quote", "under"):
                known = {name: (problem, mend) for name, problem, mend in DERIVED}
                problem, mend = known.get(str(field), (f"没有“{field}”这一项", "这里只能写 quote 和 under"))
                note((*at, str(field)), problem, mend)
    return _anchored(written, at, tree, notice, note)


def _anchored(entry: Any, at: Location, tree: ClauseTree, notice: str, note: Note) -> dict[str, Any]:
    """The quote with its clause; an empty clause where none can be told."""
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), str):
        note((*at, "quote"), "这里要写一句原文", "从原文抄一句，写成 quote: 原文")
        return {"quote": "……", "clause": "", "notice": notice}
    clause = _clause(entry["quote"], entry.get("under"), at, tree, note)
    return {"quote": entry["quote"], "clause": clause, "notice": notice}


def _clause(quote: str, under: Any, at: Location, tree: ClauseTree, note: Note) -> str:
    places = tree.places(quote)
    names = "、".join(place.id for place in places)
    if not places:
        clause, printed = _nearest(quote, tree)
        written, shown = difference(quote, printed)
        where = f"；最接近的是{clause}的“{shown}”" if clause else ""
        note((*at, "quote"), f"原文里没有“{written}”{where}", "从原文照抄这一句，一个字也不要改")
        return ""
    if under is not None:
        within = tree.locate(quote, under=str(under))
        if within is None:
            mend = f"改成 under: {names}" if len(places) > 1 else f"改成 under: {names}，或删去这一行"
            note((*at, "under"), f"{under}里没有这一句", mend)
            return ""
        return within.id
    if len(places) > 1:
        problem = f"“{quote[:SHOWN]}”在原文里有{len(places)}处：{names}"
        note((*at, "quote"), problem, f"加一行 under: 条款号（{names} 之一）")
        return ""
    return places[0].id


def _nearest(quote: str, tree: ClauseTree) -> tuple[str, str]:
    """The clause that holds words most like ``quote``, and these words; two empty ones where none does."""
    wanted = plain(quote)
    texts = {name: plain(clause.full_text) for name, clause in tree.clauses.items()}
    long_enough = {name: text for name, text in texts.items() if len(text) >= len(wanted) * LONG_ENOUGH}
    scored = [(fuzz.partial_ratio(wanted, text), -len(text), name) for name, text in long_enough.items()]
    score, _, name = max(scored, default=(0, 0, ""))
    words = nearest_words(quote, texts[name]) if score >= NEAR_WORDS else ""
    return (name, words) if words else ("", "")
