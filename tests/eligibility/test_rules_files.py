"""rules.yml: the drawn graphs are up to date. What is wrong with one is said in tests/gate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.console.graph import GRAPHS
from policies_kb.console.main import main
from policies_kb.eligibility import Rulebook
from policies_kb.eligibility.graph import page
from policies_kb.loading import NOTICES, KnowledgeBase

NOTICE = "luntai-2024-chuding"


@pytest.mark.parametrize("name", sorted(path.name for path in NOTICES.iterdir() if path.is_dir()))
def test_the_graph_is_up_to_date(base: KnowledgeBase, book: Rulebook, name: str) -> None:
    rules = next(entry.rules for entry in book.notices if entry.id == name)
    drawn = (GRAPHS / f"{name}.md").read_text(encoding="utf-8")
    assert drawn == page(rules, base.notices[name].head.short_name), f"python -m policies_kb graph {name} --write"
    for path in rules.paths:
        for condition in path.conditions:
            assert f'{condition.id}["' in drawn


def test_the_command_prints_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(NOTICES / NOTICE, tmp_path / NOTICE)
    assert main(["graph", NOTICE, "--folder", str(tmp_path)]) == 0
    assert "flowchart TD" in capsys.readouterr().out
