"""Gold cases as data; README.md says what each field means. Unknown fields are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

DAY = date(2024, 10, 10)  # of asking, where a case names none: the windows of most notices on file are open
Groups = list[list[str]]  # all of these, of each any one
Expected = Literal["content", "silence", "clarification", "refusal", "verdict", "nothing"]


class CasesInvalid(ValueError):
    """A file of cases cannot be used; the message names the file, the place and the mend."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Citation(_Model):
    """A citation that must stand in the reply: of that notice, with that text in its quote."""

    notice: str
    quote_has: str


class Expectations(_Model):
    """What is expected of one reply."""

    must: Groups = []
    must_not: list[str] = []
    first: Groups = []
    noise: list[str] = []
    cite: list[Citation] = []
    not_stated: bool = False
    clarify: list[str] = []
    clarify_or_all: bool = False
    all_of: Groups = []
    out_of_scope: bool = False
    verdict: str | None = None
    notice: str | None = None

    @property
    def expected(self) -> Expected:
        """The one word for it."""
        if self.out_of_scope:
            return "refusal"
        if self.not_stated:
            return "silence"
        if self.clarify:
            return "clarification"
        if self.verdict:
            return "verdict"
        return "content" if self.must or self.first or self.cite else "nothing"


class _Asked(_Model):
    """What every case that asks something has."""

    id: str
    kind: str = ""
    topic: str = ""
    today: date = DAY
    why: str = ""


class Question(_Asked, Expectations):
    """One question; of several turns the last reply is judged."""

    turns: list[str]


class Turn(Expectations):
    """One turn of a dialogue."""

    say: str
    today: date | None = None


class Dialogue(_Asked):
    """One conversation, of which every reply is judged."""

    dialogue: list[Turn]


class Story(_Model):
    """One person's case: told in `story`, known in `applicant`, judged against `notice`."""

    id: str
    notice: str
    target: str
    story: str
    applicant: dict[str, Any]
    on: date
    verdict: Literal["eligible", "not_yet", "ineligible", "need_info"]
    must: Groups = []
    must_not: list[str] = []
    missing: list[str] = []
    earliest: date | None = None
    window: str | None = None
    cite: list[Citation] = []
    why: str = ""


Case = TypeVar("Case", Question, Dialogue, Story)


def load(kind: type[Case], paths: Iterable[Path]) -> list[Case]:
    """The cases of some files, in order; raises `CasesInvalid`."""
    adapter: TypeAdapter[list[Case]] = TypeAdapter(list[kind])  # type: ignore[valid-type]
    found: list[Case] = []
    for path in paths:
        try:
            found += adapter.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise CasesInvalid(f"{path}: {where}: {first['msg']}; see evaluation/README.md") from error
    twice = [name for name, count in Counter(case.id for case in found).items() if count > 1]
    if twice:
        raise CasesInvalid(f"ids stand twice: {', '.join(twice)}; give each case its own")
    return found
