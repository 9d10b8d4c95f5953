"""What the head and the signature state: who issued the notice, when, with what number, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policies_kb.clauses import Read, bare, ids, read_head

from ..found import Found, Mark
from ..source import Source


def frame(source: Source) -> Iterator[Found]:
    """Statements on title, issuer, day, number, addressees and signatory, each from its printed words."""
    printed = read_head(source.tree)
    if printed.title:
        title = printed.title
        yield _stated(
            "levels.list", "coverage_levels", _line(title, source), title.clause, f"这次办的是：{title.value}。"
        )
    issuers = _all_issuers(printed.issuers, source)
    if issuers:
        clause, line, name = issuers[0]
        found = _stated("head.issuer", "issuer", line, clause, f"发文单位是{name}。")
        if len(issuers) > 1:
            found.fact["more_quotes"] = [{"quote": line, "under": clause} for clause, line, _ in issuers[1:]]
        yield found
    if printed.issued and (clause_text := source.tree.get(ids.SIGNATURE)):
        lines = [line for line in clause_text.text.split("\n") if any(sign.isdigit() or sign in "〇○" for sign in line)]
        day = printed.issued.value
        say = f"通知的落款日期是{day.year}年{day.month}月{day.day}日。"
        if lines:
            yield _stated("head.issued", "issue_date", lines[-1], ids.SIGNATURE, say)
    if printed.document_number:
        number = printed.document_number
        yield _stated(
            "head.number", "document_number", _line(number, source), number.clause, f"通知的文号是{number.value}。"
        )
    if printed.signatory:
        signer = printed.signatory
        yield _stated("head.signer", "issuer", _line(signer, source), signer.clause, f"签发人是{signer.value}。")
    if printed.addressees:
        names = "、".join(read.value for read in printed.addressees)
        line = _line(printed.addressees[0], source)
        yield _stated("head.addressees", "issuer", line, printed.addressees[0].clause, f"通知主送{names}。")


def _all_issuers(issuers: tuple[Read[str], ...], source: Source) -> list[tuple[str, str, str]]:
    """Clause, line and name of every line of title and signature that names an issuer."""
    found = []
    for clause in (ids.TITLE, ids.SIGNATURE):
        if clause in source.tree.clauses:
            for line in source.tree.clauses[clause].text.split("\n"):
                named = next((read.value for read in issuers if bare(read.value) in bare(line)), "")
                if named and "关于" not in line:
                    found.append((clause, line, named))
    return found


def _line(read: Read[Any], source: Source) -> str:
    """The whole line that a value was read from."""
    clause = source.tree.clauses[read.clause]
    wanted = bare(str(read.value))
    return next((line for line in clause.text.split("\n") if wanted in bare(line)), str(read.value))


def _stated(point: str, topic: str, quote: str, clause: str, say: str) -> Found:
    fact: dict[str, Any] = {"id": point, "kind": "statement", "topic": topic, "quote": quote}
    if clause in (ids.TITLE, ids.SIGNATURE):
        fact["under"] = clause
    return Found(fact | {"say": say}, clause, Mark.EXTRACTED, f"{clause}里写着“{quote}”", ("say",))
