"""The table of docs/无障碍.md is that of its data, and each of its tests is there."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from scripts.accessibility_table import PAGE, STATES, page, rows, sources

ROOT = Path(__file__).parents[2]


@lru_cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m scripts.accessibility_table"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['source']} {row['clause'] or row['asks'][:8]}")
def test_a_row_says_its_source_and_what_proves_it(row: dict[str, Any]) -> None:
    assert row["source"] in sources()
    assert row["state"] in STATES
    assert row["asks"] and row["does"]
    assert ("limit" in row) == (row["state"] == "部分"), "what is done in part says what is missing"
    assert bool(row.get("tests")) == (row["state"] != "不适用")
    for test in row.get("tests", ()):
        file, _, name = test.partition("::")
        assert name in names_in(file), f"{test} is not there"
