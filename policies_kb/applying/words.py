"""The words of words.yml, and whether a message asks for a rule to be applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.reading.clauses import clauses

MODAL_REACH = 7  # characters at the end of a clause


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


def words(*names: str) -> tuple[str, ...]:
    """The words under a name: ``words("subjects", "posting")``."""
    found: Any = _data()
    for name in names:
        found = found[name]
    return tuple(found)


def table(name: str) -> Mapping[str, Any]:
    """The table under a name."""
    return dict(_data()[name])


def has(text: str, listed: Sequence[str]) -> bool:
    """Whether one of the words stands in the text."""
    return any(word in text for word in listed)


def asks(kind: str, text: str) -> bool:
    """Whether the text asks in that way: 够不够, 够了吗, 来得及不; a stem alone says nothing."""
    data = _data()["asks"][kind]
    if has(text, data["whole"]) or any(_asked(stem, text) for stem in data["stems"]):
        return True
    return bool(data["stems"]) and any(_modal(clause) for clause in clauses(text))


def _modal(clause: str) -> bool:
    """「还能再交吗」 「够年限不」."""
    return clause.endswith(tuple(_data()["particles"])) and has(clause[-MODAL_REACH:], _data()["modal"])


def _asked(stem: str, text: str) -> bool:
    position = text.find(stem)
    while position >= 0:
        rest = text[position + len(stem) :]
        while any(rest.startswith(filler) for filler in _data()["between"]):
            rest = rest[1:]
        if rest.startswith(tuple(_data()["particles"])) or rest.startswith(("?", "？")):
            return True
        position = text.find(stem, position + 1)
    return False


def beside(comparator: str, topic: str) -> bool:
    """Whether a verdict of that comparator may stand beside the topic."""
    return topic in _data()["topics"][comparator]
