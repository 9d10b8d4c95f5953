"""Judges verdicts: the result for the notice of the case, its window, its first day and what it asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.gold.cases import Story
from bot.gold.folding import fold, holds
from bot.gold.judging import Judgement, not_verbatim, uncited, unmet
from evaluation.eligibility import API
from evaluation.heard import Heard
from evaluation.rows import Row

ALSO = re.compile(r"\[另可[:：]([^\]]+)\]")  # in `why`: verdicts that an expert could give as well
VERDICT = re.compile(r"[a-z_]+")


def allowed(case: Story) -> set[str]:
    """The verdicts that are right."""
    also = ALSO.search(case.why)
    return {case.verdict, *VERDICT.findall(also[1] if also else "")}


def pick(results: list[dict[str, Any]], case: Story) -> dict[str, Any]:
    """The result for the notice of the case, else the first; {} for none."""
    return next((r for r in results if r.get("notice_id") == case.notice), results[0] if results else {})


def judge_result(case: Story, result: Mapping[str, Any]) -> Judgement:
    """Findings on one result; "eligible" for who is not, and "ineligible" for who is, are wrong."""
    found = Judgement(wanted=1)
    verdict = result.get("verdict")
    if verdict not in allowed(case):
        found.lacking += 1
        misleads = verdict == "eligible" or (case.verdict == "eligible" and verdict == "ineligible")
        (found.wrong if misleads else found.faults).append(f"verdict {verdict}, expected {case.verdict}")
    window = result.get("window")
    if case.window and window and window != case.window:
        found.wrong.append(f"window {window}, expected {case.window}")
    if case.earliest and str(result.get("earliest")) != case.earliest.isoformat():
        found.faults.append(f"earliest {result.get('earliest')}, expected {case.earliest}")
    if case.verdict == verdict == "need_info":
        asked = result.get("missing") or []
        found.faults += [f"does not ask for {field}" for field in case.missing if field not in asked]
    return found


def evaluate_api(cases: Iterable[Story], heard: Mapping[str, Heard], texts: Mapping[str, str]) -> Iterator[Row]:
    """One row for each case put to the API."""
    for case in cases:
        answered = heard[case.id]
        result = pick(answered.results, case)
        found = judge_result(case, result)
        if answered.failed:
            found.faults.append(f"no reply {answered.failed}")
        quoted = [
            {"notice_id": c.get("notice_id") or result.get("notice_id"), "quote": c["quote"]}
            for c in result.get("conditions") or ()
            if c.get("quote")
        ]
        yield _row(API, case, found, quoted, texts, reply=json.dumps(result, ensure_ascii=False), asked=[case.story])


def evaluate_conversation(
    group: str, cases: Iterable[Story], heard: Mapping[str, Heard], texts: Mapping[str, str]
) -> Iterator[Row]:
    """One row for each case that was told."""
    for case in cases:
        replies = heard[case.id].replies
        result = pick(replies[-1].results, case)
        found = judge_result(case, result) if result else Judgement(faults=["no verdict"], wanted=1, lacking=1)
        folded = fold("\n".join(reply.spoken for reply in replies))
        lacking = unmet(case.must, folded)
        found.wanted += len(case.must)
        found.lacking += len(lacking)
        found.faults += [f"lacks {group}" for group in lacking]
        found.wrong += [f"says {pattern}" for pattern in case.must_not if holds(pattern, folded)]
        quoted = [citation for reply in replies for citation in reply.citations]
        row = _row(
            group,
            case,
            found,
            quoted,
            texts,
            reply="\n---\n".join(reply.spoken for reply in replies),
            asked=[reply.asked for reply in replies],
        )
        row.seconds = [reply.seconds for reply in replies]
        row.statuses = [str(status) for status in replies[-1].customs("status")]
        yield row


def _row(
    group: str,
    case: Story,
    found: Judgement,
    quoted: list[dict[str, Any]],
    texts: Mapping[str, str],
    *,
    reply: str,
    asked: list[str],
) -> Row:
    cites = uncited(case.cite, quoted)
    return Row(
        group=group,
        id=case.id,
        kind=case.verdict,
        topic=case.target,
        asked=asked,
        reply=reply,
        citing=bool(quoted),
        expected="verdict",
        faults=found.faults,
        wrong=found.wrong + not_verbatim(quoted, texts),
        cites=cites,
        wanted=found.wanted + len(case.cite),
        lacking=found.lacking + len(cites),
        why=case.why,
    )
