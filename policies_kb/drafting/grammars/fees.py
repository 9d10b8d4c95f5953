"""Amounts of money: each with the level and the path whose words lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policies_kb.lexers import CLAUSE, SENTENCE, amounts, cut, occurrences, plain, since

from ..folded import Folded
from ..found import Found, Mark
from ..passages import Passage
from ..rows import Row, rows
from ..source import Source, names
from ..words import words

IN_TURN = "原文写“分别”，哪个数是谁的请照原文对"
LONGEST = 10  # letters of a name before 费


def fees(source: Source) -> Iterator[Found]:
    """Every amount in yuan; one that is not a whole number of yuan is left to the reviewer."""
    in_tables = {row.passage: row for row in rows(source.rules)}
    for passage in source.rules:
        if passage.blank:
            continue
        row, read = in_tables.get(passage), list(_in(passage, source))
        named = any(_names_whom(found) for found in read)
        for found in read:
            made = beside_cells(found, row, source) if row else found
            if named and not _names_whom(found):
                made = _doubted(made, "这一句对别人另有金额，没有读出这个数是谁的")
            yield _doubted(made, IN_TURN) if words()["in_turn"] in passage.text else made


def _in(passage: Passage, source: Source) -> Iterator[Found]:
    folded, before, called = Folded(passage.text), 0, ""
    for amount in amounts(folded.plain):
        leading = folded.plain[before : amount.start]
        called = named_fee(leading) or (called if "。" not in leading else "")
        before = amount.end
        if amount.simple and not leading.endswith(tuple(words()["fees"]["sums"])):
            yield from _fees(int(amount.yuan), leading, called, passage, source)


def _names_whom(found: Found) -> bool:
    return bool(found.fact.get("levels") or found.fact.get("paths"))


def _doubted(found: Found, unsure: str) -> Found:
    return replace(found, mark=Mark.GUESSED, unsure="；".join(filter(None, (found.unsure, unsure))))


def beside_cells(found: Found, row: Row, source: Source, column: int = -1) -> Found:
    """What else a row of a table says may limit an amount in it (to one series, one test): then it stands open."""
    paths = [sign for path in found.fact.get("paths", ()) for sign in source.reference.paths[path].signs]
    told = (*found.fact.get("levels", ()), *paths, str(found.fact.get("called", "")))
    limits = [cell for cell in row.besides(column, told) if not any(amounts(plain(cell)))]
    if not limits:
        return found
    return _doubted(found, f"表里这一行还写着“{'、'.join(limits)}”，这个数可能只对它")


def named_fee(leading: str) -> str:
    """The notice's own name for what is paid: the letters that end with 费."""
    for named in occurrences(leading, words()["fees"]["ends"]):
        start = named.start
        while start > 0 and "一" <= leading[start - 1] <= "龥" and named.start - start < LONGEST:
            start -= 1
        if start < named.start:
            return leading[start : named.end]
    return ""


def _fees(amount: int, leading: str, called: str, passage: Passage, source: Source) -> Iterator[Found]:
    """One for each level and path that the words before the amount name (甲、乙收费 380 元)."""
    own = leading[since(leading, len(leading), SENTENCE) :].lstrip("/人每次项，,")
    signs = {path: source.reference.paths[path].signs for path in source.head.paths}
    joined = own
    for word in words()["fees"]["joins"]:
        joined = joined.replace(word, "、")
    parts = [part for _, part in cut(joined, CLAUSE + "、")] or [own]
    whom = [(names(part, signs), source.levels_in(part)) for part in parts]
    named = [(paths, levels) for paths, levels in whom if paths or levels] or [([], [])]
    for paths, levels in named:
        path = path_of(paths or names(called, signs), levels, source)
        fact: dict[str, object] = {"id": fee_id(path, levels), "kind": "fee", "quote": passage.text, "amount": amount}
        if path and len(source.head.paths) > 1:
            fact["paths"] = [path]
        if levels:
            fact["levels"] = levels
        if called and not paths:
            fact["called"] = called
        unsure = "" if path or levels or len(source.head.paths) == 1 else "没有读出是谁、哪种方式的收费"
        mark = Mark.GUESSED if unsure else Mark.EXTRACTED
        yield Found(fact, passage.clause, mark, f"原文写着{amount}元", ("amount", "levels", "paths"), unsure=unsure)


def path_of(paths: list[str], levels: list[str], source: Source) -> str:
    """Of paths with one sign, the one that leads to the level named."""
    fitting = [path for path in paths if not (fixed := source.reference.paths[path].levels) or set(fixed) & set(levels)]
    return next(iter(fitting or paths), "")


def fee_id(path: str, levels: list[str]) -> str:
    """The id of the point that a fee settles."""
    steps = {"初级": "junior", "中级": "middle", "副高级": "deputy_senior", "正高级": "senior"}
    return "fee." + (
        "_".join([*([path.split("_")[0]] if path else []), *(steps[level] for level in levels)]) or "amount"
    )
