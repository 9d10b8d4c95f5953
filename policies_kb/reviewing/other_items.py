"""The items that stand at no place of the notice's own: silences, conditions, and what reading it left in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policies_kb.drafting.covering import quotes_of
from policies_kb.drafting.found import Mark
from policies_kb.reference import Reference

from . import fields
from .content import Content
from .item import SERVES, Item, Sort, Value, key_of
from .sentences import Told


def silences(content: Content, reference: Reference) -> Iterator[Item]:
    """Silences and what is left to other documents: open where no notice of the line bore them out."""
    proposed = bool(content.marks) and not content.marks.get("last_year")
    mark = Mark.GUESSED.value if proposed else Mark.CARRIED.value if content.marks else SERVES
    for part, title in (("not_stated", "通知没有写"), ("deferred", "另有文件")):
        for entry in content.entries(part):
            key = key_of(Sort.SILENCE, part, *map(str, entry["topics"]), *map(str, entry.get("paths", ())))
            names = "、".join(reference.topics[name].name for name in entry["topics"] if name in reference.topics)
            yield Item(
                key, Sort.SILENCE, mark, f"{title}：{names}", "", str(entry.get("say", "")), "", "", (),
                tuple(quotes_of(entry)), proposed,
            )  # fmt: skip


def rules(content: Content, shown: Mapping[str, Told]) -> Iterator[Item]:
    """The conditions. ``shown``: each as people are told it."""
    told: Mapping[str, Any] = content.marks.get("rules", {})
    marks: Mapping[str, Any] = told.get("conditions", {})
    opened: dict[str, str] = {}
    for line in told.get("open", ()):
        name, colon, said = str(line).partition("：")
        opened[name if colon else str(line)] = said
    whole = set(opened)
    for name, mark in marks.items():
        key = f"{Sort.RULE}:{name}"
        told_of = shown.get(name, Told())
        guessed = mark["mark"] == Mark.GUESSED.value
        title = f"资格条件：{told_of.name}" if told_of.name else "资格条件"
        values = tuple(Value(at, fields.form_of(at).name, said, False) for at, said in told_of.words)
        quotes = (told_of.quote,) if told_of.quote else ()
        yield Item(
            key, Sort.RULE, mark["mark"], title, told_of.clause, told_of.say, mark["reason"],
            opened.pop(name, ""), values, quotes, guessed or name in whole,
        )  # fmt: skip
    for name, said in opened.items():
        key = key_of(Sort.RULE, name, said)
        yield Item(
            key, Sort.RULE, Mark.UNASSIGNED.value, "资格条件", "", "", f"{name}：{said}" if said else name, "", (), (),
            True,
        )  # fmt: skip


def looks(content: Content) -> Iterator[Item]:
    """What reading left in doubt; what last year's notice printed likewise was looked at then, and does not wait."""
    for remark in content.marks.get("remarks", ()):
        key = key_of(Sort.LOOK, str(remark))
        yield Item(
            key, Sort.LOOK, Mark.UNASSIGNED.value, "读原文时没有把握的地方", "", "", str(remark), "", (), (), True,
        )  # fmt: skip
    for remark in content.marks.get("remarks_of_last_year", ()):
        key = key_of(Sort.LOOK, str(remark))
        yield Item(
            key, Sort.LOOK, Mark.CARRIED.value, "读原文时没有把握的地方", "", "", str(remark), "上一份同一句也是这样",
            (), (), False,
        )  # fmt: skip
