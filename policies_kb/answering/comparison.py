"""The conclusion of a comparison: which of several windows ends later, and whether notices say the same."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from policies_kb.clauses import bare
from policies_kb.model.answer import Statement
from policies_kb.model.facts import WindowFact, YearsFact, day_of

FIGURES = re.compile(r"https?://[\w./-]+|(?:www\.)[\w./-]+|\d+(?:\.\d+)?")


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def asks(kind: str, text: str) -> bool:
    """Whether a text holds a word of that kind that compares something."""
    for word in _words()["not_compared"]:
        text = text.replace(word, " ")
    return any(word in text for word in _words()[kind])


def verdict(text: str, statements: tuple[Statement, ...]) -> str:
    """The id of the notice whose window ends later (earlier), when the question asks that; else ``""``."""
    if not asks("which", text):
        return ""
    ends = {
        statement.notice_id: day_of(fact.end)
        for statement in statements
        for fact in statement.facts[:1]
        if isinstance(fact, WindowFact) and fact.end
    }
    if len(set(ends.values())) < 2 or len({end.year for end in ends.values()}) > 1:
        return ""  # rounds of two years: the one of the later year ends later, and that was not the question
    if asks("later", text):
        return max(ends, key=lambda name: ends[name])
    if asks("earlier", text):
        return min(ends, key=lambda name: ends[name])
    return ""


def alike(text: str, statements: tuple[Statement, ...]) -> bool | None:
    """Whether the notices say the same, when the question asks that; None where it does not, or where one is silent
    or states no figure to compare."""
    if not asks("same", text) or len({s.notice_id for s in statements}) < 2:
        return None
    first = [s for s in statements if s.topic == statements[0].topic]
    if any(statement.kind != "stated" for statement in first):
        return None
    values = [_stated(statement) for statement in first]
    if all(values) and len(set(values)) > 1:
        return False
    typed = all(isinstance(statement.facts[0], WindowFact | YearsFact) for statement in first)
    # equal figures prove nothing of words: two copies of one paper are not two copies of another
    same = all(values) if typed else len({bare(statement.facts[0].say) for statement in first}) == 1
    return True if same else None


def _stated(statement: Statement) -> frozenset[object]:
    """What can be compared of a statement: days of its windows, years by education, else the figures it names."""
    windows = [fact for fact in statement.facts if isinstance(fact, WindowFact)]
    if isinstance(statement.facts[0], WindowFact):
        return frozenset((fact.start, fact.end) for fact in windows)
    years = [fact for fact in statement.facts if isinstance(fact, YearsFact)]
    if years:
        return frozenset((education, fact.years) for fact in years for education in fact.education)
    return frozenset(FIGURES.findall(statement.facts[0].say))
