"""What kind of speech a reply is, by words that are data (speech.yml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from bot.gold.folding import fold

Kind = Literal["asks", "silent", "declines"]
WORDS = Path(__file__).with_name("speech.yml")


class Speech(BaseModel):
    """One kind of speech: rows of words, with examples and counter-examples."""

    model_config = ConfigDict(extra="forbid")

    rows: list[list[list[str] | int]]
    examples: list[str]
    counter_examples: list[str]

    def pattern(self) -> re.Pattern[str]:
        """One expression for all rows, over folded text."""
        return re.compile("|".join("".join(_piece(part) for part in row) for row in self.rows))


def _piece(part: list[str] | int) -> str:
    if isinstance(part, int):
        return f".{{0,{part}}}"
    return f"(?:{'|'.join(re.escape(fold(word)) for word in part)})"


@cache
def kinds() -> dict[str, Speech]:
    """Every kind of speech that replies are told apart by."""
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {
        name: Speech(rows=kind["rows"], examples=kind["is"], counter_examples=kind["is_not"])
        for name, kind in read.items()
    }


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    return kinds()[kind].pattern()


def does(kind: Kind, folded: str) -> bool:
    """Whether a folded text asks, says that a notice is silent, or declines."""
    return _pattern(kind).search(folded) is not None
