"""Words by which a person asks for what waits for them: the next page, an answer that came too late (controls.yml)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("controls.yml")
_BETWEEN = re.compile(r"[\s,，。.!！?？、;；:：~…“”\"'()（）]+")


class Control(StrEnum):
    """NEXT asks to go on; FETCH for an answer that was promised; NONE is a message like any other."""

    NEXT = "next"
    FETCH = "fetch"
    NONE = ""


@lru_cache(maxsize=1)
def _table() -> dict[str, Control]:
    listed: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {word: Control(name) for name, words in listed.items() for word in words}


def control(text: str) -> Control:
    """What the whole message asks for."""
    return _table().get(_BETWEEN.sub("", text), Control.NONE)
