"""How much of a notice its record accounts for: every sentence is quoted by some fact or marked as boilerplate."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.clauses import bare, ids

from .errors import Note
from .knowledge_base import Notice


@dataclass(frozen=True)
class SentenceCoverage:
    """One sentence of a clause and whether the record quotes it (``by`` says where)."""

    clause: str
    sentence: str
    by: tuple[str, ...]


def coverage(notice: Notice) -> list[SentenceCoverage]:
    """Every sentence of the notice in reading order. A sentence counts when a quote of its clause overlaps it."""
    quotes: dict[str, list[tuple[str, str]]] = {}
    record = notice.record
    for fact in record.facts:
        for quote in fact.quotes:
            quotes.setdefault(quote.clause, []).append((bare(quote.quote), fact.id))
    for name, entries in (("not_stated", record.not_stated),):
        for entry in entries:
            for quote in entry.quotes:
                quotes.setdefault(quote.clause, []).append((bare(quote.quote), name))
    for deferral in record.deferred:
        quotes.setdefault(deferral.clause, []).append((bare(deferral.quote), "deferred"))
    for plain in record.boilerplate:
        quotes.setdefault(plain.clause, []).append((bare(plain.quote), "boilerplate"))
    found = []
    for clause_id in notice.tree.clauses:
        candidates = [
            candidate
            for other, listed in quotes.items()
            if other == clause_id or clause_id in _ancestors(notice, other) or other in _ancestors(notice, clause_id)
            for candidate in listed
        ]
        for sentence in notice.tree.sentences(clause_id):
            plain_sentence = bare(sentence)
            if not plain_sentence:
                continue
            by = tuple(
                source for quote, source in candidates if quote and (quote in plain_sentence or plain_sentence in quote)
            ) or tuple(source for quote, source in candidates if _overlaps(quote, plain_sentence))
            found.append(SentenceCoverage(clause_id, sentence, by))
    return found


def check_coverage(notice: Notice, note: Note) -> None:
    """Notes every sentence of the notice that nothing in the record accounts for, beside the fact before it."""
    # of a notice that changes another, title and signature say no more than its head, which is checked against them
    head = (ids.TITLE, ids.SIGNATURE) if notice.head.amends else ()
    places = {fact.id: index for index, fact in enumerate(notice.record.facts)}
    before = ""
    for found in coverage(notice):
        before = _last_there(found, notice, before)
        if not found.by and found.clause not in head:
            note(
                ("facts", places[before]) if before else ("facts",),
                f"{found.clause}的这一句没有收进记录：“{found.sentence}”",
                f"{f'在 {before} 后面' if before else ''}加一条引用它的事实；不含规定的，列到 boilerplate 并写明为什么",
            )


def _last_there(found: SentenceCoverage, notice: Notice, before: str) -> str:
    """The last fact that is mainly about this clause and quotes of this sentence; ``before`` where none does."""
    about = [fact.id for fact in notice.record.facts if fact.clause == found.clause and fact.id in found.by]
    return about[-1] if about else before


def _ancestors(notice: Notice, clause_id: str) -> tuple[str, ...]:
    chain = []
    clause = notice.tree.clauses.get(clause_id)
    while clause and clause.parent:
        chain.append(clause.parent)
        clause = notice.tree.clauses.get(clause.parent)
    return tuple(chain)


def _overlaps(quote: str, sentence: str, least: int = 6) -> bool:
    """Whether the quote starts in this sentence or ends in it, with at least ``least`` characters."""
    return any(
        (len(quote) >= size and (sentence.endswith(quote[:size]) or sentence.startswith(quote[-size:])))
        for size in range(least, min(len(quote), len(sentence)) + 1)
    )
