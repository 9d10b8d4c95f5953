"""Questions written without sight of the records, as a check on what nobody tuned for."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from policies_kb.clauses import bare
from policies_kb.loading import load_knowledge_base

from .conftest import Say

CASES = [
    case
    for path in sorted((Path(__file__).parent.parent / "validation" / "questions").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
DAY = "2024-10-10"
LEAST_RIGHT = 0.965
SILENT = re.compile(r"(未|没有|没|无)(写|载|规定|说明|提|明确|涉及|收录|列)")
DECLINES = re.compile(r"无法|不能|抱歉|没有涉及|没有收录")


def fold(text: str) -> str:
    """Width, space, dashes and small year numerals made equal."""
    text = re.sub(r"[\s*_#|`>]", "", unicodedata.normalize("NFKC", text).lower())
    text = re.sub(r"[‐‑‒–—―−－─━~～〜]", "-", text)
    text = re.sub(r"(?<=[日号\d])[至到](?=\d)", "-", text)
    return re.sub("[两一二三五四]年", lambda m: f"{'零一二三四五'.find(m[0][0].replace('两', '二'))}年", text)


def holds(pattern: str, text: str) -> bool:
    return re.search(pattern[3:], text) is not None if pattern.startswith("re:") else fold(pattern) in text


def judge(case: dict[str, Any], say: Say) -> tuple[bool, list[str]]:
    """Whether the last reply is right, and what in it is wrong."""
    replies = []
    for turn in case["turns"]:
        replies = say(f"validation-{case['id']}", turn, str(case.get("today", DAY)))
    text = fold("\n".join([r.text for r in replies] + [b["title"] for r in replies for b in r.buttons]))
    quotes = [(c["notice_id"], bare(c["quote"])) for r in replies for c in r.custom.get("citations", ())]
    right = all(any(holds(p, text) for p in group) for group in case.get("must", ()))
    if case.get("not_stated"):
        right &= SILENT.search(text) is not None
    if case.get("out_of_scope"):
        right &= DECLINES.search(text) is not None and not quotes
    if case.get("clarify") and not any(r.buttons or r.custom.get("ask") for r in replies):
        right &= all(any(holds(p, text) for p in group) for group in case.get("all_of", [["?"]]))
    return right, [pattern for pattern in case.get("must_not") or () if holds(pattern, text)]


def test_validation_questions(say: Say) -> None:
    judged = {case["id"]: judge(case, say) for case in CASES}
    wrong = {name: found for name, (_, found) in judged.items() if found}
    failed = [name for name, (right, _) in judged.items() if not right]
    assert not wrong
    assert 1 - len(failed) / len(judged) >= LEAST_RIGHT, failed


def test_every_quote_is_verbatim() -> None:
    base = load_knowledge_base()
    for notice in base.notices.values():
        text = bare(notice.text)
        for fact in notice.record.facts:
            assert all(bare(quote.quote) in text for quote in fact.quotes), fact.id
