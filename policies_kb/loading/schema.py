"""Pydantic's errors in the words of the person who keeps the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from policies_kb.lexers import moments

from .errors import Note
from .nearest import meant
from .yaml_lines import Location

Model = TypeVar("Model", bound=BaseModel)

# pydantic's error type → what is wrong, and the mend. {…} are the error's own values.
SAYINGS: dict[str, tuple[str, str]] = {
    "missing": ("缺少“{field}”", "补上 {field}"),
    "extra_forbidden": ("没有“{field}”这一项", "{near}删去"),
    "enum": ("“{input}”不在可选的值里", "{near}只能是：{expected}"),
    "literal_error": ("“{input}”不在可选的值里", "{near}只能是：{expected}"),
    "union_tag_invalid": ("没有“{tag}”这种类型", "{near}kind 只能是：{expected_tags}"),
    "union_tag_not_found": ("没有写 kind", "补上 kind"),
    "string_pattern_mismatch": ("“{input}”的写法不对", "只用小写字母、数字、下划线和点"),
    "string_too_short": ("内容太短", "写完整"),
    "string_too_long": ("内容太长（最多{max_length}个字）", "拆成两条，或写短些"),
    "too_short": ("至少要有一项", "补上"),
    "int_parsing": ("“{input}”不是整数", "写半角数字"),
    "int_type": ("“{input}”不是整数", "写半角数字"),
    "int_from_float": ("“{input}”不是整数", "写整数"),
    "greater_than": ("“{input}”太小", "要大于{gt}"),
    "greater_than_equal": ("“{input}”太小", "不小于{ge}"),
    "less_than_equal": ("“{input}”太大", "不大于{le}"),
    "bool_parsing": ("“{input}”不是是或否", "写 true 或 false"),
    "bool_type": ("“{input}”不是是或否", "写 true 或 false"),
    "string_type": ("“{input}”要写成文字", "加引号"),
    "tuple_type": ("这里要写成列表", "写成 [甲, 乙]"),
    "dict_type": ("这里要写成“名称: 值”的形式", "核对这一行的冒号和缩进"),
    "model_type": ("这里要写成“名称: 值”的形式", "核对这一行的冒号和缩进"),
    "model_attributes_type": ("这里要写成“名称: 值”的形式", "核对这一行的冒号和缩进"),
    "url_parsing": ("“{input}”不是网址", "写完整，如 http://www.example.com"),
    "url_scheme": ("“{input}”不是网址", "以 http:// 或 https:// 开头"),
    "round_written": ("“{input}”不是轮次", "写成 2001、2001年上半年 或 2001年第二批 这样的形式"),
}
YES_NO = ("yes、no、true、false 不加引号就不是文字", '加半角引号，如 "yes"')
DATES = ("日期写错了", "写成 2001-03-05；有钟点的写成 2001-03-05T18:00，都用半角")
SHOWN = 40


def validated(model: type[Model], data: Any, note: Note) -> Model | None:
    """``data`` as ``model``; None, with everything noted, where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        for detail in details:
            if detail["type"] == "too_short" and any(_below(detail["loc"], other["loc"]) for other in details):
                continue  # it is only empty because what it holds is wrong
            if detail["type"] != "missing" and not _written(_place(detail, data), data):
                continue  # it is made from what is wrong itself
            problem, mend = _said(detail, _beside(detail, data, model))
            note(_place(detail, data), problem, mend)
        return None


def _below(above: tuple[int | str, ...], place: tuple[int | str, ...]) -> bool:
    return len(place) > len(above) and place[: len(above)] == above


def _written(place: Location, data: Any) -> bool:
    """Whether the value at ``place`` stands in the text, and not only in what is made of it."""
    inside = data
    for step in place:
        if isinstance(inside, dict) and step not in inside:
            return False
        known = isinstance(inside, dict) or (isinstance(inside, list) and isinstance(step, int))
        inside = inside[step] if known else None
    return True


def _place(detail: Any, data: Any) -> Location:
    """Where it is wrong in the text: pydantic also names the member of a union, which the text does not."""
    place: list[str | int] = []
    inside, tagged = data, False
    for step in detail["loc"]:
        if isinstance(inside, dict) and step == inside.get("kind") and not tagged:
            tagged = True
            continue
        place.append(step)
        known = isinstance(inside, dict) and step in inside
        known |= isinstance(inside, list) and isinstance(step, int) and step < len(inside)
        inside, tagged = inside[step] if known else None, False
    return (*place, "kind") if detail["type"] == "union_tag_invalid" else tuple(place)


def _beside(detail: Any, data: Any, model: type[BaseModel]) -> list[str]:
    """The fields that may stand where an unknown one does."""
    if detail["type"] != "extra_forbidden":
        return []
    inside = data
    for step in _place(detail, data)[:-1]:
        inside = inside[step]
    kind = inside.get("kind") if isinstance(inside, dict) else None
    return [field for tag, field in _fields(model) if tag == kind]


@lru_cache(maxsize=4)
def _fields(model: type[BaseModel]) -> tuple[tuple[str | None, str], ...]:
    """Every field of a model and of the models in it, each with the kind it belongs to, where that has one."""

    def found() -> Iterator[tuple[str | None, str]]:
        schema = model.model_json_schema()
        for part in (schema, *schema.get("$defs", {}).values()):
            properties = part.get("properties", {})
            kind = properties.get("kind", {})
            for tag in kind.get("enum", [kind.get("const")]):
                yield from ((tag, field) for field in properties)

    return tuple(found())


def _said(detail: Any, beside: list[str]) -> tuple[str, str]:
    kind, given = str(detail["type"]), detail["input"]
    if kind.startswith(("date", "time")):
        read = next((moment.written for moment in moments(str(given))), "")
        right = f"写成 {read}" if read not in ("", str(given)) else DATES[1]
        return f"“{str(given)[:SHOWN]}”：{DATES[0]}", right
    if isinstance(given, bool) and kind in ("literal_error", "enum", "string_type"):
        return YES_NO
    context = detail.get("ctx", {})
    values = {**context, "field": detail["loc"][-1] if detail["loc"] else "", "input": str(given)[:SHOWN]}
    for name in ("expected", "expected_tags"):
        if name in context:
            options = re.findall(r"'([^']+)'", str(context[name]))
            near = meant(str(context.get("tag", given)), options)
            values[name] = "、".join(options)
            values["near"] = f"{near}；" if near else ""
    if kind == "extra_forbidden":
        near = meant(str(values["field"]), beside)
        values["near"] = f"{near}；不是的，" if near else ""
    problem, mend = SAYINGS.get(kind, ("“{input}”不能用在这里", "核对这一项的写法"))
    return problem.format(**values), mend.format(**values)
