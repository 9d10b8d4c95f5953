"""From a message to applicant fields and the target: the story is read as events, the fields are derived from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policies_kb.reading import Reader, Reading

from ..applicant import Target
from . import answer, record, standing
from .degrees import besides, chosen, degrees
from .denial import Denied, denied
from .employer import region, unit_kind, unit_level
from .events import Event
from .profession import profession
from .somebody import means_to, of_somebody
from .stance import HELD, SUPPOSED
from .story import Found, Story, read_story
from .target import target
from .titles import current_title
from .working_time import apart, working_time


@dataclass(frozen=True)
class Source:
    """The words that a value comes from, and where they stand in the normalised text."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class OtherCase:
    """What is told of another person; ``label`` is the word for them: 老公, 同事."""

    label: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Told:
    """The fields a message tells, the target if it names one, and whether it says 不知道 or 取消.

    ``puzzled``: it asks what the question means; ``affirms``, ``denies``: a yes, a no. ``inferred``: fields that rest
    on words which may mean something else. ``what_if``: the values are supposed and not told. ``of_somebody``: fields
    told of a person and not of a group that a rule speaks of. ``means``: somebody says that they mean to apply.
    ``events``: everything that is told, of whomever and however; ``others``: the cases of other people; ``denied``:
    fields with the values that they are said not to have; ``sources``: the words of each value. ``besides``: the degree
    is told as one besides another; ``by_degree``: the level by which to judge, where one is named; ``corrects``: it
    says that something was told wrongly. ``apart``: the years by which they began later than the one told of before.
    """

    values: dict[str, Any] = field(default_factory=dict)
    target: Target | None = None
    unknown: bool = False
    cancels: bool = False
    puzzled: bool = False
    affirms: bool = False
    denies: bool = False
    what_if: bool = False
    inferred: frozenset[str] = frozenset()
    of_somebody: frozenset[str] = frozenset()
    means: bool = False
    others: tuple[OtherCase, ...] = ()
    events: tuple[Event, ...] = ()
    denied: Denied = ()
    sources: dict[str, Source] = field(default_factory=dict)
    besides: bool = False
    by_degree: str | None = None
    corrects: bool = False
    apart: float | None = None


def tell(message: str, reader: Reader, as_of: date, asking: str | None = None) -> Told:
    """Everything the message tells; ``asking`` is the field that was just asked for, so that a bare answer counts."""
    reading = reader.read(message)
    text = reading.text
    story = read_story(text, as_of, reading.mentions, asked=bool(asking))
    found = derive(story, reading, as_of, asking)
    supposed = story.view("", (HELD, SUPPOSED))
    what_if = any(event.modality == SUPPOSED and not event.person for event in story.events) and _only_supposed(
        story, found
    )
    if what_if:
        story, found = supposed, derive(supposed, reading, as_of, asking)
    unknown = bool(asking) and (answer.says(text, "UNKNOWN") or answer.hedges(story))
    if asking:
        answer.answer(asking, story, text, found, as_of, unknown=unknown)
    values = {name: one.value for name, one in found.items()}
    puzzled = bool(asking) and answer.says(text, "PUZZLED")
    return Told(
        values=values,
        target=target(reading, story, values),
        unknown=unknown and not puzzled,
        cancels=bool(asking) and answer.says(text, "CANCEL"),
        puzzled=puzzled,
        affirms=answer.affirms(text),
        denies=answer.denies(text),
        what_if=what_if,
        of_somebody=of_somebody(story, found),
        means=bool(means_to(story)),
        inferred=frozenset(name for name, one in found.items() if not one.strong and name != asking),
        others=_others(story, reading, as_of),
        events=tuple(story.events),
        denied=denied(story, reading),
        besides=besides(story),
        by_degree=chosen(story),
        apart=apart(story),
        corrects=any("SLIP" in token.tags for token in story.tokens),
        sources={name: Source(text[slice(*one.span)], *one.span) for name, one in found.items() if one.words},
    )


def derive(story: Story, reading: Reading, as_of: date, asking: str | None = None) -> dict[str, Found]:
    """The fields of the case that the view of the story takes for told; two different readings leave a field open."""
    single = {
        "region": region(story, reading.own_prefecture, level_asked=asking == "unit_level"),
        "unit_kind": unit_kind(story),
        "unit_level": unit_level(story),
        "current_title": current_title(story),
        "retired": standing.retired(story, as_of),
        "under_discipline": standing.under_discipline(story, as_of),
        "putonghua": standing.putonghua(story),
        "assessments": record.assessments(story, as_of, asked=asking == "assessments"),
    }
    return {
        **profession(story, reading),
        **{name: found for name, found in single.items() if found is not None},
        **degrees(story),
        **working_time(story, as_of),
        **record.service(story, as_of, asked=asking == "grassroots_excellent"),
    }


def _only_supposed(story: Story, held: dict[str, Found]) -> bool:
    """Whether the case begins with its 如果: what is told before it would be so."""
    first = next((token for token in story.tokens if "IF" in token.tags), None)
    told = [token for found in held.values() for token in found.words]
    return first is not None and not first.person and all(token.index > first.index for token in told)


def _others(story: Story, reading: Reading, as_of: date) -> tuple[OtherCase, ...]:
    people = dict.fromkeys(event.person for event in story.events if event.person)
    cases = (OtherCase(person, _values(derive(story.view(person), reading, as_of))) for person in people)
    return tuple(case for case in cases if case.values)


def _values(found: dict[str, Found]) -> dict[str, Any]:
    return {name: one.value for name, one in found.items()}
