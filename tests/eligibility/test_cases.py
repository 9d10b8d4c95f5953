"""Readable cases: a base person of each path, what is changed, and what the notice's clerk would say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.eligibility import Applicant, Rulebook, assess

FOLDER = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in data["groups"]:
            for case in group["cases"]:
                name = f"{path.stem}-{group['target']}-{case['name']}"
                found.append(pytest.param(data["notice"], group, case, id=name))
    return found


@pytest.mark.parametrize(("notice", "group", "case"), _cases())
def test_case(book: Rulebook, notice: str, group: dict[str, Any], case: dict[str, Any]) -> None:
    told = {k: v for k, v in {**group["person"], **case.get("change", {})}.items() if v is not None}
    day: date = case.get("day", group["day"])
    results = assess(book, group["target"], Applicant.model_validate(told), day)
    result = next(r for r in results if r.notice_id == notice)
    assert result.verdict.value == case["verdict"], result.text
    assert result.earliest == case.get("earliest")
    if "missing" in case:
        assert list(result.missing) == case["missing"]
    if "window" in case:
        assert result.window.value == case["window"]
    for words in case.get("says", []):
        assert words in result.text
