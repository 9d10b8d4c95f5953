"""What a person does to an item: each takes a review and gives the next one, with what to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from policies_kb.clauses import bare
from policies_kb.drafting.values import ALWAYS_CONFIRMED
from policies_kb.eligibility.named_rules import WORDED, with_rule

from . import fields
from .content import Content
from .decisions import Decision, Decisions
from .item import Item, Sort, key_of

LONGEST = 4000  # characters of one field


class ChangeRefused(ValueError):
    """What was asked does not fit the item; the message says why, in Chinese. ``field``: of which value."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


@dataclass(frozen=True)
class Review:
    """A notice under review with what people have decided."""

    content: Content
    decisions: Decisions

    def deciding(self, key: str, decision: Decision | None, content: Content | None = None) -> Review:
        """The same with one decision more, or with one less."""
        rest = {name: one for name, one in self.decisions.items() if name != key}
        return Review(content or self.content, rest if decision is None else {**rest, key: decision})


@dataclass(frozen=True)
class Changed:
    """``said``: what happened, for the history: before → after. ``key``: of the item that stands there now."""

    review: Review
    said: str
    key: str


def accept(review: Review, item: Item, by: str) -> Changed:
    """Takes an item as it stands; its single values are still to be confirmed. A whole sentence must have a place."""
    if item.sort is Sort.LEFT and item.whole:
        raise ChangeRefused("这一句还没有着落：加一条事实，或写明它没有内容")
    state = item.decision.state or "accepted"
    return Changed(
        review.deciding(item.key, replace(item.decision, state=state, by=by)), f"{item.title} 认可", item.key
    )


def confirm(review: Review, item: Item, name: str, by: str) -> Changed:
    """Says that one value agrees with the original."""
    value = next((one for one in item.values if one.name == name and one.confirm), None)
    if value is None:
        raise ChangeRefused("没有这个要确认的值")
    said = f"{item.title} {value.label} {value.shown} 对过"
    return Changed(review.deciding(item.key, item.decision.confirming(name, by)), said, item.key)


def reopen(review: Review, item: Item) -> Changed:
    """Takes a decision back; what was changed in the record stays as it is."""
    return Changed(review.deciding(item.key, None), f"{item.title} 重新打开", item.key)


def reject(review: Review, item: Item) -> Changed:
    """Takes a fact, a silence, a condition or a guess that a sentence is empty out of the record."""
    said = f"{item.title} 不要了：{item.say or (item.quotes[0] if item.quotes else '')}"
    return Changed(review.deciding(item.key, None, _without(review.content, item)), said, item.key)


def silent(review: Review, item: Item, by: str) -> Changed:
    """Says that the notice does not state the point: the fact goes, its topic is listed as not stated."""
    if item.sort is not Sort.FACT:
        raise ChangeRefused("只有事实可以改为“通知没有写”")
    fact = _fact(review.content, item)
    topic = str(fact.get("topic", ""))
    if not topic:
        raise ChangeRefused("这一种事实没有单独的事项，不能改为“通知没有写”")
    kept = _without(review.content, item)
    if any(one.get("topic") == topic for one in kept.facts):
        raise ChangeRefused("同一事项还有别的事实，不能写成“通知没有写”；不要这一条就用“不要”")
    listed = kept.entries("not_stated")
    if all(topic not in entry["topics"] for entry in listed):
        listed.append({"topics": [topic]})
    content = kept.having(not_stated=listed)
    key = key_of(Sort.SILENCE, "not_stated", topic)
    made = review.deciding(item.key, None, content)
    return Changed(made.deciding(key, Decision("added", by)), f"{item.title} 改为通知没有写", key)


def set_aside(review: Review, item: Item, why: str, by: str) -> Changed:
    """Says that a sentence has no content anybody would ask about, and why."""
    if item.sort is not Sort.LEFT:
        raise ChangeRefused("只有没有着落的句子可以当作没有内容")
    reason = why.strip()[:LONGEST] or "没有可问的内容"
    entry: dict[str, Any] = {"quote": item.quotes[0], "why": reason}
    content = review.content.having(boilerplate=[*review.content.entries("boilerplate"), entry])
    return Changed(review.deciding(item.key, None, content), f"{item.quotes[0]}：当作没有内容（{reason}）", item.key)


def add(review: Review, kind: str, values: Mapping[str, str], by: str) -> Changed:
    """A new fact. Raises ChangeRefused where its kind, topic or words are missing."""
    if kind not in fields.kinds():
        raise ChangeRefused("先选种类", "kind")
    fact = {"id": "", "kind": kind, **_read(kind, values, {})}
    if not fact.get("quote"):
        raise ChangeRefused("要有原文的一句", "quote")
    used = {one["id"] for one in review.content.facts}
    fact["id"] = _free(f"{fact.get('topic') or kind}.item", used)
    content = review.content.having(facts=[*review.content.facts, fact])
    key = f"{Sort.FACT}:{fact['id']}"
    confirmed = {name: by for name in fact if name in ALWAYS_CONFIRMED}
    return Changed(review.deciding(key, Decision("added", by, confirmed), content), f"新加：{fact['quote']}", key)


