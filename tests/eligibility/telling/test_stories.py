"""Stories with what must be read from them and what must stay open, by what makes them hard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.eligibility import Applicant
from policies_kb.eligibility.telling import tell
from policies_kb.reading import Reader
from policies_kb.serving import serving_base

DAY = date(2026, 10, 10)
STORIES = [
    pytest.param(case, id=f"{kind}-{case['story'][:16]}")
    for kind, cases in yaml.safe_load(Path(__file__).with_name("stories.yml").read_text("utf-8")).items()
    for case in cases
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


@pytest.mark.parametrize("case", STORIES)
def test_story(case: dict[str, Any], reader: Reader) -> None:
    told = tell(case["story"], reader, DAY)
    assert {name: told.values.get(name) for name in case["tells"]} == case["tells"], told
    assert not set(case.get("open", ())) & set(told.values), told.values
    assert told.what_if is case.get("what_if", False)
    if "target" in case:
        assert told.target == case["target"]
    if "inferred" in case:
        assert sorted(told.inferred) == sorted(case["inferred"])
    others = {other.label: other.values for other in told.others}
    for label, values in case.get("others", {}).items():
        assert values.items() <= others[label].items(), others
    Applicant.model_validate(told.values)


@pytest.mark.parametrize("case", STORIES)
def test_every_value_keeps_its_words(case: dict[str, Any], reader: Reader) -> None:
    told = tell(case["story"], reader, DAY)
    text = reader.read(case["story"]).text
    for name in told.values:
        if name in told.sources:
            source = told.sources[name]
            assert text[source.start : source.end] == source.words != "", name
    assert set(told.values) == set(told.sources)
