"""What the person of a case answers when the assistant asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.gold.cases import Story


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return words


def answer(asked: str, case: Story) -> str:
    """The words for one field; what the person does not know is said so."""
    words = _words()
    if asked == "target":
        return case.target
    if asked not in case.applicant:
        asked = words["instead"].get(asked, asked)
    value = case.applicant.get(asked)
    if value is None:
        return str(words["unknown"])
    if isinstance(value, list):
        return str(words["between"]).join(map(str, value)) or str(words["none_yet"])
    spoken = words["values"].get(asked, {}).get(value)
    return str(spoken) if spoken is not None else str(words["shape"].get(asked, "{}")).format(value)
