"""A notice that prints words of a topic cannot be silent on it."""

from __future__ import annotations

from policies_kb.clauses import ClauseTree, is_attachment_body
from policies_kb.lexers import plain
from policies_kb.model.record import Record
from policies_kb.reference import Reference

from .errors import Note

SHOWN = 40  # characters


def check_silences(record: Record, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Notes every topic that the record leaves silent although a sentence of the notice speaks of it."""
    spoken = {topic for entry in (*record.facts, *record.deferred) for topic in entry.topics}
    listed = {topic: index for index, entry in enumerate(record.not_stated) for topic in entry.topics}
    for topic in reference.topics.values():
        if topic.id in spoken or not topic.signs:
            continue
        found = _printed(topic.signs, tree)
        if found:
            clause, sentence = found
            at = ("not_stated", listed[topic.id]) if topic.id in listed else ("facts",)
            note(
                at,
                f"{clause}写了“{sentence[:SHOWN]}”，记录却当作没有写“{topic.name}”",
                f"加一条 topic: {topic.id} 的事实，引用这一句",
            )


def _printed(signs: tuple[str, ...], tree: ClauseTree) -> tuple[str, str] | None:
    for clause in tree.clauses:
        if is_attachment_body(clause) or clause in ("附件目录", "标题"):
            continue
        for sentence in tree.sentences(clause):
            if any(plain(sign) in plain(sentence) for sign in signs):
                return clause, sentence
    return None
