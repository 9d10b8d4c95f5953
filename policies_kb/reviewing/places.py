"""Where the words of each item stand on the page of the original: stretches of text, each with the items it bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from policies_kb.clauses import ClauseTree, bare

from .item import Item


@dataclass(frozen=True)
class Stretch:
    """Some words of a paragraph, the keys of the items that rest on them, and those whose words begin here."""

    text: str
    keys: tuple[str, ...]
    begins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A paragraph as printed. ``clause``: where it belongs; ``first``: whether the clause begins here."""

    clause: str
    number: str
    stretches: tuple[Stretch, ...]
    first: bool


def page(tree: ClauseTree, items: Iterable[Item]) -> list[Printed]:
    """The original, paragraph by paragraph."""
    known = list(items)
    found: list[Printed] = []
    seen, begun = set[str](), set[str]()
    for paragraph in tree.paragraphs:
        spans = list(_spans(paragraph.text, paragraph.clause_id, known, tree))
        stretches = []
        for stretch in _stretches(paragraph.text, spans):
            stretches.append(replace(stretch, begins=tuple(key for key in stretch.keys if key not in begun)))
            begun |= set(stretch.keys)
        found.append(Printed(paragraph.clause_id, paragraph.number, tuple(stretches), paragraph.clause_id not in seen))
        seen.add(paragraph.clause_id)
    return found


def _spans(text: str, clause: str, items: Iterable[Item], tree: ClauseTree) -> Iterable[tuple[int, int, str]]:
    letters, places = _letters(text)
    for item in items:
        for quote in item.quotes:
            wanted = bare(quote)
            at = letters.find(wanted) if wanted else -1
            if at >= 0 and (len(tree.places(quote)) < 2 or item.clause in ("", clause)):
                yield places[at], places[at + len(wanted) - 1] + 1, item.key
            elif letters and len(letters) > 1 and letters in wanted:  # the quote runs over several paragraphs
                yield 0, len(text), item.key


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each stands in it."""
    letters, places = "", list[int]()
    for at, sign in enumerate(text):
        for letter in bare(sign):
            letters += letter
            places.append(at)
    return letters, places


def _stretches(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterable[Stretch]:
    known = list(spans)
    edges = sorted({0, len(text), *(at for start, end, _ in known for at in (start, end))})
    for start, end in pairwise(edges):
        keys = dict.fromkeys(key for first, last, key in known if first <= start and end <= last)
        yield Stretch(text[start:end], tuple(keys))
