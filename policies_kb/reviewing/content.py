"""A notice under review: its text, record, rules and the marks of its draft, as data that a person changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from policies_kb.drafting.draft import Draft
from policies_kb.drafting.marks import MARKS, marks
from policies_kb.drafting.written import dumped, record_data
from policies_kb.loading import NoticeSource
from policies_kb.loading.source import ORIGINAL, RECORD, RULES, TEXT, digest
from policies_kb.releases.parsed import decode, encode

HEAD = "# 由工作台审核后发布。\n"


@dataclass(frozen=True)
class Content:
    """``record``, ``rules`` and ``marks`` as their YAML holds them; ``rules`` is empty where the notice has none.

    ``others``: further files of the notice, kept as they are. Values are never changed in place.
    """

    notice_id: str
    text: str
    record: dict[str, Any]
    rules: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Any] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> list[dict[str, Any]]:
        """The facts as the record writes them."""
        return list(self.record.get("facts") or [])

    def entries(self, part: str) -> list[dict[str, Any]]:
        """The entries of ``not_stated``, ``deferred`` or ``boilerplate``."""
        return list(self.record.get(part) or [])

    def having(self, **parts: Any) -> Content:
        """The same with other parts of the record; an empty list takes the part out."""
        record = {name: value for name, value in (self.record | parts).items() if value or name in ("notice", "facts")}
        return replace(self, record=record)

    def source(self, original: str = "") -> NoticeSource:
        """The files of the notice. ``original``: the text of original.yml, where the file it came from is kept."""
        made = {**self.others, TEXT: self.text, RECORD: HEAD + dumped(self.record)}
        if self.rules:
            made[RULES] = HEAD + dumped(self.rules)
        if self.marks:
            made[MARKS] = HEAD + dumped(self.marks)
        if original:
            made[ORIGINAL] = original
        return NoticeSource(self.notice_id, made)

    def digest(self, original: str = "") -> str:
        """SHA-256 of the files: an approval is of exactly these."""
        return digest({self.notice_id: self.source(original)})

    def written(self) -> dict[str, Any]:
        """As JSON-able data."""
        return {
            "notice_id": self.notice_id,
            "text": self.text,
            "record": encode(self.record),
            "rules": encode(self.rules),
            "marks": encode(self.marks),
            "others": dict(self.others),
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Content:
        """What ``written`` gave."""
        return cls(
            data["notice_id"],
            data["text"],
            decode(data["record"]),
            decode(data["rules"]),
            decode(data["marks"]),
            dict(data["others"]),
        )


def of_draft(made: Draft) -> Content:
    """A draft as the program made it."""
    record = record_data(made.head, made.facts, made.others)
    return Content(made.source.id, made.source.files[TEXT], record, made.rules.rules, marks(made))


def of_source(source: NoticeSource) -> Content:
    """A notice that serves, to correct it: every fact counts as reviewed. Raises KeyError where a file is missing."""
    rules = yaml.load(source.files.get(RULES, "{}"), Loader=yaml.CSafeLoader) or {}
    others = {name: text for name, text in source.files.items() if name not in (TEXT, RECORD, RULES, MARKS)}
    return Content(
        source.id, source.files[TEXT], yaml.load(source.files[RECORD], Loader=yaml.CSafeLoader), rules, {}, others
    )
