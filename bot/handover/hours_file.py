"""The hours as a file that an official edits (hours.yml); looked at again while the assistant runs."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from .hours import Hours

logger = logging.getLogger(__name__)

SHIPPED = Path(__file__).with_name("hours.yml")
LOOKED_EVERY = 2.0  # seconds
# What pydantic finds, in the words of whoever edits the file.
SAID = {
    "missing": "缺这一项",
    "extra_forbidden": "没有这一项，看看名字是不是写错了",
    "bool_parsing": "写 yes 或 no",
    "bool_type": "写 yes 或 no",
    "float_parsing": "写一个数",
    "float_type": "写一个数",
    "int_parsing": "写一个整数",
    "int_type": "写一个整数",
    "int_from_float": "写一个整数",
    "greater_than": "要大于0",
    "greater_than_equal": "至少是1",
    "less_than_equal": "太大了",
    "too_short": "至少写一个时段",
    "tuple_type": "写成清单，每行一个，前面加短横",
    "frozen_set_type": "写成清单，如 []",
    "dict_type": "写成 日期: [时段]",
    "date_from_datetime_parsing": "不是日期，写成 年-月-日",
    "date_parsing": "不是日期，写成 年-月-日",
    "date_type": "不是日期，写成 年-月-日",
    "model_type": "整个文件要写成 项目: 内容",
}


class HoursInvalid(ValueError):
    """The file cannot be used; the message names file, field and mend, in Chinese."""


def read_hours(path: Path) -> Hours:
    """The hours of a file. Raises `HoursInvalid`."""
    try:
        return Hours.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise HoursInvalid(f"人工服务时间 {path} 打不开：{error.strerror}") from error
    except yaml.YAMLError as error:
        raise HoursInvalid(f"人工服务时间 {path} 不是合格的 YAML：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise HoursInvalid(f"人工服务时间 {path} 的 {where or '开头'} 不对：{_said(first)}") from error


def _said(error: Any) -> str:
    said = SAID.get(str(error["type"]))
    return f"{said}（现在写的是“{error['input']}”）" if said else str(error["msg"]).removeprefix("Value error, ")


class HoursFile:
    """The hours in force: the file's, looked at every two seconds; one that went bad leaves the last good one."""

    def __init__(self, path: Path = SHIPPED) -> None:
        self._path = path
        self._hours = read_hours(path)
        self._stamp = self._written()
        self._looked_at = time.monotonic()

    def now(self) -> Hours:
        """The hours in force."""
        if time.monotonic() - self._looked_at >= LOOKED_EVERY:
            self._looked_at = time.monotonic()
            stamp = self._written()
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._hours = read_hours(self._path)
                except HoursInvalid as error:
                    logger.error("%s；继续用原来的", error)
        return self._hours

    def _written(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)
