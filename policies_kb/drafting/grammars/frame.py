"""What the head and the signature state: who issued the notice, when, with what number, to whom."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.clauses import ids, read_head

from ..found import Found, Mark
from ..source import Source


def frame(source: Source) -> Iterator[Found]:
    """Statements on issuer, day, number, addressees and signatory, each from its printed words."""
    printed = read_head(source.tree)
    if printed.issuers:
        first = printed.issuers[0]
        say = f"发文单位是{first.value}。"
        yield _stated("head.issuer", "issuer", first.value, first.clause, say)
    if printed.issued and (clause := source.tree.get(ids.SIGNATURE)):
        lines = [line for line in clause.text.split("\n") if any(sign.isdigit() or sign in "〇○" for sign in line)]
        day = printed.issued.value
        say = f"通知的落款日期是{day.year}年{day.month}月{day.day}日。"
        if lines:
            yield _stated("head.issued", "issue_date", lines[-1], ids.SIGNATURE, say)
    if printed.document_number:
        number = printed.document_number.value
        yield _stated("head.number", "document_number", number, printed.document_number.clause, f"通知的文号是{number}。")
    if printed.addressees:
        names = "、".join(read.value for read in printed.addressees)
        yield _stated("head.addressees", "issuer", names, printed.addressees[0].clause, f"通知主送{names}。")


def _stated(point: str, topic: str, quote: str, clause: str, say: str) -> Found:
    fact = {"id": point, "kind": "statement", "topic": topic, "quote": quote, "say": say}
    return Found(fact, clause, Mark.EXTRACTED, f"{clause}里写着“{quote}”", ("say",))
