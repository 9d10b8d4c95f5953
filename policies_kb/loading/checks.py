"""What the schema cannot see: a record against the text of its notice and against the reference data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from policies_kb.clauses import ClauseTree
from policies_kb.model.facts import ContactFact, Path
from policies_kb.model.record import Record
from policies_kb.reference import Reference

from .errors import Problem
from .yaml_lines import LinedYaml, Location

Note = Callable[[Location, str, str], None]

# a template's blanks are never facts (DOMAIN.md, trap 8)
BLANK = re.compile(r"[xX×]{2,}|×\s*[月日]")
ENUMERATOR = re.compile(r"(?:(?<=[：:；;。，,、\s])|^)[（(]?\d{1,2}[.．、)）]")
NUMERALS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


def check_record(file: str, lined: LinedYaml, record: Record, tree: ClauseTree, reference: Reference) -> list[Problem]:
    """Every problem of a schema-valid record."""
    problems: list[Problem] = []

    def note(location: Location, problem: str, mend: str) -> None:
        problems.append(Problem(file, lined.line(location), ".".join(map(str, location)), problem, mend))

    for location, clause, quote in _quotes(record):
        if clause not in tree.clauses:
            found = tree.locate(quote)
            where = f"; the quote stands in {found.id}" if found else ""
            note(
                location,
                f"there is no clause {clause}{where}",
                f"write {found.id}" if found else "correct the clause",
            )
        elif not tree.contains(clause, quote):
            found = tree.locate(quote)
            mend = f"write clause {found.id}" if found else "copy the words of the clause exactly"
            note(location, f"「{quote[:30]}」 is not in clause {clause}", mend)
        elif BLANK.search(quote) and location[0] != "boilerplate":
            note(
                location,
                "the quote holds a blank of a template",
                "a blank is never a fact: quote other words",
            )
    for index, fact in enumerate(record.facts):
        extra = _numbers(ENUMERATOR.sub(" ", fact.say)) - _numbers(
            " ".join(q.quote for q in fact.quotes) + _typed_numbers(fact.clause)
        )
        if extra:
            note(
                ("facts", index, "say"),
                f"says {', '.join(sorted(extra))}, which no quote holds",
                "quote the source of it",
            )
    _check_names(record, reference, note)
    _check_topics(record, reference, note)
    if not any(isinstance(fact, ContactFact) and fact.role == "咨询" for fact in record.facts):
        note(("facts",), "no contact with role 咨询", "add it: silence is answered with a phone number")
    seen: dict[str, int] = {}
    for index, fact in enumerate(record.facts):
        if fact.id in seen:
            note(("facts", index, "id"), f"{fact.id} is used twice", "choose another id")
        seen[fact.id] = index
    return problems


def _quotes(record: Record) -> Iterator[tuple[Location, str, str]]:
    for index, fact in enumerate(record.facts):
        yield ("facts", index, "quote"), fact.clause, fact.quote
        for number, extra in enumerate(fact.more_quotes):
            yield ("facts", index, "more_quotes", number, "quote"), extra.clause, extra.quote
    for index, silence in enumerate(record.not_stated):
        for number, extra in enumerate(silence.quotes):
            yield ("not_stated", index, "quotes", number, "quote"), extra.clause, extra.quote
    for index, deferral in enumerate(record.deferred):
        yield ("deferred", index, "quote"), deferral.clause, deferral.quote
    for index, plain in enumerate(record.boilerplate):
        yield ("boilerplate", index, "quote"), plain.clause, plain.quote


def _check_names(record: Record, reference: Reference, note: Note) -> None:
    for index, region in enumerate(record.notice.coverage.regions):
        if region not in reference.regions:
            note(
                ("notice", "coverage", "regions", index),
                f"unknown region {region}",
                "use a name of reference/regions.yml",
            )
    for index, series in enumerate(record.notice.coverage.series):
        if series not in reference.series:
            note(
                ("notice", "coverage", "series", index),
                f"unknown series {series}",
                "use a name of reference/series.yml",
            )


def _check_topics(record: Record, reference: Reference, note: Note) -> None:
    """Silence is stored: every topic is stated, not stated or deferred, for every path the notice offers."""
    own = [topic.id for topic in reference.topics.values() if not topic.gathers]
    stated: dict[str, set[Path]] = {topic: set() for topic in own}
    silent: dict[str, set[Path]] = {topic: set() for topic in own}
    offered = set(record.notice.coverage.paths)
    for kind, entries, table in (
        ("facts", record.facts, stated),
        ("not_stated", record.not_stated, silent),
        ("deferred", record.deferred, stated),
    ):
        for index, entry in enumerate(entries):
            for topic in entry.topics:
                if topic not in table:
                    note((kind, index), f"unknown topic {topic}", "use an id of reference/topics.yml")
                else:
                    table[topic] |= set(entry.paths) or offered
    for topic in own:
        missing = offered - stated[topic] - silent[topic]
        both = stated[topic] & silent[topic]
        if missing:
            paths = "" if missing == offered else f" for {', '.join(sorted(missing))}"
            note(
                ("notice",),
                f"topic {topic} is left out{paths}",
                "state it, or list it under not_stated or deferred",
            )
        if both:
            note(("not_stated",), f"topic {topic} is both stated and not_stated", "keep one of the two")


def _numbers(text: str) -> set[str]:
    """The numbers in a text as plain digits: 三年 and 3年 both hold 3; 2001年03月 holds 2001 and 3."""
    text = unicodedata.normalize("NFKC", text)
    digits = {str(int(found)) if len(found) < 7 else found for found in re.findall(r"\d+", text)}
    words = {str(NUMERALS[char]) for char in text if char in NUMERALS}
    return digits | words | ({"0.5", "6"} if "半" in text else set())


def _typed_numbers(clause: str) -> str:
    """A clause id may be named in what is said: 第9项."""
    return " " + clause
