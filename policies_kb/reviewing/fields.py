"""How a record's parts are called for people, and how a value is written in a form and read back (fields.yml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from policies_kb.lexers import plain
from policies_kb.model.facts import AnyFact, Fact

YES, NO = "是", "否"
FIRST = ("topic", "quote", "under", "more_quotes")
NOT_WRITTEN = ("id", "kind", "clause", "notice", "item")  # derived, or never changed by hand
SEPARATORS = re.compile(r"[、，,]")


class FieldUnreadable(ValueError):
    """What was typed is no value of the field; the message says in Chinese how to write it."""


@dataclass(frozen=True)
class FieldForm:
    """``name``: how a field is called; ``form``: how it is written (fields.yml says which); ``unit``: of its number."""

    name: str
    form: str
    unit: str = ""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("fields.yml").read_text(encoding="utf-8")))


def kinds() -> dict[str, str]:
    """The kinds of facts with their names."""
    return dict(_words()["kinds"])


def form_of(name: str, *, head: bool = False) -> FieldForm:
    """How a field is called and written."""
    found = _words()["head" if head else "fields"].get(name)
    return FieldForm(**found) if found else FieldForm(name, "data")


def known(name: str) -> bool:
    """Whether fields.yml says how a field is called."""
    return name in _words()["fields"] or name in _words()["head"]


def part_name(part: str) -> str:
    """How a part of a record is called."""
    return str(_words()["parts"].get(part, part))


def head_fields() -> tuple[str, ...]:
    """The fields of a head, in order."""
    return tuple(_words()["head"])


@lru_cache(maxsize=1)
def _models() -> dict[str, type[Fact]]:
    made: dict[str, type[Fact]] = {}
    for model in get_args(get_args(AnyFact)[0]):
        for kind in get_args(model.model_fields["kind"].annotation):
            made[kind] = model
    return made


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a fact of this kind may have, those that matter most first."""
    model = _models()[kind]
    own = [name for name in model.model_fields if name not in Fact.model_fields and name != "kind"]
    common = [name for name in Fact.model_fields if name not in (*NOT_WRITTEN, *FIRST)]
    return (*FIRST, *own, *common)


def choices(kind: str, name: str) -> tuple[str, ...]:
    """The values among which a field chooses; empty where they are not told by its type."""
    model: type[BaseModel] = _models()[kind]
    field = model.model_fields.get(name)
    return tuple(str(value) for value in _literals(field.annotation) if value) if field else ()


def choice_name(name: str, value: str) -> str:
    """How a value of such a field is called."""
    return str(_words()["choices"].get(name, {}).get(value, value))


def outcome_name(said: str) -> str:
    """What a case came to, in words; other answers stay as they are."""
    known: dict[str, str] = _words()["outcomes"]
    return "、".join(known.get(part, part) for part in said.split("、"))


def _literals(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    if not inner:
        return []
    if all(isinstance(value, str) for value in inner):
        return list(inner)
    return [value for part in inner for value in _literals(part)]


def shown(value: Any, form: str) -> str:
    """A value as it is written in a form, and shown."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if form == "moment":
        return str(value).replace("T", " ")
    if form == "series" and isinstance(value, Mapping):
        return "\n".join(f"{name}：{'、'.join(each)}" if each else str(name) for name, each in value.items())
    if form == "lines" and isinstance(value, (list, tuple)):
        return "\n".join(map(str, value))
    if isinstance(value, (dict, list, tuple)):
        text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=4000)
        return text.strip()
    return str(value)


def read(text: str, form: str) -> Any:
    """The value that was typed; None for an empty box. Raises FieldUnreadable."""
    typed = text.replace("\r\n", "\n").strip()
    if not typed:
        return None
    if form in ("day", "moment"):
        return _moment(unicodedata.normalize("NFKC", typed), with_hour=form == "moment")
    if form == "number":
        written = plain(typed)
        if not re.fullmatch(r"\d{1,6}", written):
            raise FieldUnreadable("要写一个整数，如 5")
        return int(written)
    if form == "yes_no":
        return typed == YES
    if form == "lines":
        return [line.strip() for line in typed.split("\n") if line.strip()]
    if form == "series":
        return dict(_one_series(line) for line in typed.split("\n") if line.strip())
    if form == "data":
        try:
            return yaml.safe_load(typed)
        except yaml.YAMLError as error:
            raise FieldUnreadable("写法不对：核对冒号、缩进和横线，冒号后面空一格") from error
    return typed


def _moment(typed: str, *, with_hour: bool) -> date | str:
    found = re.fullmatch(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?:[T ]?\s*(\d{1,2})[:时](\d{2})?)?", typed)
    if not found or (found[4] and not with_hour):
        raise FieldUnreadable("日期写成 2025-03-05" + ("，有钟点的写成 2025-03-05 18:00" if with_hour else ""))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if not found[4]:
            return day
        moment = datetime(day.year, day.month, day.day, int(found[4]), int(found[5] or 0))
    except ValueError as error:
        raise FieldUnreadable("没有这一天或这个钟点") from error
    return moment.strftime("%Y-%m-%dT%H:%M")


def _one_series(line: str) -> tuple[str, list[str]]:
    name, _, rest = line.replace(":", "：").partition("：")
    return name.strip(), [part.strip() for part in SEPARATORS.split(rest) if part.strip()]
