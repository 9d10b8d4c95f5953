"""Decisions on gold questions: answered, offered or asked back, said silent, declined; each with its confusion."""

from __future__ import annotations

from collections import Counter, defaultdict

from bot.gold.cases import Expected
from bot.gold.reply import Reply
from evaluation.assistants import assistant
from evaluation.reports.charts import shares
from evaluation.reports.page import Part, Table
from evaluation.rows import Row
from policies_kb.model.answer import Status

from .asked import ask, gold_cases, regression_cases
from .section import Section, confusion, confusion_chart

ANSWERED, OFFERED, SILENT, DECLINED = "answered", "offered", "silent", "declined"
SHOWN = 200  # characters of a reply
OF_STATUS = {
    Status.ANSWERED: ANSWERED,
    Status.PARTIAL: ANSWERED,
    Status.CLARIFY: OFFERED,
    Status.NOT_STATED: SILENT,
    Status.DEFERRED: SILENT,
    Status.NO_NOTICE: SILENT,
    Status.OUT_OF_SCOPE: DECLINED,
}
OF_EXPECTED: dict[Expected, str] = {"silence": SILENT, "clarification": OFFERED, "refusal": DECLINED}


def section() -> Section:
    """What was decided against what the case expects, and how often the reply was right besides."""
    pairs: Counter[tuple[str, str]] = Counter()
    right: dict[str, list[bool]] = defaultdict(list)
    astray = []
    with assistant("") as tested:
        judged = ask(tested, [*regression_cases(), *gold_cases()])
    for case, reply, row in judged:
        expected, decided = expected_of(row), decided_of(reply)
        pairs[expected, decided] += 1
        right[expected].append(row.right)
        if not row.right:
            astray.append([row.id, expected, decided, *case.turns, *row.faults, *row.wrong, row.reply[:SHOWN]])
    lines = confusion(pairs)
    lines += [f"{kind}: {sum(found) / len(found):.1%} of {len(found)} right" for kind, found in sorted(right.items())]
    kinds = sorted(right)

    def parts() -> list[Part]:
        counts = {kind: (sum(right[kind]), len(right[kind]) - sum(right[kind]), 0) for kind in kinds}
        rows = [(case[0], case[1], case[2], case[3]) for case in astray]
        return [
            confusion_chart("该怎么办，怎么办的", pairs, "行是题目要的，列是做的，颜色是一行里的份额"),
            shares("其中整句都对的", counts),
            Table("没有对的", ("编号", "该", "做的", "问的"), rows, folded=True),
        ]

    figures = {kind: sum(found) / len(found) for kind, found in sorted(right.items())}
    return Section("Decisions", lines, {"not right": astray}, parts, figures)


def expected_of(row: Row) -> str:
    """What a case expects to be done."""
    return OF_EXPECTED.get(row.expected, ANSWERED)


def decided_of(reply: Reply) -> str:
    """What was done; a verdict or a question of the eligibility check counts as answered or offered."""
    statuses = reply.customs("status")
    if statuses:
        return OF_STATUS.get(Status(statuses[0]), str(statuses[0]))
    return OFFERED if reply.customs("ask") else ANSWERED
