"""Which of several windows ends later, and whether that is what is asked."""

from __future__ import annotations

import pytest

from policies_kb.answering.comparison import verdict
from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.model.answer import Statement
from policies_kb.model.facts import WindowFact


@pytest.fixture(scope="module")
def windows() -> tuple[Statement, ...]:
    base: KnowledgeBase = load_knowledge_base()
    found = []
    for notice in base.notices.values():
        fact = next((f for f in notice.cell("window_apply").facts if isinstance(f, WindowFact)), None)
        if fact:
            found.append(Statement(notice.id, "window_apply", "stated", facts=(fact,)))
    return tuple(found)


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("这几份通知哪个截止晚", True),
        ("哪边最迟截止", True),
        ("谁先截止", True),
        ("今晚能交给谁", False),
        ("早上交到哪里", False),
        ("先交哪个部门", False),
        ("截止晚不晚", False),
    ],
)
def test_only_what_compares_is_compared(text: str, compares: bool, windows: tuple[Statement, ...]) -> None:
    assert bool(verdict(text, windows)) is compares
