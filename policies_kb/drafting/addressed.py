"""What a sentence is about by its first words: a duty of the office that it addresses, a level that a heading names."""

from __future__ import annotations

from collections.abc import Callable

from policies_kb.clauses import bare
from policies_kb.lexers import until

from .carry import quoted
from .found import Found, Mark
from .passages import Passage
from .source import Source
from .words import words

LEVELS = "coverage_levels"


def of_office(passage: Passage, free: Callable[[str], str]) -> Found | None:
    """A duty of the office that stands at the head of the sentence, where a word behind it tells it to do something."""
    said = words()["duties"]
    head = passage.text[: until(passage.text, 0, "，,。；;：:")][: said["within"]]
    topic, end = _office(head)
    if not topic or passage.is_form or not any(word in passage.text[end : said["within"]] for word in said["tells"]):
        return None
    fact = {"id": free(f"{topic}.rule"), "kind": "statement", "topic": topic, "quote": passage.text}
    fact["say"] = quoted(passage.text)
    return _guess(fact, passage, f"说的是“{head[:end]}”要做的事") if fact["say"] else None


def of_heading(passage: Passage, source: Source) -> Found | None:
    """A heading that is a level with its path, and so says who may apply."""
    text = passage.text.rstrip("。：:")
    if not source.levels_in(text) or not source.paths_in(text):
        return None
    fact = {"id": "levels.heading", "kind": "statement", "topic": LEVELS, "quote": passage.text, "say": quoted(text)}
    return _guess(fact, passage, f"标题里写着{'、'.join(source.levels_in(text))}")


def _office(head: str) -> tuple[str, int]:
    """The duty of the office named first, and where its name ends; "" where the head begins with something else."""
    said = words()["duties"]
    named = [
        (head.find(word), -len(word), topic, word)
        for topic in ("bureau_duties", "unit_duties")
        for word in said[topic]
        if word in head
    ]
    if not named:
        return "", 0
    at, _, topic, word = min(named)
    before = head[:at]
    for polite in sorted(said["polite"], key=len, reverse=True):
        before = before.replace(polite, "")
    return (topic, at + len(word)) if len(bare(before)) <= len("某某地区") else ("", 0)


def _guess(fact: dict[str, str], passage: Passage, reason: str) -> Found:
    return Found(dict(fact), passage.clause, Mark.GUESSED, reason, (), unsure=f"事项是推测的：{fact['topic']}")
