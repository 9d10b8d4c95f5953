"""Words typed by their sound: what is put right, and what is left alone (the examples of heard.yml are the tests)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import policies_kb.reading.heard as heard

WORDS: dict[str, Any] = yaml.safe_load(Path(heard.__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "meant"), WORDS["examples"].items())
def test_what_is_no_word_is_put_right(typed: str, meant: str) -> None:
    assert heard.as_meant(typed) == meant


@pytest.mark.parametrize("text", [*WORDS["not"], *WORDS["words"]])
def test_words_are_left_alone(text: str) -> None:
    assert heard.as_meant(text) == text


def test_the_length_stays() -> None:
    for typed in WORDS["examples"]:
        assert len(heard.as_meant(typed)) == len(typed)
