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
from .differing import narrowed, parts, sentences
from .following import Drafted, settled_by_values
from .item import SERVES, Item, Sort, Value, key_of
from .named import fact_name, head_value, value_name
from .other_items import looks, rules, silences
from .plainly import Plainly
from .sentences import bound, conditions

MADE = "更正"  # the mark of what a person wrote
SELF_NAMED = ("say", "bounds")  # what they are shows by itself
TOLD = "写到"  # in the reason of a value that no fact of a quoted sentence tells
NEVER_SHOWN = ("id", "kind", "quote", "more_quotes", "quotes", "under", "topic", "say", "note")


def prepared(content: Content, reference: Reference) -> tuple[Item, ...]:
    """Every item, undecided, in the order of the notice: head, then facts and sentences as printed, then the rest."""
    tree = parse(content.text)
    order = {name: at for at, name in enumerate(tree.clauses)}
    notice = bound(content, reference)
    changes = content.marks.get("changes", ())
    head, *facts = settled_by_values(list(_facts(content, tree, notice, reference)), _head(content, reference), changes)
    printed = [*facts, *_left(content, tree, reference), *_aside(content, tree)]
    printed.sort(key=lambda item: order.get(item.clause, len(order)))
    told = conditions(content, notice, reference)
    plainly = Plainly(content, reference, told)
    made = (head, *printed, *silences(content, reference), *rules(content, told), *looks(content))
    return tuple(
        replace(one, title=plainly(one.title), reason=plainly(one.reason), look=plainly(one.look)) for one in made
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
        Value(name, form.name, head_value(name, notice[name], reference), name in confirmed)
        for name in fields.head_fields()
        if notice.get(name) not in (None, [], "")
        for form in [fields.form_of(name, head=True)]
    )
    look = "；".join(f"{_head_name(name)}：{said}" for name, said in doubts.items())
    mark = Mark.EXTRACTED.value if content.marks else SERVES
    return Item(key, Sort.HEAD, mark, "通知头", "标题", "", "", look, values, (str(notice["title"]),), bool(doubts))


def _head_name(name: str) -> str:
    return fields.form_of(name.split(".")[0], head=True).name


def _facts(content: Content, tree: ClauseTree, notice: Notice | None, reference: Reference) -> Iterator[Drafted]:
    marks = {one["id"]: one for one in content.marks.get("facts", ())}
    says = {fact.id: fact.say for fact in notice.record.facts} if notice else {}
    for fact in content.facts:
        told = marks.get(fact["id"], {})
        values = tuple(_values(fact, told, reference))
        quotes = tuple(quotes_of(fact))
        say = says.get(fact["id"], "") or str(fact.get("say", ""))
        before: Mapping[str, Any] = told.get("before", {})
        changes = list(sentences(content.marks.get("changes", ()), quotes)) if before else []
        item = Item(
            f"{Sort.FACT}:{fact['id']}",
            Sort.FACT,
            told.get("mark", SERVES),
            fact_name(fact, reference),
            clause_of(fact, tree),
            say,
            told.get("reason", ""),
            told.get("look", ""),
            values,
            quotes,
            bool(told.get("open")),
            changed=bool(told.get("changed")),
            told=narrowed(parts(before["say"], say)) if before and before["say"] != say else (),
            differs=tuple(narrowed(parts(str(each["before"]), str(each["now"]))) for each in changes),
        )
        yield Drafted(item, fact, told)


def _values(fact: Mapping[str, Any], told: Mapping[str, Any], reference: Reference) -> Iterator[Value]:
    confirm = set(told.get("confirm", ()))
    before: Mapping[str, Any] = told.get("before", {}).get("values", {})
    for name, value in fact.items():
        if (name in NEVER_SHOWN and name not in confirm) or value in (None, [], ""):
            continue
        was = value_name(name, before[name], reference) if before.get(name) else ""
        form, shown = fields.form_of(name), value_name(name, value, reference)
        named = name in SELF_NAMED or (bool(form.unit) and shown.endswith(form.unit))
        yield Value(name, form.name, shown, name in confirm, was=was, named=named)


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
