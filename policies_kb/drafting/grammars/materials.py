"""Numbered items of lists of materials: what to hand in, in which way, how many copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.lexers import counts

from ..found import Found, Mark
from ..source import Source
from ..words import words

ITEM = re.compile(r"\d$")
NAME = re.compile(r"^(?:[^：:，,。；;（(]|[（(][^（）()]{1,10}[）)](?=[、一-龥]))+")
MANY = 100  # of a number of copies
NUMBER = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]\s*")


def materials(source: Source) -> Iterator[Found]:
    """The items below a heading that speaks of materials; the first words of an item are its name."""
    for name, clause in source.tree.clauses.items():
        headings = _above(name, source)
        channel = _channel(headings)
        if not ITEM.search(name) or channel is None or clause.children:
            continue
        sentences = source.tree.sentences(name)
        first = NUMBER.sub("", sentences[0]) if sentences else ""
        named = NAME.match(first)
        if named is None:
            continue
        fact: dict[str, object] = {"id": "", "kind": "material", "topic": f"materials_{channel}", "quote": sentences[0]}
        fact |= {"channel": channel, "name": named[0].strip('“”"')}
        copies = {int(number): text for text in sentences for number, _ in counts(text, "份") if number < MANY}
        if len(copies) == 1:
            fact["copies"], told = next(iter(copies.items()))
            if told != sentences[0]:
                fact["more_quotes"] = [told]
        yield Found(
            fact, name, Mark.GUESSED, f"是“{headings[0]}”下的一项", ("copies",), unsure="材料的名称和要求请核对"
        )


def _above(name: str, source: Source) -> list[str]:
    """The headings above an item, nearest first."""
    found, clause = [], source.tree.get(name)
    while clause is not None and clause.parent:
        clause = source.tree.get(clause.parent)
        if clause is not None:
            found.append((clause.heading or clause.text.split("\n")[0])[:40])
    return found


def _channel(headings: list[str]) -> str | None:
    """Paper or online, by the nearest heading that tells; None where no heading speaks of materials."""
    said = words()["materials"]
    if not any(word in heading for heading in headings for word in said["heads"]):
        return None
    for heading in headings:
        for channel in ("paper", "online"):
            if any(word in heading for word in said[channel]):
                return channel
    return None
