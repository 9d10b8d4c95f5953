"""What a YAML file holds is stored as JSON and comes back the same, dates and odd keys included."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.loading import NOTICES
from policies_kb.loading.source import write_folder
from policies_kb.loading.yaml_lines import LinedYaml
from policies_kb.releases import seed, sources
from policies_kb.releases.parsed import decode, encode, parsed

from .conftest import as_sources

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"))
    | st.dates()
    | st.datetimes(timezones=st.none() | st.timezones().map(lambda _: None))
    | st.binary()
)
KEYS = st.text(st.characters(codec="utf-8")) | st.integers() | st.booleans() | st.dates() | st.none() | st.just("$date")
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)


@given(DATA)
def test_nothing_is_lost(data: object) -> None:
    assert decode(json.loads(json.dumps(encode(data), ensure_ascii=False))) == data


def test_keys_keep_their_order_and_kind() -> None:
    data = {"乙": 1, 2: {date(2024, 1, 1): "x"}, True: {"$set": []}, "甲": [(1, 2), {3}]}
    again = decode(json.loads(json.dumps(encode(data))))
    assert again == data
    assert [repr(key) for key in again] == [repr(key) for key in data]


@pytest.mark.parametrize(
    "text",
    ["a: [", "a:\n b\n  c: d: e", '"\\ud800"', "[" * 5000],
    ids=["open bracket", "two colons", "half a character", "too deep"],
)
def test_what_is_not_yaml_is_not_stored(text: str) -> None:
    assert parsed("record.yml", text) is None


def test_only_yaml_is_read(url: str, folder: Path) -> None:
    write_folder(as_sources({"yanqi": {"record.yml": "day: 2024-09-23\n", "text.txt": "day: 1\n"}}), folder)
    seed(url, folder, lambda _: [])
    assert sources(url).parsed == {"yanqi": {"record.yml": {"day": "2024-09-23"}}}


def test_a_byte_order_mark_and_foreign_line_ends_are_read_past() -> None:
    assert parsed("record.yml", "\ufeffa: 2024-01-02 03:04:05\r\nb: |\r\n  x\r\n") == {
        "a": "2024-01-02 03:04:05",
        "b": "x\n",
    }


@pytest.mark.parametrize(
    "path", sorted(NOTICES.glob("*/r*.yml"))[:4], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_the_notices_on_file_come_back_as_they_were_parsed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert decode(json.loads(json.dumps(parsed(path.name, text)))) == LinedYaml(text).data
