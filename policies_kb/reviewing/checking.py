"""Whether a record under review stands: one fact while it is typed, and the whole of it before it is handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policies_kb.gate import examine
from policies_kb.gate.probes import Probe
from policies_kb.loading import NoticeSource, Problem, RecordError, load_notice
from policies_kb.loading.source import RECORD, RULES
from policies_kb.reference import Reference

from .content import Content
from .fields import outcome_name
from .item import Item, Sort
from .named import fact_name


@dataclass(frozen=True)
class Tried:
    """A question and what people would be told. ``points``: what the answer speaks of, as the items are called.

    ``same``: last year's notice of the line is answered with the same points, so that nothing is in this answer but
    what stands beside the original, and what is other there is marked.
    """

    asked: str
    said: str
    points: tuple[str, ...] = ()
    same: bool = False


@dataclass(frozen=True)
class Checked:
    """What the gate says of a notice beside those that serve.

    ``problems`` refuse it, ``doubts`` a person looks at; ``probes``: what was asked, and what people would be told.
    """

    problems: tuple[Problem, ...]
    doubts: tuple[str, ...]
    probes: tuple[Tried, ...]


def problems_of(content: Content, item: Item, reference: Reference) -> list[Problem]:
    """What the record's own checks say against one item: those that need no other notice."""
    try:
        load_notice(content.source(), reference)
    except RecordError as error:
        return [problem for problem in error.problems if concerns(problem) == item.key]
    return []


def check(content: Content, original: str, serving: Mapping[str, NoticeSource], reference: Reference) -> Checked:
    """Puts the notice through the gate, beside the notices that serve."""
    source = content.source(original)
    beside: Iterable[NoticeSource] = (one for name, one in serving.items() if name != source.id)
    found = examine([*beside, source], reference)
    doubts = tuple(doubt for doubt in found.doubts if doubt.split("/", 1)[0] == source.id)
    before = dict(_turns(found.probes.get(str(content.marks.get("last_year")), [])))
    names = {str(fact["id"]): fact_name(fact, reference) for fact in content.facts}
    probes = tuple(_tried(probe, before.get(turn), names) for turn, probe in _turns(found.probes.get(source.id, [])))
    return Checked(tuple(found.of(source.id)), doubts, probes)


def _turns(probes: Iterable[Probe]) -> Iterator[tuple[tuple[str, int], Probe]]:
    """Each probe with its words and how often they were asked before it."""
    asked = Counter[str]()
    for probe in probes:
        yield (probe.asked, asked[probe.asked]), probe
        asked[probe.asked] += 1


def _tried(probe: Probe, before: Probe | None, names: Mapping[str, str]) -> Tried:
    same = before is not None and (probe.facts == before.facts if probe.facts else probe.said == before.said)
    points = tuple(names[point] for point in probe.facts if point in names)
    return Tried(probe.asked, outcome_name(probe.said), points, same)


def concerns(problem: Problem) -> str:
    """The key of the item that a problem speaks of; "" where it speaks of none."""
    file = problem.file.rsplit("/", 1)[-1]
    field = problem.field
    if file == RECORD and field.startswith("facts["):
        return f"{Sort.FACT}:{field[len('facts[') :].split(']', 1)[0]}"
    if file == RECORD and field.startswith("notice"):
        return f"{Sort.HEAD}:notice"
    if file == RULES and "[" in field:
        where, _, rest = field.partition("[")
        return f"{Sort.RULE}:{where}/{rest.split(']', 1)[0]}"
    return ""
