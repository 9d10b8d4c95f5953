"""The conclusion of a comparison: which of several windows ends or starts later, which fee is higher."""

from __future__ import annotations

import re

from policies_kb.model.answer import Statement
from policies_kb.model.facts import WindowFact

from .windows import day_of

LATER = re.compile(r"(截止|结束|关)?[^,，。]{0,4}(更?晚|最晚|靠后|迟)")
EARLIER = re.compile(r"(更?早|最早|先|靠前)")


def verdict(text: str, statements: tuple[Statement, ...]) -> str:
    """The id of the notice whose window ends later (earlier), when the question asks that; else ``""``."""
    if not re.search(r"哪|谁|还是", text):
        return ""
    ends = {
        statement.notice_id: day_of(fact.end)
        for statement in statements
        for fact in statement.facts[:1]
        if isinstance(fact, WindowFact) and fact.end
    }
    if len(ends) < 2 or len(set(ends.values())) < 2:
        return ""
    if LATER.search(text):
        return max(ends, key=lambda name: ends[name])
    if EARLIER.search(text):
        return min(ends, key=lambda name: ends[name])
    return ""
