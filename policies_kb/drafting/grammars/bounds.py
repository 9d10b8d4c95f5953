"""Values that can be held against the asker's: class hours a year, grades, sanctions, lengths, ages of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policies_kb.lexers import mentions, numeral_value, plain
from policies_kb.lexers.numerals import NUMBER

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

HOURS = re.compile(
    r"(?P<of>[一-龥]{2}(?:科目|课程|课))(?:不少于|不低于|达到|各)?(?P<n>\d{1,3})个?(?:课时|学时)(?P<per>/年|每年)?"
)
CHARACTERS = re.compile(
    r"(?P<of>字数|篇幅)[^。；;，,]{0,6}?(?:(?P<low>\d{3,5})-)?(?P<high>\d{3,5})字(?P<most>以内|以下)?"
)
AGE = re.compile(rf"《(?P<of>[^》]+)》[（(]近(?P<n>{NUMBER})个月内?[^（）()]{{0,6}}[）)]")
SPOKEN = "普通话"


def bounds(source: Source) -> Iterator[Found]:
    """Statements with the bounds that they set."""
    for passage in source.rules:
        if passage.blank:
            continue
        printed = plain(passage.text)
        hours = [_hours(found) for found in HOURS.finditer(printed)]
        if hours:
            yield _stated("ce.hours", "ce_hours", passage, hours)
        yield from _sanctions(printed, passage, source)
        for found in CHARACTERS.finditer(printed):
            yield _stated("summary.content", "work_summary", passage, _characters(found))
        for found in AGE.finditer(passage.text):
            months = int(numeral_value(plain(found["n"])))
            bound = {"of": f"《{found['of']}》", "dim": "months_old", "op": "max", "value": months}
            yield _stated("diploma.validity", "diploma", passage, [bound])
    yield from _grades(source)


def _hours(found: re.Match[str]) -> dict[str, Any]:
    bound = {"of": found["of"], "dim": "class_hours", "op": "min", "value": int(found["n"])}
    return bound | ({"per": "年"} if found["per"] else {})


def _characters(found: re.Match[str]) -> list[dict[str, Any]]:
    made = []
    if found["low"]:
        made.append({"of": found["of"], "dim": "characters", "op": "min", "value": int(found["low"])})
    op = "max" if found["low"] or found["most"] else "min"
    return [*made, {"of": found["of"], "dim": "characters", "op": op, "value": int(found["high"])}]


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
            for at in re.finditer("|".join(map(re.escape, steps)), printed) if steps else ():
                piece = re.split("[。；;，,：:]", printed[: at.start()])[-1]
                after = printed[at.end() : at.end() + 4]
                if not any(word in piece[-8:] or after.startswith(word) for word in words()["bounds"]["minimum"]):
                    continue
                whom = list(dict.fromkeys(mention.name for mention in mentions(piece, groups)))
                bound = {"of": SPOKEN, "dim": "grade", "op": "min", "value": at[0]}
                passage = Passage(name, paragraph, (), 0)
                found = _stated("putonghua.grade", "putonghua_grade", passage, [bound])
                found.fact["say"] = _said(piece, at[0], after)
                yield found.having(applies_to=whom[-1:]) if whom else found


def _said(piece: str, grade: str, after: str) -> str:
    ending = next((word for word in words()["bounds"]["minimum"] if after.startswith(word)), "")
    return f"{SPOKEN}：{piece}{grade}{ending}。".replace(f"{SPOKEN}：{SPOKEN}", SPOKEN)


def _stated(point: str, topic: str, passage: Passage, found: list[dict[str, Any]]) -> Found:
    fact = {"id": point, "kind": "statement", "topic": topic, "quote": passage.text, "bounds": found}
    fact["say"] = passage.text.rstrip("；;，,。") + "。"
    shown = "、".join(f"{bound['of']}{bound['value']}" for bound in found)
    return Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着{shown}", ("bounds",))
