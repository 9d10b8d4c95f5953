"""Values that can be held against the asker's: class hours a year, grades, how long a text is, how old a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policies_kb.lexers import counts, plain

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

HOURS = re.compile(r"(?P<of>[一-龥]{2}(?:科目|课程?)?(?:科目|课))(?:不少于|不低于|达到)?(?P<n>\d{1,3})个?(?:课时|学时)(?P<per>/年|每年)?")
CHARACTERS = re.compile(r"(?P<of>字数|篇幅)?[^。；;，,]{0,6}?(?:(?P<low>\d{3,5})-)?(?P<high>\d{3,5})字")
MOST = re.compile(r"以内|以下|不超过")


def bounds(source: Source) -> Iterator[Found]:
    """Statements with the bounds that they set."""
    for passage in source.rules:
        if passage.blank:
            continue
        printed = plain(passage.text)
        hours = [_hours(found) for found in HOURS.finditer(printed)]
        if hours:
            yield _stated("ce.hours", "ce_hours", passage, hours)
        yield from _grades(printed, passage, source)


def _hours(found: re.Match[str]) -> dict[str, Any]:
    bound = {"of": found["of"], "dim": "class_hours", "op": "min", "value": int(found["n"])}
    return bound | ({"per": "年"} if found["per"] else {})


def _grades(printed: str, passage: Passage, source: Source) -> Iterator[Found]:
    """One grade in a sentence on 普通话; several are several groups of people, for the reviewer to tell apart."""
    grades = [step for step in source.reference.scales.get("grade", ()) if step in printed]
    if len(grades) == 1 and "普通话" in printed and any(word in printed for word in words()["bounds"]["minimum"]):
        bound = {"of": "普通话", "dim": "grade", "op": "min", "value": grades[0]}
        yield _stated("putonghua.grade", "putonghua_grade", passage, [bound])


def _stated(point: str, topic: str, passage: Passage, found: list[dict[str, Any]]) -> Found:
    fact = {"id": point, "kind": "statement", "topic": topic, "quote": passage.text, "bounds": found}
    fact["say"] = passage.text.rstrip("；;，,。") + "。"
    shown = "、".join(f"{bound['of']}{bound['value']}" for bound in found)
    return Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着{shown}", ("bounds",))
