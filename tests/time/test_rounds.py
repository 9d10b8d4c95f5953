"""The words of rounds in messages, and the years that are somebody's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import load_knowledge_base
from policies_kb.reading import Reader

CASES = yaml.safe_load(Path(__file__).with_name("rounds.yml").read_text(encoding="utf-8"))
DAY = date(2025, 9, 10)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_knowledge_base())


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_rounds_of_a_message(case: dict[str, Any], reader: Reader) -> None:
    assert [wish.name for wish in reader.read(case["text"]).scope_on(DAY).rounds] == case["rounds"]
