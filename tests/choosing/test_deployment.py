"""A model that finds fewer topics of unseen phrases than the one before it is not deployed."""

from __future__ import annotations

from pathlib import Path

from bot.runtime.deployment import compared, newest
from policies_kb.choosing import stored


def found(right: int, of: int, start: int = 0) -> dict[str, bool]:
    return {str(index): index - start < right for index in range(start, start + of)}


def test_worse_by_more_than_the_margin() -> None:
    assert compared(found(80, 100), found(70, 100)).worse
    assert not compared(found(80, 100), found(80, 100)).worse
    assert not compared(found(800, 1000), found(799, 1000)).worse


def test_new_phrases_speak_against_no_model() -> None:
    assert not compared(found(80, 100), found(80, 100) | found(0, 100, start=100)).worse


def test_a_model_of_another_shape_is_no_hindrance(tmp_path: Path) -> None:
    assert not compared({}, found(0, 100)).worse
    assert newest(tmp_path, tmp_path / "new.tar.gz") is None


def test_the_fingerprint_is_that_of_the_present_words() -> None:
    assert stored.fingerprint() == stored.fingerprint()
