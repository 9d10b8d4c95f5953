"""How the parts of a record are called for people: what a fact is about, and a value as it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from policies_kb.drafting.values import KEYS
from policies_kb.reference import Reference

from . import fields

OTHERS = "statement"  # a rule of no kind of its own: its topic says what it is
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::00)?)?")


def fact_name(fact: Mapping[str, Any], reference: Reference) -> str:
    """The kind of a fact with its topic, or with what sets it apart from others of its kind."""
    kind = str(fact.get("kind", ""))
    topic = reference.topics.get(str(fact.get("topic", "")))
    apart = topic.name if topic else "".join(_apart(kind, fact, reference))
    name = fields.kinds().get(kind, kind)
    return apart if apart and kind == OTHERS else f"{name}：{apart}" if apart else name


def _apart(kind: str, fact: Mapping[str, Any], reference: Reference) -> list[str]:
    told = ((name, fact.get(name)) for name in KEYS.get(kind, ()) if name != "topic")
    return [value_name(name, value, reference).replace("\n", "、") for name, value in told if value]


def value_name(name: str, value: Any, reference: Reference) -> str:
    """A value of a fact for a reader."""
    form = fields.form_of(name)
    if name == "stage" and value in reference.stages:
        return reference.stages[value].name
    if name == "paths":
        return "、".join(reference.paths[one].name if one in reference.paths else str(one) for one in value)
    if name == "topic" and value in reference.topics:
        return reference.topics[value].name
    if name in ("also", "topics"):
        return "、".join(reference.topics[one].name if one in reference.topics else str(one) for one in value)
    if name == "bounds":
        return "；".join(map(_bound, value))
    if form.form in ("day", "moment"):
        return in_words(value)
    unit = form.unit if isinstance(value, int) and not isinstance(value, bool) else ""
    return fields.choice_name(name, fields.shown(value, form.form)) + unit


def in_words(value: Any) -> str:
    """A day or a moment as notices print it; other words stay as they are."""
    found = MOMENT.fullmatch(str(value))
    if not found:
        return str(value)
    hour = f" {found[4]}" if found[4] else ""
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日{hour}"


def _bound(bound: Mapping[str, Any]) -> str:
    words = (bound["of"], fields.choice_name("op", bound["op"]), bound["value"])
    per = f"/{bound['per']}" if bound.get("per") else ""
    return "".join(map(str, words)) + fields.choice_name("dim", bound["dim"]) + per


def head_value(name: str, value: Any, reference: Reference) -> str:
    """A value of a head for a reader."""
    form = fields.form_of(name, head=True)
    if form.form == "day":
        return in_words(value)
    if name != "coverage" or not isinstance(value, Mapping):
        return fields.shown(value, form.form)
    paths = [reference.paths[path].name if path in reference.paths else path for path in value.get("paths", ())]
    mode = fields.choice_name("series_mode", str(value.get("series_mode", "")))
    told = (value.get("regions", ()), paths, value.get("levels", ()), (mode,), value.get("series", ()))
    return "；".join("、".join(map(str, part)) for part in told if part)
