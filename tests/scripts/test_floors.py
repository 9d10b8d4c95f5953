"""Floors of the gold cases only rise, and a rate under its floor is named."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scripts import floors


def case(group: str = "question", *, faults: int = 0, wrong: int = 0, cites: int = 0) -> dict[str, object]:
    return {"group": group, "faults": ["f"] * faults, "wrong": ["w"] * wrong, "cites": ["c"] * cites}


def test_rates() -> None:
    judged = [case(), case(cites=1), case(faults=1), case(wrong=1)]
    assert floors.rates_of(judged) == {"question": {"right": 0.5, "cited": 0.25, "wrong": 0.25}}


def test_every_breach_is_named() -> None:
    floor = {
        "question": {"right": 0.9, "cited": 0.8, "wrong": 0.0},
        "other": {"right": 0, "cited": 0, "wrong": 1},
    }
    lines = floors.breaches(floor, {"question": {"right": 0.89, "cited": 0.8, "wrong": 0.01}})
    assert lines == [
        "question: right 89.00% is under its floor 90.00%",
        "question: wrong 1.00% is over its limit 0.00%",
        "other: no case was judged",
    ]


rate = st.floats(0, 1)
rates = st.fixed_dictionaries({"right": rate, "cited": rate, "wrong": rate})


@given(rates, rates)
def test_floors_only_rise_and_the_same_run_passes(old: floors.Rates, new: floors.Rates) -> None:
    result = floors.raised({"question": old}, {"question": new})["question"]
    assert result["right"] >= old["right"]
    assert result["cited"] >= old["cited"]
    assert result["wrong"] <= old["wrong"]
    if not floors.breaches({"question": old}, {"question": new}):
        assert not floors.breaches({"question": result}, {"question": new})


def test_writing_keeps_the_comment(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    path.write_text("# why\nquestion: {right: 0.1, cited: 0.0, wrong: 1.0}\n", encoding="utf-8")
    better = floors.raised(floors.read(path), {"question": {"right": 0.97, "cited": 0.95, "wrong": 0.0}})
    floors.write(path, better)
    assert path.read_text(encoding="utf-8").startswith("# why\n")
    assert floors.read(path) == better
