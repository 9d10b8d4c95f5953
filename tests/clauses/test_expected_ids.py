"""Every clause of the five notices has the id that a reader of the print gives it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from policies_kb.clauses import ClauseTree

_EXPECTED: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("expected_ids.yml").read_text(encoding="utf-8")
)


def _expand(entry: str) -> list[str]:
    """`五(一)[1-15]` stands for 五(一)1 … 五(一)15."""
    if "[" not in entry:
        return [entry]
    stem, span = entry.rstrip("]").split("[")
    first, last = map(int, span.split("-"))
    return [f"{stem}{number}" for number in range(first, last + 1)]


@pytest.mark.parametrize("notice_id", sorted(_EXPECTED))
def test_ids_in_reading_order(trees: Mapping[str, ClauseTree], notice_id: str) -> None:
    expected = [clause_id for entry in _EXPECTED[notice_id] for clause_id in _expand(entry)]
    assert list(trees[notice_id].clauses) == expected


def test_every_notice_on_file_is_covered(trees: Mapping[str, ClauseTree]) -> None:
    assert set(_EXPECTED) <= set(trees)


def test_parents_and_children_agree(trees: Mapping[str, ClauseTree]) -> None:
    for tree in trees.values():
        for clause in tree.clauses.values():
            assert all(tree.clauses[child].parent == clause.id for child in clause.children)
            if clause.parent is not None:
                assert clause.id in tree.clauses[clause.parent].children
                assert clause.id.startswith(clause.parent)
