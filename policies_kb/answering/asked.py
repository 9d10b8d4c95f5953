"""What kind of answer a question word wants (asked.yml): a topic that cannot give it is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.aspects.phrases import Phrases, fold
from policies_kb.model.question import Part, TopicGuess

from .topics import Choice

LATE = "late_consequence"  # the topic
PAPERS, NOTHING = frozenset({"papers"}), frozenset[str]()  # the kind of answer that a list of materials gives
NEARLY = 0.65  # of the best score, from which the list is meant


@dataclass(frozen=True)
class Kinds:
    """The kinds of answer, by the words that ask for them, and what each topic can give."""

    words: Mapping[str, Phrases]
    gives: Mapping[str, frozenset[str]]
    days: Phrases
    open: Phrases
    late: Mapping[str, str]
    stages: Mapping[str, Phrases]
    that_time: Phrases
    to_a_place: Phrases
    set_aside: Phrases

    def of(self, text: str) -> frozenset[str]:
        """The kinds of answer that a text asks for."""
        folded = fold(text)
        return frozenset(kind for kind, phrases in self.words.items() if phrases.find(folded))

    def fits(self, topic: str, asked: frozenset[str]) -> bool:
        """Whether a topic may answer a question of these kinds; one of no kind may be about anything."""
        gives = self.gives.get(topic)
        return not asked or gives is None or not gives.isdisjoint(asked)


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The kinds on file."""
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    gives: dict[str, set[str]] = {}
    for kind, topics in data["answers"].items():
        for topic in topics:
            gives.setdefault(topic, set()).add(kind)
    return Kinds(
        {kind: Phrases(row["words"], row.get("not_in", ())) for kind, row in data["kinds"].items()},
        {topic: frozenset(given) for topic, given in gives.items()},
        Phrases(data["turns_on_a_day"], data["not_in"]),
        Phrases(data["openly"]),
        data["late_of"],
        {topic: Phrases(words) for topic, words in data["stages"].items()},
        Phrases(data["that_time"]),
        Phrases(data["to_a_place"]),
        Phrases(data["set_aside"]),
    )


def asks_when(text: str) -> bool:
    """Whether a text asks for a day."""
    return "when" in kinds().of(text)


def turns_on_a_day(text: str) -> bool:
    """Whether the answer is a day, whatever else is named: 「还赶得上吗」, 「哪家先关门」."""
    return bool(kinds().days.find(fold(text)))


def asks_if_late(text: str) -> bool:
    """Whether a text asks what becomes of somebody who is late."""
    return "late" in kinds().of(text)


def sets_aside(text: str) -> bool:
    """Whether what a text names is set aside, and the others are asked for: 「除了这个还有哪些系列」."""
    return bool(kinds().set_aside.find(fold(text)))


def points_at_a_time(text: str) -> bool:
    """Whether a text points back at a time that was told: 「超了那个时间咋办」."""
    return bool(kinds().that_time.find(fold(text)))


def late_of(topic: str) -> str:
    """The topic that tells what becomes of those who are late with what this one asks for; "" for none of its own."""
    return kinds().late.get(topic, "")


def stage_named(text: str) -> str:
    """The topic of the one window that a text names (纸质的); "" where it names none or several."""
    named = [topic for topic, phrases in kinds().stages.items() if phrases.find(fold(text))]
    return named[0] if len(named) == 1 else ""


def settled_by_words(topic: str, text: str) -> bool:
    """Whether a text asks for what this topic alone gives (a place), or what becomes of somebody who is late."""
    asked = kinds().of(text)
    sole = {kind for kind in asked if [t for t, given in kinds().gives.items() if kind in given] == [topic]}
    return bool(sole) or (topic == LATE and "late" in asked)


def asks_openly(text: str) -> bool:
    """Whether a text asks for all that is written of a thing: 「评审表打印有啥讲究」."""
    return bool(kinds().open.find(fold(text)))


def asks_where(text: str) -> bool:
    """Whether a text asks for a place, or takes one for granted (交到某处，对不)."""
    return "where" in kinds().of(text) or bool(kinds().to_a_place.find(fold(text)))


def fitting(choices: list[Choice], text: str) -> list[Choice]:
    """The choices without the topics that cannot give what is asked for; all of them where none can."""
    asked = kinds().of(text)
    if not asked:
        return choices
    fits = kinds().fits
    fit = [choice for choice in choices if fits(choice.topic, asked)] or choices
    if asked != PAPERS:
        return fit
    # 「小学老师纸质的交啥」 asks for the list, whoever is named
    lists = [c for c in fit if kinds().gives.get(c.topic, NOTHING) & PAPERS and c.score >= NEARLY * fit[0].score]
    return [*lists[:1], *(choice for choice in fit if choice not in lists[:1])]


def surest(part: Part) -> TopicGuess | None:
    """The likeliest topic that can give what the part asks for, and how likely it is among those that can."""
    asked = kinds().of(part.segment or part.text)
    unfit = sum(guess.probability for guess in part.guesses if not kinds().fits(guess.topic, asked))
    fit = [guess for guess in part.guesses if kinds().fits(guess.topic, asked)]
    return TopicGuess(fit[0].topic, fit[0].probability / max(1 - unfit, fit[0].probability)) if fit else None