def edit(review: Review, item: Item, values: Mapping[str, str], by: str) -> Changed:
    """Other values. What was changed counts as compared by whoever typed it; the rest stays to be confirmed."""
    content, before, after = review.content, *_edited(review.content, item, values)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not changed:
        return accept(review, item, by)
    if item.sort is Sort.HEAD:
        content = replace(content, record={**content.record, "notice": after})
    elif item.sort is Sort.FACT:
        facts = [after if one["id"] == before["id"] else one for one in content.facts]
        content = content.having(facts=facts)
    elif item.sort is Sort.RULE:
        content = replace(content, rules=with_rule(content.rules, _rule(item), lambda _: after))
    else:
        raise ChangeRefused("这一条不能改，只能认可或者不要")
    confirmed = {**item.decision.confirmed, **dict.fromkeys(changed, by)}
    said = "；".join(_told(name, before.get(name), after.get(name), item) for name in changed)
    decision = Decision("edited", by, confirmed)
    return Changed(review.deciding(item.key, decision, content), f"{item.title} {said}", item.key)


def values_to_edit(content: Content, item: Item) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """Kind, present values and the fields that may be edited of a head, a fact or a condition."""
    if item.sort is Sort.HEAD:
        return "", dict(content.record["notice"]), fields.head_fields()
    if item.sort is Sort.FACT:
        fact = _fact(content, item)
        return fact["kind"], fact, fields.fields_of(fact["kind"])
    if item.sort is Sort.RULE:
        found: list[dict[str, Any]] = []
        with_rule(content.rules, _rule(item), lambda entry: found.append(entry) or entry)  # type: ignore[func-returns-value]
        if found:
            return "", found[0], (*WORDED, *(("say",) if "say" in found[0] else ()))
    raise ChangeRefused("这一条不能改，只能认可或者不要")


def _edited(content: Content, item: Item, values: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    kind, before, names = values_to_edit(content, item)
    typed = {name: text for name, text in values.items() if name in names}
    return before, _read(kind, typed, before, head=item.sort is Sort.HEAD)


def _read(kind: str, values: Mapping[str, str], before: Mapping[str, Any], *, head: bool = False) -> dict[str, Any]:
    """The values typed, over those that were; what was not touched stays exactly as it was."""
    made = dict(before)
    allowed = fields.head_fields() if head else fields.fields_of(kind) if kind else tuple(values)
    for name, text in values.items():
        form = fields.form_of(name, head=head).form
        if name not in allowed or text.replace("\r\n", "\n").strip() == fields.shown(before.get(name), form):
            continue
        if len(text) > LONGEST:
            raise ChangeRefused(f"最多{LONGEST}个字", name)
        try:
            value = fields.read(text, form)
        except fields.FieldUnreadable as error:
            raise ChangeRefused(str(error), name) from error
        if value is None:
            made.pop(name, None)
        else:
            made[name] = int(value) if name == "round" and str(value).isdecimal() else value
    return made


def _told(name: str, before: Any, after: Any, item: Item) -> str:
    form = fields.form_of(name, head=item.sort is Sort.HEAD)
    return f"{form.name}：{fields.shown(before, form.form) or '空'} → {fields.shown(after, form.form) or '空'}"


def _fact(content: Content, item: Item) -> dict[str, Any]:
    name = item.key.partition(":")[2]
    found = next((fact for fact in content.facts if fact["id"] == name), None)
    if found is None:
        raise ChangeRefused("这一条已经不在了，请重新打开这一页")
    return found


def _rule(item: Item) -> str:
    return item.key.partition(":")[2]


def _without(content: Content, item: Item) -> Content:
    if item.sort is Sort.FACT:
        gone = _fact(content, item)["id"]
        return content.having(facts=[fact for fact in content.facts if fact["id"] != gone])
    if item.sort is Sort.ASIDE:
        kept = [one for one in content.entries("boilerplate") if bare(str(one["quote"])) != bare(item.quotes[0])]
        return content.having(boilerplate=kept)
    if item.sort is Sort.SILENCE:
        made = content
        for part in ("not_stated", "deferred"):
            kept = [
                one
                for one in content.entries(part)
                if key_of(Sort.SILENCE, part, *map(str, one["topics"]), *map(str, one.get("paths", ()))) != item.key
            ]
            made = made.having(**{part: kept})
        return made
    if item.sort is Sort.RULE:
        marks = dict(content.marks)
        told = dict(marks.get("rules", {}))
        told["conditions"] = {name: one for name, one in told.get("conditions", {}).items() if name != _rule(item)}
        return replace(
            content, rules=with_rule(content.rules, _rule(item), lambda _: None), marks={**marks, "rules": told}
        )
    raise ChangeRefused("这一条不能不要：它是原文里的")


def _free(wanted: str, used: set[str]) -> str:
    name, number = wanted, 2
    while name in used:
        name, number = f"{wanted}_{number}", number + 1
    return name
