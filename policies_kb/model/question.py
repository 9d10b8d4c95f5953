"""What a message asks: the scope it names, its parts, and the topics each part may be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from .facts import Level, Path
from .rounds import Wish


@dataclass(frozen=True)
class Scope:
    """Whom and what a question is about, as far as it is known. Kept between turns in the dialogue's slots."""

    regions: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    path: Path | None = None
    level: Level | None = None
    education: tuple[str, ...] = ()
    all_notices: bool = False
    rounds: tuple[Wish, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a slot; ``from_dict`` reads them back."""
        return {
            "regions": list(self.regions),
            "series": list(self.series),
            "path": self.path,
            "level": self.level.value if self.level else None,
            "education": list(self.education),
            "rounds": [wish.model_dump() for wish in self.rounds],
        }

    @staticmethod
    def from_dict(values: dict[str, Any] | None) -> Scope:
        """The scope that ``as_dict`` wrote; an empty one for None."""
        values = values or {}
        return Scope(
            regions=tuple(values.get("regions") or ()),
            series=tuple(values.get("series") or ()),
            path=values.get("path"),
            level=Level(values["level"]) if values.get("level") else None,
            education=tuple(values.get("education") or ()),
            rounds=tuple(Wish.model_validate(wish) for wish in values.get("rounds") or ()),
        )

    def carried_into(self, new: Scope, *, topic_goes_on: bool) -> Scope:
        """This turn's scope after ``self`` held before: what is named now wins, the rest stays.

        An education stays only while the topic goes on ("那中专呢"): a new topic is asked for everybody.
        """
        return replace(
            new,
            # several series named are compared with each other, not within the place spoken of before
            regions=new.regions or (() if new.all_notices or len(new.series) > 1 else self.regions),
            series=new.series or (() if new.all_notices else self.series),
            path=new.path or self.path,
            level=new.level or (self.level if topic_goes_on or not new.path else None),
            education=new.education or (self.education if topic_goes_on else ()),
            # another place or series is asked about as it is now, unless a year is named again
            rounds=new.rounds or (() if new.regions or new.series or new.all_notices else self.rounds),
        )


class Belonging(StrEnum):
    """Whether a message is for us; a doubtful one is asked back, and nothing is cited."""

    OURS = "ours"
    DOUBTFUL = "doubtful"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class TopicGuess:
    """A topic with the classifier's probability."""

    topic: str
    probability: float


@dataclass(frozen=True)
class Part:
    """One question inside a message, with the topics it may be about, likeliest first.

    ``piece``: only a piece of another part, cut at a comma; it counts when it is sure of its topic. ``foreign``: not
    for us, whatever stands beside it. ``segment``: a
    stretch of the message, as it stands there, that may ask for itself; ``text`` then has the subject named before it,
    where it has none of its own. Segments stand for the whole where two or more are sure of topics.
    """

    text: str
    guesses: tuple[TopicGuess, ...] = ()
    piece: bool = False
    foreign: bool = False
    segment: str = ""


@dataclass(frozen=True)
class Question:
    """A message, understood. ``inherited_topics`` are the last turn's, used when this one names none.

    ``asker``: the applicant fields that are known of whoever asks, ``told`` those of them that this message tells.
    """

    text: str
    as_of: date
    scope: Scope
    parts: tuple[Part, ...]
    inherited_topics: tuple[str, ...] = ()
    scope_only: bool = False
    named: Scope = field(default_factory=Scope)  # what this very message names
    belonging: Belonging = Belonging.OURS
    asker: Mapping[str, Any] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
