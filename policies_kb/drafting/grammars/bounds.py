"""Values that can be held against the asker's: class hours a year, grades, sanctions, lengths, ages of papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policies_kb.lexers import CLAUSE, bracketed, counted, mentions, occurrences, plain, since, titles

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

NEAR = 8  # signs between what is measured and its number
SPOKEN = "普通话"


def bounds(source: Source) -> Iterator[Found]:
    """Statements with the bounds that they set."""
    for passage in source.rules:
        if passage.blank:
            continue
        printed = plain(passage.text)
        hours = list(_hours(printed))
        if hours:
            yield _stated("ce.hours", "ce_hours", passage, hours)
        yield from _sanctions(printed, passage, source)
        for characters in _characters(printed):
            yield _stated("summary.content", "work_summary", passage, characters)
        for bound in _ages(passage.text):
            yield _stated("diploma.validity", "diploma", passage, [bound])
        for bound in _months(printed):
            yield _stated("social_insurance.months", "social_insurance", passage, [bound])
    yield from _grades(source)


def _hours(printed: str) -> Iterator[dict[str, Any]]:
    """Class hours behind what they are to be of, an amount a year where the words say so."""
    said = words()["bounds"]
    for hours in counted(printed, "个?(?:课时|学时)"):
        before = _without(printed[: hours.start], said["minimum"])
        subject = next((word for word in said["subjects"] if before.endswith(word)), None)
        if subject is not None:
            of = before[-2 - len(subject) :]
            bound = {"of": of, "dim": "class_hours", "op": "min", "value": int(hours.number)}
            yield bound | ({"per": "年"} if printed.startswith(tuple(said["yearly"]), hours.end) else {})


def _without(text: str, endings: list[str]) -> str:
    return next((text.removesuffix(word) for word in endings if text.endswith(word)), text)


def _characters(printed: str) -> Iterator[list[dict[str, Any]]]:
    """The length of a paper: from and to, at most, or at least."""
    said = words()["bounds"]
    for length in counted(printed, "字"):
        named = occurrences(printed[since(printed, length.start, CLAUSE) : length.start][-NEAR:], said["lengths"])
        if not named or length.number < said["shortest"]:
            continue
        of = {"of": named[-1].name, "dim": "characters"}
        most = length.low is not None or printed.startswith(tuple(said["maximum"]), length.end)
        low = [{**of, "op": "min", "value": int(length.low)}] if length.low is not None else []
        yield [*low, {**of, "op": "max" if most else "min", "value": int(length.number)}]


def _ages(text: str) -> Iterator[dict[str, Any]]:
    """How old a paper may be that is named by its title: 《…》（近6个月内）."""
    said = words()["bounds"]
    for title in titles(text):
        inner = next((plain(text[start + 1 : end - 1]) for start, end in bracketed(text) if start == title.end), "")
        ages = counted(inner, "个月")
        if ages and inner.startswith(tuple(said["recent"])) and ages[0].start <= 1:
            value = int(ages[0].number)
            yield {"of": f"《{title.words}》", "dim": "months_old", "op": "max", "value": value}


def _months(printed: str) -> Iterator[dict[str, Any]]:
    """For how many months something must have been paid: 近6个月以上, where the words of it stand behind."""
    said = words()["bounds"]
    for months in counted(printed, "个月"):
        behind = printed[months.end :]
        recent = printed[: months.start].endswith(tuple(said["recent"]))
        if not recent or not behind.startswith(tuple(said["minimum"])):
            continue
        for of, signs in said["paid"].items():
            if any(sign in behind for sign in signs):
                yield {"of": of, "dim": "months", "op": "min", "value": int(months.number)}
                break


def _sanctions(printed: str, passage: Passage, source: Source) -> Iterator[Found]:
    """The sanction from which on somebody is barred."""
    for step in source.reference.scales.get("sanction", ()):
        if any(f"{step}{ending}" in printed for ending in words()["bounds"]["sanction"]):
            bound = {"of": "处分", "dim": "sanction", "op": "min", "value": step}
            found = _stated("discipline.eligible", "discipline", passage, [bound])
            found.fact.update({"kind": "exclusion", "stance": "no"})
            yield found


def _grades(source: Source) -> Iterator[Found]:
    """One for each grade of a paragraph on 普通话, for the groups of people named before it."""
    steps = source.reference.scales.get("grade", ())
    groups = {name: group.signs for name, group in source.reference.groups.items() if group.signs}
    for name, clause in source.tree.clauses.items():
        for paragraph in clause.text.split("\n"):
            printed = plain(paragraph)
            if SPOKEN not in printed:
                continue
            for at in occurrences(printed, steps):
                piece = printed[since(printed, at.start, CLAUSE + ":") : at.start]
                after = printed[at.end : at.end + 4]
                if not any(word in piece[-8:] or after.startswith(word) for word in words()["bounds"]["minimum"]):
                    continue
                whom = list(dict.fromkeys(mention.name for mention in mentions(piece, groups)))
                bound = {"of": SPOKEN, "dim": "grade", "op": "min", "value": at.name}
                passage = Passage(name, paragraph, (), 0)
                found = _stated("putonghua.grade", "putonghua_grade", passage, [bound])
                found.fact["say"] = _said(piece, at.name, after)
                yield found.having(applies_to=whom[-1:]) if whom else found


def _said(piece: str, grade: str, after: str) -> str:
    ending = next((word for word in words()["bounds"]["minimum"] if after.startswith(word)), "")
    return f"{SPOKEN}：{piece}{grade}{ending}。".replace(f"{SPOKEN}：{SPOKEN}", SPOKEN)


def _stated(point: str, topic: str, passage: Passage, found: list[dict[str, Any]]) -> Found:
    fact = {"id": point, "kind": "statement", "topic": topic, "quote": passage.text, "bounds": found}
    fact["say"] = passage.text.rstrip("；;，,。") + "。"
    shown = "、".join(f"{bound['of']}{bound['value']}" for bound in found)
    return Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着{shown}", ("bounds",))
