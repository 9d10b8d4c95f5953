"""The parser of both command lines: help and complaints in Chinese, one line each."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml
from rapidfuzz import fuzz, process

WRONG_USAGE = 2  # exit status
NEAR = 60.0  # of 100: below that no command is near enough to be meant
FIELD = re.compile(r"\\\{(\w+)\\\}")


class Formatter(argparse.HelpFormatter):
    """Help as argparse lays it out, under Chinese headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse's parser for people who read Chinese; its subcommands are made by the same class."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, **options, "add_help": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这一页")

    def error(self, message: str) -> NoReturn:
        """Ends with exit status 2 and one line on stderr: what is wrong, and where the usage stands."""
        self.exit(WRONG_USAGE, f"错误：{told(message)}。用法见 {self.prog} --help\n")


def told(message: str) -> str:
    """argparse's sentence in Chinese, by usage.yml."""
    for pattern, tell in _sentences():
        if found := pattern.fullmatch(message):
            parts = found.groupdict()
            return tell.format(**(parts | ({"rest": told(parts["rest"])} if "rest" in parts else {})))
    return message


def unknown(prog: str, name: str, names: Iterable[str]) -> str:
    """The one line about a command that does not exist, with the nearest one that does."""
    nearest = process.extractOne(name.lower(), list(names), scorer=fuzz.ratio, score_cutoff=NEAR)
    meant = f"是不是 {nearest[0]}？" if nearest else ""
    return f"错误：没有“{name}”这个命令。{meant}全部命令见 {prog} --help"


@lru_cache(maxsize=1)
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    written = yaml.safe_load(Path(__file__).with_name("usage.yml").read_text(encoding="utf-8"))
    return tuple((re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(line["said"]))), line["tell"]) for line in written)
