"""A draft as the files of a notice: text, record, rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import yaml

from policies_kb.loading import NoticeSource
from policies_kb.loading.source import RECORD, RULES, TEXT

from .found import Found
from .head import DraftHead

FIRST = ("id", "kind", "topic", "also", "quote", "under", "more_quotes")
WIDTH = 4000  # a quote stays on one line: a person compares it with the text
NOTE = "# 草稿：由程序起草，还没有人审核。每条事实怎样来的，见 marks.yml。\n"


class _Dumper(yaml.SafeDumper):
    """Repeats words in place of naming them: each fact can be read by itself."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def record_data(head: DraftHead, facts: Iterable[Found], others: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The record as a record writes it. ``others``: not_stated, deferred and boilerplate."""
    made: dict[str, Any] = {"notice": head.notice, "facts": [_ordered(found.fact) for found in facts]}
    return made | {name: entries for name, entries in others.items() if entries}


def files(notice_id: str, text: str, record: dict[str, Any], rules: dict[str, Any]) -> NoticeSource:
    """The files of the draft."""
    written = {TEXT: text, RECORD: NOTE + dumped(record)}
    if rules:
        written[RULES] = NOTE + dumped(rules)
    return NoticeSource(notice_id, written)


def dumped(data: Any) -> str:
    """YAML as a person writes it: fields in order, Chinese as it is, moments as a record has them."""
    return yaml.dump(_plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def _ordered(fact: dict[str, Any]) -> dict[str, Any]:
    first = {name: fact[name] for name in FIRST if name in fact}
    return first | {name: value for name, value in fact.items() if name not in FIRST}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value
