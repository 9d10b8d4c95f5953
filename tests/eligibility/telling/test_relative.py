"""A beginning told by another's: never how long somebody has worked, and a day where the other's day is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.eligibility.telling import TIMES, beside, tell
from policies_kb.reading import Reader
from policies_kb.serving import serving_base

DAY = date(2026, 10, 10)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


@pytest.mark.parametrize(
    ("says", "known", "tells"),
    [
        ("比我晚来一个月", {"work_start": "2021-10-30"}, {"work_start": "2021-11-30"}),
        ("工友比我晚进厂三个月", {"work_start": "2021-11-30"}, {"work_start": "2022-02-28"}),
        ("他比我早来一年", {"work_period": "2022-07"}, {"work_period": "2021-07"}),
        ("都一样 就是晚来两年", {"work_period": "2022"}, {"work_period": "2024"}),
        ("她比我多干了半年", {"years": 1.5}, {"years": 2.0}),
        ("比我少干一年", {"years": 3}, {"years": 2}),
        ("比我晚来一个月", {}, {}),
        ("比我晚来一个月 是22年9月1号报到的", {"work_start": "2021-10-30"}, {"work_start": "2022-09-01"}),
        ("干了一年", {"work_start": "2021-10-30"}, {"years": 1}),
    ],
)
def test_told_by_another(says: str, known: dict[str, Any], tells: dict[str, Any], reader: Reader) -> None:
    told = beside(tell(says, reader, DAY), known)
    assert {name: value for name, value in told.values.items() if name in TIMES} == tells


def test_it_does_not_answer_how_long(reader: Reader) -> None:
    assert not TIMES & tell("他比我晚来两年", reader, DAY, "years").values.keys()
