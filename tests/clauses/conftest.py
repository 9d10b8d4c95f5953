"""The five notices, parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from policies_kb.clauses import ClauseTree, parse

_NOTICES = Path(__file__).parents[1] / "book"


@pytest.fixture(scope="session")
def texts() -> Mapping[str, str]:
    """The source text of every notice on file, by notice id."""
    found = {path.parent.name: path.read_text(encoding="utf-8") for path in _NOTICES.glob("*/text.txt")}
    assert found
    return found


@pytest.fixture(scope="session")
def trees(texts: Mapping[str, str]) -> Mapping[str, ClauseTree]:
    """The clause tree of every notice on file, by notice id."""
    return {notice_id: parse(text) for notice_id, text in texts.items()}
