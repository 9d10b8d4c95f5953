"""Numbers, days and names of official texts, as the tables beside this module state them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.lexers import Moment, counts, figures, mentions, moments, numbers, numeral_value, plain, ranges

HERE = Path(__file__).parent


def table(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


DATES, NUMBERS, MENTIONS = table("dates.yml"), table("numbers.yml"), table("mentions.yml")


def shown(moment: Moment) -> str:
    year = f"{moment.year}-" if moment.year else ""
    hour = " {:02}:{:02}".format(*moment.hour) if moment.hour else ""
    return f"{year}{moment.month:02}-{moment.day:02}{hour}"


@pytest.mark.parametrize("text", DATES["moments"])
def test_moments(text: str) -> None:
    assert [shown(moment) for moment in moments(text)] == DATES["moments"][text]


@pytest.mark.parametrize("text", DATES["ranges"])
def test_ranges(text: str) -> None:
    found = [day for span in ranges(text) for day in (shown(span.first), shown(span.last))]
    assert found == DATES["ranges"][text]


@pytest.mark.parametrize("case", DATES["same"], ids=lambda case: f"{case['text']} {case['typed']}")
def test_a_typed_day_against_a_printed_one(case: dict[str, Any]) -> None:
    written = case["typed"]
    typed = datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    assert moments(case["text"])[0].is_day(typed) is case["same"]


@pytest.mark.parametrize("text", DATES["written"])
def test_a_day_as_a_record_writes_it(text: str) -> None:
    assert moments(text)[0].written == DATES["written"][text]


@pytest.mark.parametrize("numeral", NUMBERS["values"])
def test_numerals(numeral: str) -> None:
    assert numeral_value(numeral) == NUMBERS["values"][numeral]


def test_every_numeral_below_a_thousand() -> None:
    digits = "零一二三四五六七八九"
    for number in range(1, 1000):
        hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
        written = f"{digits[hundreds]}百" if hundreds else ""
        if tens:
            written += f"{digits[tens]}十" if hundreds or tens > 1 else "十"
        elif hundreds and ones:
            written += "零"
        written += digits[ones] if ones else ""
        assert numeral_value(written) == number, written


@pytest.mark.parametrize("text", NUMBERS["numbers"])
def test_numbers(text: str) -> None:
    assert numbers(text) == NUMBERS["numbers"][text]


@pytest.mark.parametrize("text", NUMBERS["figures"])
def test_figures(text: str) -> None:
    assert figures(text) == NUMBERS["figures"][text]


@pytest.mark.parametrize("case", NUMBERS["counts"], ids=lambda case: case["text"])
def test_counts(case: dict[str, Any]) -> None:
    assert [number for number, _ in counts(case["text"], case["unit"])] == case["counts"]


@pytest.mark.parametrize("text", NUMBERS["plain"])
def test_plain(text: str) -> None:
    assert plain(text) == NUMBERS["plain"][text]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [(group["words"], text, expected) for group in MENTIONS for text, expected in group["mentions"].items()],
)
def test_mentions(words: dict[str, list[str]], text: str, expected: list[str]) -> None:
    found = mentions(text, words)
    assert [mention.name for mention in found] == expected
    assert all(plain(text)[mention.start : mention.end] in map(plain, words[mention.name]) for mention in found)
