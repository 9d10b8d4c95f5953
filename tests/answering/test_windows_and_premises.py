"""Windows on their boundary days, and premises that the facts contradict."""

from __future__ import annotations

from datetime import date

import pytest

from policies_kb.answering.windows import window_state
from policies_kb.applying.premise import correction
from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.model.facts import AnyFact, WindowFact


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def facts(base: KnowledgeBase, notice: str, topic: str) -> tuple[AnyFact, ...]:
    return base.notices[notice].cell(topic).facts


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-09-24", "upcoming"),
        ("2024-09-25", "open"),
        ("2024-10-17", "open"),
        ("2024-10-18", "last_day"),
        ("2024-10-19", "closed"),
        ("2024-12-31", "closed"),
        ("2025-01-01", "past_year"),
    ],
)
def test_a_window_on_its_boundary_days(day: str, state: str, base: KnowledgeBase) -> None:
    window = next(f for f in facts(base, "yanqi-2024-chuding", "window_apply") if isinstance(f, WindowFact))
    assert window_state(window, date.fromisoformat(day)).state == state


def test_dates_left_open_are_announced_later(base: KnowledgeBase) -> None:
    windows = [f for f in facts(base, "bazhou-archives-2024", "defence_time") if isinstance(f, WindowFact)]
    assert window_state(windows[0], date(2024, 10, 10)).state == "announced_later"


@pytest.mark.parametrize(
    ("notice", "topic", "text", "right"),
    [
        ("yanqi-2024-chuding", "return_deadline", "退回给5天时间改对吧", "48小时"),
        ("yanqi-2024-chuding", "return_deadline", "退回48小时内改对吧", None),
        ("yanqi-2024-chuding", "return_deadline", "退回后2天内改是不是", None),
        ("yanqi-2024-chuding", "return_deadline", "退回几天内改", None),
        ("luntai-2024-chuding", "window_apply", "10月18日截止是吗", "9月27日至10月30日"),
        ("luntai-2024-chuding", "window_apply", "10月30日截止是吗", None),
    ],
)
def test_a_premise_is_corrected_only_when_it_is_wrong(
    notice: str, topic: str, text: str, right: str | None, base: KnowledgeBase
) -> None:
    found = correction(text, [f for f in facts(base, notice, topic) if not f.silent], 2024)
    assert (found.right if found else None) == right
