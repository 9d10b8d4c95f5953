"""The response templates of domain.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DOMAIN = Path(__file__).parent.parent.parent / "domain.yml"


class Phrasebook:
    """Fills the first variation of a response; the same question always gets the same words."""

    def __init__(self, responses: dict[str, list[dict[str, Any]]]) -> None:
        self._responses = responses

    def has(self, name: str) -> bool:
        """Whether there is a response ``utter_<name>``."""
        return f"utter_{name}" in self._responses

    def __call__(self, name: str, **values: object) -> str:
        """The text of ``utter_<name>`` with its placeholders filled. KeyError when either is missing."""
        return str(self._responses[f"utter_{name}"][0]["text"]).format(**values)


@lru_cache(maxsize=1)
def load_phrasebook() -> Phrasebook:
    """The phrasebook of this checkout's domain.yml."""
    return Phrasebook(yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"])
