"""Web furniture: the lines of a web page around a notice (当前位置：首页 >, 浏览次数, 上一条, 【关闭】).

Looked for before the first clause, after the signature's date and at the end; a line that prints a document
number stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from policies_kb.clauses.dates import DATE, is_date
from policies_kb.clauses.kinds import NUMBERED
from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.remarks import Kind, Remark, remark
from policies_kb.clauses.source import Line

_LONGEST = 200  # characters of a line of furniture
_STAMP = re.compile(
    rf"(?:(?:发布|更新)(?:时间|日期)[:：]?)?{DATE}(?:\d\d?[:：]\d\d(?:[:：]\d\d)?)?"
    r"(?:(?:来源|浏览|阅读|点击).*)?"
)
_CALENDAR_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_COUNTER = re.compile(r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\d+次?")
_FORM_HEAD = re.compile(r"附件[\d一二三四五六七八九十]{1,3}[：:]?$")
_BETWEEN = re.compile(r"[\s【】\[\]（）()|｜/·•<>«»《》,，、:：]+")
_SPACE = re.compile(r"\s+")


def remove_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Remark]]:
    """Return the lines without web furniture, and a remark on each line removed."""
    first = next((at for at, line in enumerate(lines) if read_marker(line.text)), len(lines))
    form = next((at for at in range(first, len(lines)) if _FORM_HEAD.match(lines[at].text)), len(lines))
    dated = next((at for at in range(form - 1, first, -1) if is_date(lines[at].text)), form)
    gone = {at for at in (*range(first), *range(dated + 1, form)) if is_furniture(lines[at].raw)}
    end = len(lines) - 1
    while end > first and is_furniture(lines[end].raw, in_form=form < len(lines)):
        gone.add(end)
        end -= 1
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return kept, [remark(Kind.FURNITURE_REMOVED, lines[at].no, lines[at].raw) for at in sorted(gone)]


def is_furniture(raw: str, in_form: bool = False) -> bool:
    """Say whether a line is one of those that web pages print around a text."""
    if len(raw) > _LONGEST or NUMBERED.search(raw):
        return False
    phrases = _phrases()
    dense = _SPACE.sub("", raw)
    if phrases.page_labels.match(dense) or any(mark in dense for mark in phrases.marks):
        return True
    if not in_form and (phrases.text_labels.match(dense) or _COUNTER.fullmatch(dense) or _is_stamp(dense)):
        return True
    parts = {part for part in _BETWEEN.split(raw) if part}
    return bool(parts & phrases.words) and parts <= phrases.words | phrases.weak_words


def _is_stamp(dense: str) -> bool:
    """A time of publishing; a date as letters carry it is none."""
    return bool(_STAMP.fullmatch(dense)) and not _CALENDAR_DATE.fullmatch(dense) and dense[0] not in "一二"


@dataclass(frozen=True)
class _Phrases:
    words: frozenset[str]
    weak_words: frozenset[str]
    page_labels: re.Pattern[str]
    text_labels: re.Pattern[str]
    marks: tuple[str, ...]


@cache
def _phrases() -> _Phrases:
    data = yaml.safe_load(Path(__file__).with_name("furniture.yml").read_text(encoding="utf-8"))
    return _Phrases(
        frozenset(data["words"]),
        frozenset(data["weak_words"]),
        _labels(data["page_labels"]),
        _labels(data["text_labels"]),
        tuple(data["marks"]),
    )


def _labels(labels: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, labels), key=len, reverse=True)
    return re.compile(rf"[【\[（(]?(?:{'|'.join(longest_first)})[：:]")
