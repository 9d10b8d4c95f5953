"""Draws the conditions of a notice as a Mermaid graph, from the rules alone."""

from __future__ import annotations

from .rules import Condition, PathRules, Rules
from .values import fields

ROLES = {"condition": "条件", "exclusion": "除外", "deferral": "顺延", "elsewhere": "另见文件"}
ENDS = {"ineligible": "不能申报", "not_yet": "还差时间", "ask": "问单位或人社部门"}


def page(rules: Rules, title: str) -> str:
    """A Markdown page with one graph for each path."""
    parts = [
        f"# {title}：条件图",
        f"由 `policies_kb/notices/{rules.notice}/rules.yml` 生成，不要手改："
        f"`python -m policies_kb graph {rules.notice} --write`。",
    ]
    for path in rules.paths:
        name = "、".join(path.targets)
        parts.append(f"## {name}\n\n```mermaid\n{mermaid(path)}\n```")
    return "\n\n".join(parts) + "\n"


def mermaid(path: PathRules) -> str:
    """The graph of one path: each condition with its clause, the rules that are not on file last."""
    lines = ["flowchart TD", f'  start(["{"、".join(path.targets)}"])']
    before = "start"
    conditions = sorted(path.conditions, key=lambda c: c.role == "elsewhere")
    for condition in conditions:
        lines.append(f'  {condition.id}["{_text(condition)}"]')
        lines.append(f"  {before} --> {condition.id}")
        for why, end in endings(condition):
            lines.append(f"  {condition.id} -->|{why}| {end}")
        before = condition.id
    if conditions[-1].role != "elsewhere":  # a rule that is not on file can never be found fulfilled
        lines.append(f"  {before} -->|都满足| eligible")
        lines.append(f'  eligible(["可以申报{award_words(path)}"])')
    drawn = "\n".join(lines)
    lines += [f'  {name}(["{words}"])' for name, words in ENDS.items() if drawn.count(f"| {name}\n")]
    return "\n".join(lines)


def endings(condition: Condition) -> list[tuple[str, str]]:
    """What leads away from a condition: why, and to which end (a key of ``ENDS``)."""
    kind = condition.test.kind
    if condition.role == "elsewhere":
        return [("通知没有照录", "ask")]
    if kind in ("years", "postponed"):
        found = [("时间不够", "not_yet")]
    elif kind == "at_least":
        found = [("不满足", "ineligible"), ("只差时间", "not_yet")]
    else:
        found = [("不满足", "ineligible")]
    if condition.open:
        found.append(("原文没写明", "ask"))
    return found


def _text(condition: Condition) -> str:
    only = ""
    if condition.applies_when:
        told = condition.applies_when
        field = getattr(told, "field", "")
        values = "、".join(map(str, getattr(told, "values", ())))
        only = f"<br/>只对：{fields()[field].label} {values}" if field else ""
    return f"{ROLES[condition.role]}·{condition.name}<br/>{condition.rule}<br/>（{condition.clause}）{only}"


def award_words(path: PathRules) -> str:
    """「：中级」, or the level by education or present title; "" where the rules name none."""
    award = path.award
    by = [*award.by_education.items(), *award.by_title.items()]
    said = award.level or "、".join(f"{who.value}→{level}" for who, level in by)
    return f"：{said}" if said else ""
