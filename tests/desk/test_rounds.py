"""The rounds that a card can be fixed to: those on file for its place, and nothing where there is no choice."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk.calls.rounds import chosen, rounds
from policies_kb.loading import KnowledgeBase, knowledge_base
from policies_kb.model.question import Scope
from policies_kb.model.rounds import Round, Wish
from policies_kb.reference import load_reference
from tests.time.conftest import both_rounds


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The five notices and a made-up second year of two of them."""
    return knowledge_base(both_rounds().values(), load_reference())


@pytest.mark.parametrize(
    ("place", "day", "names"),
    [
        ("焉耆回族自治县", date(2025, 10, 1), ["2025年度", "2024年度"]),
        ("焉耆回族自治县", date(2024, 10, 1), []),  # the second is not issued yet
        ("轮台县", date(2025, 10, 1), []),
    ],
)
def test_those_on_file_for_the_place(base: KnowledgeBase, place: str, day: date, names: list[str]) -> None:
    assert [one.name for one in rounds(base, Scope(regions=(place,)), day)] == names


def test_the_one_that_is_fixed(base: KnowledgeBase) -> None:
    scope = Scope(regions=("焉耆回族自治县",))
    offered = rounds(base, scope, date(2025, 10, 1))
    assert chosen(scope, offered) is None
    fixed = Scope(regions=scope.regions, rounds=(Wish.of(Round(year=2024)),))
    assert chosen(fixed, offered) == Round(year=2024)
