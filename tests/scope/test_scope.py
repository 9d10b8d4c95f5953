"""Which notice covers whom, as a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.model.question import Scope
from policies_kb.scope import resolve

DAY = date(2024, 10, 10)

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_resolution(case: dict[str, Any], base: KnowledgeBase) -> None:
    found = resolve(Scope.from_dict(case), base, DAY)
    assert found.fit.value == case["fit"]
    if "notices" in case:
        assert [notice.id for notice in found.notices] == case["notices"]
    assert list(found.uncovered) == case.get("uncovered", [])


def test_all_notices_at_once_are_compared(base: KnowledgeBase) -> None:
    found = resolve(Scope(regions=("轮台县",), all_notices=True), base, DAY)
    assert found.fit.value == "compare"
    assert [notice.id for notice in found.notices] == list(base.notices)
