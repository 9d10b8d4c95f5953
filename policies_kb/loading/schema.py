"""Pydantic's errors in the words of the person who keeps the record."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .errors import Note

Model = TypeVar("Model", bound=BaseModel)

# pydantic's error type → what is wrong, and the mend. {…} are the error's own values.
SAYINGS: dict[str, tuple[str, str]] = {
    "missing": ("缺少“{field}”", "补上这一项"),
    "extra_forbidden": ("没有“{field}”这一项", "删去，或改正名称"),
    "enum": ("“{input}”不在可选的值里", "只能是：{expected}"),
    "literal_error": ("“{input}”不在可选的值里", "只能是：{expected}"),
    "union_tag_invalid": ("没有“{tag}”这种类型", "kind 只能是：{expected_tags}"),
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
}
DATES = ("日期写错了", "写成 2001-03-05；有钟点的写成 2001-03-05T18:00，都用半角")
SHOWN = 40


def validated(model: type[Model], data: Any, note: Note) -> Model | None:
    """``data`` as ``model``; None, with everything noted, where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            problem, mend = _said(detail)
            note(tuple(detail["loc"]), problem, mend)
        return None


def _said(detail: Any) -> tuple[str, str]:
    kind = str(detail["type"])
    if kind == "value_error":
        return str(detail.get("ctx", {}).get("error", detail["msg"])), "按说明改正"
    if kind.startswith(("date", "time")):
        return f"“{str(detail['input'])[:SHOWN]}”：{DATES[0]}", DATES[1]
    values = {
        **detail.get("ctx", {}),
        "field": detail["loc"][-1] if detail["loc"] else "",
        "input": str(detail["input"])[:SHOWN],
    }
    problem, mend = SAYINGS.get(kind, ("“{input}”不能用在这里", "核对这一项的写法"))
    return problem.format(**values), mend.format(**values)
