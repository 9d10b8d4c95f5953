"""Decisions on gold questions: answered, offered or asked back, said silent, declined; each with its confusion."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bot.runtime.conversation import Reply
from policies_kb.model.answer import Status

from .asked import ask, gold_cases, load_conversation, regression_cases
from .section import Section, confusion

ANSWERED, OFFERED, SILENT, DECLINED = "answered", "offered", "silent", "declined"
OF_STATUS = {
    Status.ANSWERED: ANSWERED,
    Status.PARTIAL: ANSWERED,
    Status.CLARIFY: OFFERED,
    Status.NOT_STATED: SILENT,
    Status.DEFERRED: SILENT,
    Status.NO_NOTICE: SILENT,
    Status.OUT_OF_SCOPE: DECLINED,
}


def section(gold: Path) -> Section:
    """What was decided against what the case expects, and how often the reply was right besides."""
    pairs: Counter[tuple[str, str]] = Counter()
    right: dict[str, list[bool]] = defaultdict(list)
    astray = []
    for case, replies, fine in ask(load_conversation(), [*regression_cases(), *gold_cases(gold)]):
        expected, decided = expected_of(case), decided_of(replies)
        pairs[expected, decided] += 1
        right[expected].append(fine)
        if not fine:
            astray.append([case["id"], expected, decided, *case["turns"], " / ".join(r.text for r in replies)[:200]])
    lines = confusion(pairs)
    lines += [f"{kind}: {sum(found) / len(found):.1%} of {len(found)} right" for kind, found in sorted(right.items())]
    return Section("Decisions", lines, {"not right": astray})


def expected_of(case: dict[str, Any]) -> str:
    """What a case expects to be done."""
    if case.get("out_of_scope"):
        return DECLINED
    if case.get("not_stated"):
        return SILENT
    return OFFERED if case.get("clarify") else ANSWERED


def decided_of(replies: list[Reply]) -> str:
    """What was done; a verdict or a question of the eligibility check counts as answered or offered."""
    statuses = [reply.custom["status"] for reply in replies if "status" in reply.custom]
    if statuses:
        return OF_STATUS.get(Status(statuses[0]), str(statuses[0]))
    return OFFERED if any(reply.custom.get("ask") for reply in replies) else ANSWERED
