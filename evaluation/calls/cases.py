"""The calls as data (`calls.yml`, which says what its fields mean). Unknown fields are refused."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

FILE = Path(__file__).with_name("calls.yml")
Expected = Literal["stated", "silent", "uncovered"]


class Call(BaseModel):
    """One call. ``aloud``: what the sentence holds, each item or one of its alternatives; ``clause``: notice → the
    clauses of which one is cited; ``find``: what somebody with the papers alone would search for, best first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    call: str
    day: date
    place: str = ""
    series: str = ""
    types: str = ""
    topic: str = ""
    aloud: tuple[str | tuple[str, ...], ...] = ()
    clause: dict[str, tuple[str, ...]] = {}
    silent: bool = False
    uncovered: bool = False
    phone: str = ""
    notice: str = ""
    find: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Call:
        if bool(self.types) == bool(self.topic):
            raise ValueError("types 和 topic 写一个：打了什么字，或按了哪个主题键")
        if (self.expected == "stated") != bool(self.aloud and self.clause):
            raise ValueError("通知写了的要有 aloud 和 clause；没有写的用 silent 和 phone，没有收录的用 uncovered")
        if self.silent != bool(self.phone):
            raise ValueError("silent 的要有 phone：转给谁")
        return self

    @property
    def expected(self) -> Expected:
        """What the call should come to."""
        return "silent" if self.silent else "uncovered" if self.uncovered else "stated"

    @property
    def asked(self) -> str:
        """The words in the box."""
        return self.types or self.topic


@lru_cache(maxsize=1)
def calls(file: Path = FILE) -> tuple[Call, ...]:
    """All of them, in the order of the file."""
    return tuple(TypeAdapter(list[Call]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8"))))
