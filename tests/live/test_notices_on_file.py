"""The notices that are really on file: each passes the gate with the probes made from it, and its graph is drawn.

All other tests run on the frozen notices of tests/book, so that a new or corrected notice cannot break them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_kb.console.graph import GRAPHS
from policies_kb.eligibility.graph import page
from policies_kb.gate import Examination, examine
from policies_kb.loading import notice_folders, read_notice

ON_FILE = Path(__file__).parents[2] / "policies_kb" / "notices"
NAMES = [folder.name for folder in notice_folders(ON_FILE)]


@pytest.fixture(scope="module")
def found() -> Examination:
    return examine([read_notice(folder) for folder in notice_folders(ON_FILE)])


@pytest.mark.parametrize("name", NAMES)
def test_it_passes_the_gate_with_its_probes(found: Examination, name: str) -> None:
    assert found.of(name) == []
    assert found.probes[name], "a notice without a typed fact and without a rule can be asked nothing"


@pytest.mark.parametrize("name", NAMES)
def test_its_graph_is_up_to_date(found: Examination, name: str) -> None:
    if found.notices[name].head.amends:
        return  # what changes another notice has no rules of its own
    rules = found.rules[name].rules
    drawn = (GRAPHS / f"{name}.md").read_text(encoding="utf-8")
    assert drawn == page(rules, found.notices[name].head.short_name), f"python -m policies_kb graph {name} --write"
    for path in rules.paths:
        for condition in path.conditions:
            assert f'{condition.id}["' in drawn
