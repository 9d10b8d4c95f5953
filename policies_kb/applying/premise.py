"""What a question takes for granted, checked against the facts: 「退回给3天改,对吧」 → 不是3天，是48小时.

Only a claim about the rule is corrected; what the asker tells of themselves (我干了3年, 我去年报到) is their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.model.answer import Correction
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact, day_of
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import dates_in
from policies_kb.reading.quantities import Quantity, quantities


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def asks_to_confirm(text: str) -> bool:
    """Whether the question states something and wants it confirmed."""
    if any(word in text for word in _words()["asks"]):
        return True
    return any(clause.rstrip("?？)）").endswith(tuple(_words()["tags"])) for clause in clauses(text))


def claims(text: str) -> list[str]:
    """The clauses that claim something about the rule: they speak of it, or end in a tag, and tell of nobody's case."""
    return [
        clause
        for clause in clauses(text)
        if not _own(clause) and (asks_to_confirm(clause) or any(word in clause for word in _words()["rule"]))
    ]


def without_claims(text: str) -> str:
    """The message without what it surely says of the rule: what is left is the asker's own."""
    listed = clauses(text)
    kept = []
    for clause, following in zip(listed, [*listed[1:], ""], strict=True):
        claimed = following in _words()["surely"] or any(word in clause for word in _words()["surely"])
        if _own(clause) or not (claimed or _quoted(clause)):
            kept.append(clause)
    return "，".join(kept)


def _own(clause: str) -> bool:
    """Whether the clause tells of somebody's case: what has been done, or a person and not a unit (我们这边)."""
    if _quoted(clause):
        return False
    if any(word in clause for word in _words()["done"]):
        return True
    return any(word in clause for word in _words()["person"] if not _plural(clause, word))


def _quoted(clause: str) -> bool:
    return any(word in clause for word in _words()["quoted"])


def _plural(clause: str, word: str) -> bool:
    return any(word in plural and plural in clause for plural in _words()["plural"])


def correction(text: str, facts: Iterable[AnyFact], year: int) -> Correction | None:
    """What the asker takes for granted and the facts contradict; None when nothing is, or nothing can be said."""
    listed = list(facts)
    claimed = claims(text) if asks_to_confirm(text) else []
    return _wrong_date(claimed, listed, year) or _wrong_quantity(claimed, listed) or _wrong_word(text, listed)


def _wrong_date(claimed: list[str], facts: list[AnyFact], year: int) -> Correction | None:
    said = [day for clause in claimed for day in dates_in(clause, year)]
    windows = [fact for fact in facts if isinstance(fact, WindowFact | CutoffFact)]
    if not said or not windows:
        return None
    right: set[date] = set()
    for fact in windows:
        moments = (fact.start, fact.end) if isinstance(fact, WindowFact) else (fact.at,)
        right |= {day_of(moment) for moment in moments if moment}
    if not right or any(day in right for day in said):
        return None
    return Correction(said="至".join(_spoken(day) for day in said), right=_window_words(windows[0]))


def _window_words(fact: WindowFact | CutoffFact) -> str:
    moments = [fact.at] if isinstance(fact, CutoffFact) else [m for m in (fact.start, fact.end) if m]
    return "至".join(_spoken(day_of(moment)) for moment in moments)


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _wrong_quantity(claimed: list[str], facts: list[AnyFact]) -> Correction | None:
    stated: dict[str, list[Quantity]] = {}
    for fact in facts:
        for quantity in quantities(fact.say):
            stated.setdefault(quantity.dimension, []).append(quantity)
    for clause in claimed:
        spoken = quantities(clause)
        for said in spoken:
            if any(other.dimension == said.dimension and other.value != said.value for other in spoken):
                continue  # several people's values, or one set beside another: which is claimed is not sure
            same = stated.get(said.dimension, [])
            values = list(dict.fromkeys(quantity.value for quantity in same))
            if len(values) == 1 and values[0] != said.value:
                return Correction(said=said.surface, right=same[0].surface)
    return None


def _wrong_word(text: str, facts: list[AnyFact]) -> Correction | None:
    if any(word in text for word in _words()["which"]):
        return None
    for rivals in _words()["rivals"]:
        said = [word for word in rivals if word in text]
        if len(said) != 1 or not facts:
            continue
        printed = " ".join(quote.quote for quote in facts[0].quotes).lower()
        stated = [word for word in rivals if word in printed]
        if len(stated) == 1 and stated != said:
            return Correction(said=said[0], right=stated[0])
    return None
