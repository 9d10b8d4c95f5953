"""A notice that prints words of a topic cannot be silent on it."""

from __future__ import annotations

import re

from policies_kb.clauses import ClauseTree, bare, is_attachment_body
from policies_kb.lexers import plain
from policies_kb.lexers.numerals import NUMBER
from policies_kb.model.record import Record
from policies_kb.reference import Reference

from .errors import Note
from .nearest import SHOWN
from .yaml_lines import Location

FRAME = ("标题", "附件目录")  # what they name is stated elsewhere


def check_silences(record: Record, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Notes every topic that the record leaves silent although a sentence of the notice speaks of it."""
    spoken = {topic for entry in (*record.facts, *record.deferred) for topic in entry.topics}
    listed = {
        topic: ("not_stated", index, "topics", number)
        for index, entry in enumerate(record.not_stated)
        for number, topic in enumerate(entry.topics)
    }
    for topic in reference.topics.values():
        if topic.id in spoken or not topic.signs:
            continue
        found = _printed(topic.signs, tree)
        if found:
            clause, sentence = found
            quoting = _quoting(sentence, record)
            at: Location = listed.get(topic.id) or (("facts", quoting) if quoting is not None else ("facts",))
            also = f"给 {record.facts[quoting].id} 加 also: [{topic.id}]，或" if quoting is not None else ""
            note(
                at,
                f"{clause}写了“{sentence[:SHOWN]}”，记录却当作没有写“{topic.name}”",
                f"{also}加一条 topic: {topic.id} 的事实，引用这一句",
            )


def _quoting(sentence: str, record: Record) -> int | None:
    """The first fact that quotes of a sentence, or all of it."""
    for index, fact in enumerate(record.facts):
        if any(bare(q.quote) in bare(sentence) or bare(sentence) in bare(q.quote) for q in fact.quotes):
            return index
    return None


def _printed(signs: tuple[str, ...], tree: ClauseTree) -> tuple[str, str] | None:
    wanted = re.compile("|".join(map(_pattern, signs)))
    for clause in tree.clauses:
        if is_attachment_body(clause) or clause in FRAME:
            continue
        for sentence in tree.sentences(clause):
            if wanted.search(plain(sentence)):
                return clause, sentence
    return None


def _pattern(sign: str) -> str:
    """A sign as a regular expression: ``#`` stands for a number in digits or numerals."""
    return f"(?:{NUMBER})".join(map(re.escape, plain(sign).split("#")))
