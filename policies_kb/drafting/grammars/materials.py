"""Numbered items of lists of materials: what to hand in, in which way, how many copies."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.clauses import is_attachment_body
from policies_kb.clauses.numbering import read_marker
from policies_kb.lexers import counted, counts, occurrences, plain, titles, until

from ..found import Found, Mark
from ..source import Source
from ..words import words

OFFICES = ("unit_duties", "bureau_duties")
MANY = 100  # of a number of copies


def materials(source: Source) -> Iterator[Found]:
    """The items below a heading that speaks of materials; the first words of an item are its name."""
    for name, clause in source.tree.clauses.items():
        headings = _above(name, source)
        channel = _channel(headings)
        if not name[-1].isdigit() or channel is None or clause.children:
            yield from _printed_in_copies(name, source)
            continue
        sentences = source.tree.sentences(name)
        marker = read_marker(sentences[0]) if sentences else None
        first = marker.rest.strip() if marker else sentences[0] if sentences else ""
        named = first[: until(first, 0, "：:，,。；;")]
        offices = [word for topic in OFFICES for word in words()["duties"][topic]]
        if not named or named.endswith(tuple(offices)):  # whose duty it is, not what to hand in
            yield from _printed_in_copies(name, source)
            continue
        fact: dict[str, object] = {"id": "", "kind": "material", "topic": f"materials_{channel}", "quote": sentences[0]}
        fact |= {"channel": channel, "name": named.strip('“”"')}
        copies = {int(number): text for text in sentences for number, _ in counts(text, "份") if number < MANY}
        if len(copies) == 1:
            fact["copies"], told = next(iter(copies.items()))
            if told != sentences[0]:
                fact["more_quotes"] = [told]
        yield Found(
            fact, name, Mark.GUESSED, f"是“{headings[0]}”下的一项", ("copies",), unsure="材料的名称和要求请核对"
        )


def _printed_in_copies(name: str, source: Source) -> Iterator[Found]:
    """Forms that a sentence outside a list wants in so many copies: 《…》《…》（一式两份）."""
    said = words()["materials"]
    if is_attachment_body(name):
        return
    for sentence in source.tree.sentences(name):
        copies = [count for count in counted(sentence, "份") if plain(sentence)[: count.start].endswith(said["sets"])]
        forms = [form for form in titles(sentence) if form.words.endswith(tuple(said["forms"]))]
        if len(copies) != 1 or not forms or not occurrences(sentence, said["printed"]):
            continue
        number = int(copies[0].number)
        fact: dict[str, object] = {"id": "", "kind": "material", "topic": "materials_paper", "quote": sentence}
        fact |= {"channel": "paper", "name": forms[-1].whole, "copies": number}
        unsure = (
            f"还写了{'、'.join(form.whole for form in forms[:-1])}，请核对" if forms[1:] else "材料的名称和要求请核对"
        )
        yield Found(fact, name, Mark.GUESSED, f"原文写着一式{number}份", ("copies",), unsure=unsure)


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
