"""A question that takes something for granted, checked against the facts: 「退回给3天改,对吧」 → 不是3天，是48小时."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from policies_kb.model.answer import Correction
from policies_kb.model.facts import AnyFact, CutoffFact, WindowFact, day_of
from policies_kb.reading.days import dates_in
from policies_kb.reading.quantities import Quantity, quantities

CONFIRMS = re.compile(
    r"是吗|对吗|对吧|对不|是吧|是不是|对么|没错吧|吧[?？。]?$|吧[,，(（)）]|就行|就可以|就够|够不够|行不行|可以撤|统一|难道|"
    r"应该是|听说|也是|也认|也行|一律|照样|不用|不就|算不算|得.{0,6}吧"
)
# Words of which a notice asks for one: naming another one is a premise that the fact contradicts.
RIVALS: tuple[tuple[str, ...], ...] = (
    ("png", "jpg", "pdf", "word", "bmp", "gif"),
    ("打印", "手写"),
    ("单面", "双面"),
)


def asks_to_confirm(text: str) -> bool:
    """Whether the question states something and wants it confirmed."""
    return CONFIRMS.search(text) is not None


def correction(text: str, facts: Iterable[AnyFact], year: int) -> Correction | None:
    """What the asker takes for granted and the facts contradict; None when nothing is, or nothing can be said."""
    listed = list(facts)
    return _wrong_date(text, listed, year) or _wrong_quantity(text, listed) or _wrong_word(text, listed)


def _wrong_date(text: str, facts: list[AnyFact], year: int) -> Correction | None:
    said = dates_in(text, year)
    windows = [fact for fact in facts if isinstance(fact, WindowFact | CutoffFact)]
    if not said or not windows or not asks_to_confirm(text):
        return None
    right: set[date] = set()
    for fact in windows:
        moments = (fact.start, fact.end) if isinstance(fact, WindowFact) else (fact.at,)
        right |= {day_of(moment) for moment in moments if moment}
    wrong = [day for day in said if day not in right]
    if not wrong or len(wrong) != len(said):
        return None
    return Correction(said="至".join(_spoken(day) for day in said), right=_window_words(windows[0]))


def _window_words(fact: WindowFact | CutoffFact) -> str:
    moments = [fact.at] if isinstance(fact, CutoffFact) else [m for m in (fact.start, fact.end) if m]
    return "至".join(_spoken(day_of(moment)) for moment in moments)


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _wrong_quantity(text: str, facts: list[AnyFact]) -> Correction | None:
    if not asks_to_confirm(text):
        return None
    stated: dict[str, list[Quantity]] = {}
    for fact in facts:
        for quantity in quantities(fact.say):
            stated.setdefault(quantity.dimension, []).append(quantity)
    for said in quantities(text):
        same = stated.get(said.dimension, [])
        values = list(dict.fromkeys(quantity.value for quantity in same))
        if len(values) == 1 and values[0] != said.value:
            return Correction(said=said.surface, right=same[0].surface)
    return None


def _wrong_word(text: str, facts: list[AnyFact]) -> Correction | None:
    for rivals in RIVALS:
        said = [word for word in rivals if word in text]
        if len(said) != 1 or not facts:
            continue
        stated = [word for word in rivals if word in facts[0].say.lower()]
        if len(stated) == 1 and stated != said:
            return Correction(said=said[0], right=stated[0])
    return None
