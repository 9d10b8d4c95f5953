"""What a person looks at: one item a decision, made anew from the record, so that nothing drops out unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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
from .item import SERVES, Item, Sort, Value, key_of
from .other_items import looks, rules, silences
from .sentences import bound

MADE = "更正"  # the mark of what a person wrote
TOLD = "写到"  # in the reason of a value that no fact of a quoted sentence tells
NEVER_SHOWN = ("id", "kind", "quote", "more_quotes", "quotes", "under", "topic", "say", "note")


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
        *silences(content, reference),
        *rules(content, notice, reference),
        *looks(content),
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
