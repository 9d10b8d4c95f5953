"""A notice that prints words of a topic cannot be silent on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from policies_kb.clauses import ClauseTree, bare, is_attachment_body
from policies_kb.lexers import plain
from policies_kb.lexers.numerals import NUMBER
from policies_kb.model.facts import AnyFact
from policies_kb.model.record import Record
from policies_kb.reference import Reference

from .errors import Notes
from .nearest import SHOWN
from .yaml_lines import Location

FRAME = ("标题", "附件目录")  # what they name is stated elsewhere


def check_silences(record: Record, tree: ClauseTree, reference: Reference, note: Notes) -> None:
    """Notes every topic that the record leaves silent although a sentence of the notice speaks of it.

    Where the fact that quotes the sentence has a fault of its own, that is what is to be mended.
    """
    spoken = {topic for entry in (*record.facts, *record.deferred) for topic in entry.topics}
    listed = {
        topic: ("not_stated", index, "topics", number)
        for index, entry in enumerate(record.not_stated)
        for number, topic in enumerate(entry.topics)
    }
    sentences = [
        (clause, sentence, plain(sentence))
        for clause in tree.clauses
        if not is_attachment_body(clause) and clause not in FRAME
        for sentence in tree.sentences(clause)
    ]
    for topic in reference.topics.values():
        found = _printed(topic.signs, sentences) if topic.signs and topic.id not in spoken else None
        if found is None:
            continue
        clause, sentence = found
        quoting = _quoting(sentence, topic.id, record)
        if quoting is not None and note.within(("facts", quoting)):
            continue
        at: Location = listed.get(topic.id) or (("facts", quoting) if quoting is not None else ("facts",))
        also = f"给 {record.facts[quoting].id} 加 also: [{topic.id}]，或" if quoting is not None else ""
        note(
            at,
            f"{clause}写了“{sentence[:SHOWN]}”，记录却当作没有写“{topic.name}”",
            f"{also}加一条 topic: {topic.id} 的事实，引用这一句",
        )


def _quoting(sentence: str, topic: str, record: Record) -> int | None:
    """The fact that quotes of a sentence, or all of it: one named like the topic first, then the one most like it."""
    wanted = bare(sentence)

    def alike(fact: AnyFact) -> tuple[bool, float]:
        named = topic.startswith(fact.id.split(".")[0])
        return named, max(fuzz.ratio(bare(quote.quote), wanted) for quote in fact.quotes)

    among = [
        (alike(fact), -index)
        for index, fact in enumerate(record.facts)
        if any(bare(q.quote) in wanted or wanted in bare(q.quote) for q in fact.quotes)
    ]
    return -max(among)[1] if among else None


def _printed(signs: tuple[str, ...], sentences: Iterable[tuple[str, str, str]]) -> tuple[str, str] | None:
    """The first of the sentences (clause, as printed, plain) that holds a sign."""
    wanted = re.compile("|".join(map(_pattern, signs)))
    return next(((clause, sentence) for clause, sentence, said in sentences if wanted.search(said)), None)


def _pattern(sign: str) -> str:
    """A sign as a regular expression: ``#`` stands for a number in digits or numerals."""
    return f"(?:{NUMBER})".join(map(re.escape, plain(sign).split("#")))
