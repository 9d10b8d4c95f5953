"""What a person looks at: one item a decision, made anew from the record, so that nothing drops out unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from policies_kb.clauses import ClauseTree, bare, parse
from policies_kb.drafting.covering import quotes_of
from policies_kb.drafting.found import Found, Mark
from policies_kb.drafting.head import DraftHead
from policies_kb.drafting.leftover import unassigned
from policies_kb.drafting.source import Source
from policies_kb.loading import Notice
from policies_kb.reference import Reference

from . import fields
from .content import Content
from .decisions import Decision
from .sentences import Told, bound, conditions

MADE = "更正"  # the mark of what a person wrote
SERVES = "在用"  # the mark of what serves and was reviewed then
TOLD = "写到"  # in the reason of a value that no fact of a quoted sentence tells
NEVER_SHOWN = ("id", "kind", "quote", "more_quotes", "quotes", "under", "topic", "say", "note")


class Sort(StrEnum):
    """What an item is of; the values begin its key."""

    HEAD = "head"
    FACT = "fact"
    LEFT = "left"
    ASIDE = "aside"
    RULE = "rule"
    SILENCE = "silence"
    LOOK = "look"


@dataclass(frozen=True)
class Value:
    """One value of an item; ``confirm``: a person compares it with the original, by itself; ``by``: who has."""

    name: str
    label: str
    shown: str
    confirm: bool
    by: str = ""


@dataclass(frozen=True)
class Item:
    """``say``: what people are told; ``look``: what is doubtful; ``quotes``: its words; ``open``: needs a decision."""

    key: str
    sort: Sort
    mark: str
    title: str
    clause: str
    say: str
    reason: str
    look: str
    values: tuple[Value, ...]
    quotes: tuple[str, ...]
    open: bool
    decision: Decision = field(default_factory=Decision)
    changed: bool = False
    whole: bool = True  # of a sentence that is left: no fact quotes it at all

    @property
    def unconfirmed(self) -> tuple[Value, ...]:
        """The values that nobody has compared yet."""
        return tuple(value for value in self.values if value.confirm and not value.by)

    @property
    def settled(self) -> bool:
        """Whether nothing of it waits for a person."""
        return (not self.open or bool(self.decision.state)) and not self.unconfirmed

    @property
    def stands_open(self) -> bool:
        """Whether it is shown unfolded: something waits, or a person decided on it."""
        return not self.settled or bool(self.decision.state)


def key_of(sort: Sort, *words: str) -> str:
    """The key of an item that has no name of its own, by its words."""
    return f"{sort}:{hashlib.sha256(chr(0).join(map(bare, words)).encode()).hexdigest()[:12]}"


def prepared(content: Content, reference: Reference) -> tuple[Item, ...]:
    """Every item, undecided, in the order of the notice: head, then facts and sentences as printed, then the rest."""
    tree = parse(content.text)
    order = {name: at for at, name in enumerate(tree.clauses)}
    notice = bound(content, reference)
    printed = [*_facts(content, tree, notice, reference), *_left(content, tree, reference), *_aside(content, tree)]
    printed.sort(key=lambda item: order.get(item.clause, len(order)))
    return (
        _head(content, reference),
        *printed,
        *_silences(content, reference),
        *_rules(content, notice, reference),
        *_looks(content),
    )


def decided(found: Iterable[Item], decisions: Mapping[str, Decision]) -> list[Item]:
    """The items with what people have decided."""
    return [_with(item, decisions[item.key]) if item.key in decisions else item for item in found]


def _with(item: Item, decision: Decision) -> Item:
    values = tuple(replace(value, by=decision.confirmed.get(value.name, "")) for value in item.values)
    mark = MADE if decision.state in ("edited", "added") else item.mark
    return replace(item, mark=mark, values=values, decision=decision)


def _head(content: Content, reference: Reference) -> Item:
    told = content.marks.get("head", {})
    key = f"{Sort.HEAD}:notice"
    notice = content.record["notice"]
    confirmed = set(told.get("confirm", ()))
    doubts: Mapping[str, str] = told.get("doubts", {})
    values = tuple(
        Value(name, form.name, _head_value(name, notice[name], form.form, reference), name in confirmed)
        for name in fields.head_fields()
        if notice.get(name) not in (None, [], "")
        for form in [fields.form_of(name, head=True)]
    )
    look = "；".join(f"{_head_name(name)}：{said}" for name, said in doubts.items())
    mark = Mark.EXTRACTED.value if content.marks else SERVES
    return Item(key, Sort.HEAD, mark, "通知头", "标题", "", "", look, values, (str(notice["title"]),), bool(doubts))


def _head_value(name: str, value: Any, form: str, reference: Reference) -> str:
    if name != "coverage" or not isinstance(value, dict):
        return fields.shown(value, form)
    paths = [reference.paths[path].name if path in reference.paths else path for path in value.get("paths", ())]
    mode = fields.choice_name("series_mode", str(value.get("series_mode", "")))
    parts = (value.get("regions", ()), paths, value.get("levels", ()), (mode,), value.get("series", ()))
    return "；".join("、".join(map(str, part)) for part in parts if part)


def _head_name(name: str) -> str:
    return fields.form_of(name.split(".")[0], head=True).name


def _facts(content: Content, tree: ClauseTree, notice: Notice | None, reference: Reference) -> Iterator[Item]:
    marks = {one["id"]: one for one in content.marks.get("facts", ())}
    names = fields.kinds()
    says = {fact.id: fact.say for fact in notice.record.facts} if notice else {}
    for fact in content.facts:
        key = f"{Sort.FACT}:{fact['id']}"
        told = marks.get(fact["id"], {})
        confirm = set(told.get("confirm", ()))
        topic = reference.topics.get(str(fact.get("topic", "")))
        title = f"{names.get(fact['kind'], fact['kind'])}{'：' + topic.name if topic else ''}"
        values = tuple(
            Value(name, form.name, _value(name, value, form.form, reference), name in confirm)
            for name, value in fact.items()
            for form in [fields.form_of(name)]
            if (name not in NEVER_SHOWN or name in confirm) and value not in (None, [], "")
        )
        yield Item(
            key,
            Sort.FACT,
            told.get("mark", SERVES),
            title,
            clause_of(fact, tree),
            says.get(fact["id"], "") or str(fact.get("say", "")),
            told.get("reason", ""),
            told.get("look", ""),
            values,
            tuple(quotes_of(fact)),
            bool(told.get("open")),
            changed=bool(told.get("changed")),
        )


def _value(name: str, value: Any, form: str, reference: Reference) -> str:
    if name == "stage" and value in reference.stages:
        return reference.stages[value].name
    if name == "paths":
        return "、".join(reference.paths[one].name if one in reference.paths else str(one) for one in value)
    return fields.choice_name(name, fields.shown(value, form))


def clause_of(entry: Mapping[str, Any], tree: ClauseTree) -> str:
    """Where the words of an entry stand; "" where they stand nowhere."""
    if entry.get("under"):
        return str(entry["under"])
    found = tree.locate(str(entry.get("quote", "")))
    return found.id if found else ""


def _left(content: Content, tree: ClauseTree, reference: Reference) -> Iterator[Item]:
    """Sentences that nothing accounts for, and values that no fact tells; also what the checks took out."""
    notice = content.record["notice"]
    source = Source(tree, DraftHead(notice, {}, notice["issued"]), reference)
    facts = [Found(fact, clause_of(fact, tree), Mark.CARRIED, "") for fact in content.facts]
    others = [entry for part in ("not_stated", "deferred", "boilerplate") for entry in content.entries(part)]
    ids = {fact["id"] for fact in content.facts}
    seen = set[str]()
    refused = [
        (one["clause"], one["sentence"], one["reason"], one["proposal"].get("id"))
        for one in content.marks.get("unassigned", ())
        if one.get("proposal")
    ]
    found = [(left.clause, left.sentence, left.reason, None) for left in unassigned(source, facts, others)]
    whole = {(clause, sentence) for clause, sentence, why, _ in found if TOLD not in why}
    for clause, sentence, reason, dropped in (*found, *refused):
        key = key_of(Sort.LEFT, clause, sentence)
        if key in seen or (dropped and dropped in ids):
            continue
        seen.add(key)
        yield Item(
            key, Sort.LEFT, Mark.UNASSIGNED.value, "没有着落的句子", clause, "", reason, "", (), (sentence,), True,
            whole=(clause, sentence) in whole,
        )  # fmt: skip


def _aside(content: Content, tree: ClauseTree) -> Iterator[Item]:
    guessed = {bare(str(one["quote"])) for one in content.marks.get("set_aside", ())}
    for entry in content.entries("boilerplate"):
        if bare(str(entry["quote"])) in guessed:
            key = key_of(Sort.ASIDE, str(entry["quote"]), str(entry.get("under", "")))
            yield Item(
                key, Sort.ASIDE, Mark.GUESSED.value, "当作没有内容的句子", clause_of(entry, tree), "",
                str(entry.get("why", "")), "", (), (str(entry["quote"]),), True,
            )  # fmt: skip


def _silences(content: Content, reference: Reference) -> Iterator[Item]:
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


def _rules(content: Content, notice: Notice | None, reference: Reference) -> Iterator[Item]:
    told: Mapping[str, Any] = content.marks.get("rules", {})
    marks: Mapping[str, Any] = told.get("conditions", {})
    opened: dict[str, str] = {}
    for line in told.get("open", ()):
        name, colon, said = str(line).partition("：")
        opened[name if colon else str(line)] = said
    whole = set(opened)
    shown = conditions(content, notice, reference)
    for name, mark in marks.items():
        key = f"{Sort.RULE}:{name}"
        told_of = shown.get(name, Told())
        guessed = mark["mark"] == Mark.GUESSED.value
        title = f"资格条件：{told_of.name or name.rsplit('/', 1)[-1]}"
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


def _looks(content: Content) -> Iterator[Item]:
    for remark in content.marks.get("remarks", ()):
        key = key_of(Sort.LOOK, str(remark))
        yield Item(
            key, Sort.LOOK, Mark.UNASSIGNED.value, "读原文时没有把握的地方", "", "", str(remark), "", (), (), True,
        )  # fmt: skip
