"""What is remembered between turns: one frame, bounded and versioned (frame.yml says what drops what)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policies_kb.model.question import Scope

from .words import words

ME = "我"


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Asked(_Kept):
    """The last question, whole: enough to ask it again. ``day``: the day on which its answer turned."""

    text: str = ""
    topics: tuple[str, ...] = ()
    scope: dict[str, Any] = Field(default_factory=dict)
    alone: bool = False  # it named a scope and nothing else
    numbered: dict[str, str] = Field(default_factory=dict)
    day: str = ""
    by: tuple[str, ...] = ()  # what its facts vary by: level, education
    open: bool = False  # answered by a question back
    counts: tuple[dict[str, Any], ...] = ()  # the people counted so far: count, path, level
    due: str = ""  # the day on which years that are short are long enough; ``about``: only about then
    about: bool = False
    fresh: bool = True  # answered in the turn before, and not only remembered
    path: str = ""  # the one path that all facts answered are about


class Case(_Kept):
    """What is known of one person: the scope, the last question, what was told, and a running or closed check."""

    scope: dict[str, Any] = Field(default_factory=dict)
    asked: Asked = Asked()
    recent: tuple[Asked, ...] = ()  # the questions before the last, latest first
    doubted: bool = False  # the last answer was said to miss the point
    told: dict[str, Any] = Field(default_factory=dict)
    check: dict[str, Any] | None = None
    before: dict[str, Any] | None = None  # the check as it was before a what-if
    like: str = ""  # the person by whom this case was told


@lru_cache(maxsize=1)
def _new_case() -> Case:
    """Nothing is known yet. One for all, and changed by nobody: pydantic copies every default for each new one."""
    return Case()


class Frame(_Kept):
    """``who``: whose case is spoken of; ``left``: scopes gone from, latest last; ``home``: the speaker's own scope."""

    version: int = 0
    who: str = ME
    cases: dict[str, Case] = Field(default_factory=dict)
    left: tuple[dict[str, Any], ...] = ()
    home: dict[str, Any] = Field(default_factory=dict)

    @staticmethod
    def from_slot(value: Any) -> Frame:
        """The frame that a slot holds; a new one where it holds none, or one of another version."""
        table = words("frame")
        try:
            frame = Frame.model_validate(value or {})
        except ValidationError:
            frame = Frame()
        return frame if frame.version == table["version"] else Frame(version=table["version"])

    def as_slot(self) -> dict[str, Any]:
        """Plain values for the slot."""
        return self.model_dump(mode="json")

    @property
    def case(self) -> Case:
        """The case that is spoken of."""
        return self.cases.get(self.who) or _new_case()

    @property
    def scope(self) -> Scope:
        """The scope of the case that is spoken of."""
        return Scope.from_dict(self.case.scope)

    def with_case(self, **changes: Any) -> Frame:
        """The frame with the present case changed, within its bounds; the last question joins the recent ones."""
        bounds = words("frame")["bounds"]
        if "asked" in changes:
            changes.setdefault("recent", self._recent_before(changes["asked"])[: bounds["recent"]])
        case = self.case.model_copy(update=changes)
        others = {who: kept for who, kept in self.cases.items() if who != self.who}
        newest = dict(list(others.items())[-(bounds["people"] - 1) :])
        return self.model_copy(update={"cases": {**newest, self.who: case}})

    def _recent_before(self, now: Asked) -> tuple[Asked, ...]:
        """The questions before ``now``, each matter once."""
        last, kept = self.case.asked, [asked for asked in self.case.recent if not _alike(asked, now)]
        if not last.topics or _alike(last, now):
            return tuple(kept)
        return (last, *(asked for asked in kept if not _alike(asked, last)))

    def leaving(self, scope: Scope) -> Frame:
        """The frame with a scope put on the stack of those left."""
        bound = words("frame")["bounds"]["left"]
        return self.model_copy(update={"left": (*self.left, scope.as_dict())[-bound:]})


def _alike(one: Asked, other: Asked) -> bool:
    return (one.topics, one.scope) == (other.topics, other.scope)
