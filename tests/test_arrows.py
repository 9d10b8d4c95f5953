"""Arrows between the packages point one way: bot → actions → policies_kb; what measures stands outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = {"evaluation", "tests", "scripts", "benchmarks"}
FORBIDDEN = {
    "policies_kb": {"actions", "bot", *OUTSIDE},
    "actions": {"bot", *OUTSIDE},
    "bot": OUTSIDE,
}


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Every package that a file imports anywhere in it, with its line; relative imports stay inside."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


@pytest.mark.parametrize("package", FORBIDDEN)
def test_no_arrow_points_back(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in files
        for line, name in imported(file)
        if name in FORBIDDEN[package]
    ]
    assert files and not wrong, wrong


def test_an_arrow_that_points_back_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "back.py"
    file.write_text(
        "from . import bot\n\n\ndef late() -> None:\n    from evaluation.cases import load\n    import bot.desk\n"
    )
    assert list(imported(file)) == [(5, "evaluation"), (6, "bot")]
