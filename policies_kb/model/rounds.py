"""The round of a notice: a year, a half of it, a batch; and how rounds follow each other."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from policies_kb.lexers import numeral_value

from .facts import Strict

Half = Literal["上半年", "下半年"]
HALVES: tuple[Half, ...] = ("上半年", "下半年")
WRITTEN = re.compile(
    r"(?P<year>20\d\d)\s*年?\s*度?\s*(?P<half>上半年|下半年)?\s*(?:第(?P<batch>[1-9一二三四五六七八九])批)?"
)


class Round(Strict):
    """One round of applications. ``half`` and ``batch`` are None where the notice does not divide its year.

    A record writes it as the notice does: ``2001``, ``2001年上半年``, ``2001年第二批``.
    """

    year: int = Field(ge=2000, le=2099)
    half: Half | None = None
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
        number = int(numeral_value(batch)) if batch else None
        return {"year": int(found["year"]), "half": found["half"], "batch": number}

    @property
    def name(self) -> str:
        """How it is spoken of: 2001年度, 2001年上半年, 2001年第2批."""
        if self.half is None and self.batch is None:
            return f"{self.year}年度"
        return f"{self.year}年{self.half or ''}" + (f"第{self.batch}批" if self.batch else "")

    @property
    def written(self) -> str:
        """How a record writes it: 2001, 2001年上半年, 2001年第2批."""
        return str(self.year) if self.half is None and self.batch is None else self.name

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts rounds in time; a round for the whole year stands before its halves."""
        return self.year, HALVES.index(self.half) + 1 if self.half else 0, self.batch or 0


class Wish(Strict):
    """The round that a question names: a year, a half or batch of it, or a step from the one that is current.

    ``step``: -1 the one before (上一批), 0 this one (这次), 1 the next (下一批). ``said``: the asker's words.
    """

    year: int | None = None
    half: Half | None = None
    batch: int | None = None
    step: Literal[-1, 0, 1] | None = None
    said: str = ""

    @staticmethod
    def of(round_: Round) -> Wish:
        """The wish for exactly this round."""
        return Wish(year=round_.year, half=round_.half, batch=round_.batch)

    @property
    def name(self) -> str:
        """How it is spoken of: 2001年度, 2001年下半年, 上一批."""
        if self.year is None:
            return self.said
        return Round(year=self.year, half=self.half, batch=self.batch).name

    def fits(self, other: Round) -> bool:
        """Whether ``other`` is of the year (half, batch) named; a round for a whole year is for its parts."""
        of_half = self.half is None or other.half in (None, self.half)
        return self.year == other.year and of_half and (self.batch is None or other.batch in (None, self.batch))
