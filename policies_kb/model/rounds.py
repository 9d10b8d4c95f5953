"""The round of a notice: a year, a half of it, a batch; and how rounds follow each other."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .facts import Strict

HALVES = ("上半年", "下半年")
WRITTEN = re.compile(
    r"(?P<year>20\d\d)\s*年?\s*度?\s*(?P<half>上半年|下半年)?\s*(?:第(?P<batch>[1-9一二三四五六七八九])批)?"
)
NUMERALS = "一二三四五六七八九"


class Round(Strict):
    """One round of applications. ``half`` and ``batch`` are None where the notice does not divide its year.

    A record writes it as the notice does: ``2001``, ``2001年上半年``, ``2001年第二批``.
    """

    year: int = Field(ge=2000, le=2099)
    half: Literal["上半年", "下半年"] | None = None
    batch: int | None = Field(default=None, ge=1, le=9)

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, value: Any) -> Any:
        if not isinstance(value, str | int):
            return value
        found = WRITTEN.fullmatch(str(value).strip())
        if not found:
            raise PydanticCustomError("round_written", "no round")
        batch = found["batch"]
        number = NUMERALS.index(batch) + 1 if batch and batch in NUMERALS else batch
        return {"year": int(found["year"]), "half": found["half"], "batch": number}

    @property
    def name(self) -> str:
        """How it is spoken of: 2001年度, 2001年上半年, 2001年第2批."""
        if self.half is None and self.batch is None:
            return f"{self.year}年度"
        return f"{self.year}年{self.half or ''}" + (f"第{self.batch}批" if self.batch else "")

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts rounds in time; a round for the whole year stands before its halves."""
        return self.year, HALVES.index(self.half) + 1 if self.half else 0, self.batch or 0
