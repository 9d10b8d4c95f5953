"""What changed against last year's notice, sentence by sentence; what differs is marked, figures apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from policies_kb.clauses import ClauseTree, bare
from policies_kb.lexers.numerals import NUMBER

from .passages import Passage, passages

WHOLE = re.compile(rf"(?:(?:{NUMBER})年)?(?:{NUMBER})月(?:{NUMBER})[日号]|{NUMBER}")  # a day is one figure
ALIKE = 55  # of 100: less, and a sentence is a new one


class ChangeKind(StrEnum):
    """What happened to a sentence."""

    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"
    MOVED = "移动"


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence. ``differs``: the other sentence has something else; ``figure``: a number or date."""

    text: str
    differs: bool
    figure: bool


@dataclass(frozen=True)
class Change:
    """One sentence that is not as it was. ``before`` and ``now`` are "" for what was added or removed."""

    kind: ChangeKind
    clause_before: str
    clause_now: str
    before: str
    now: str
    pieces_before: tuple[Piece, ...] = ()
    pieces_now: tuple[Piece, ...] = ()


def changes(before: ClauseTree, now: ClauseTree) -> list[Change]:
    """Every sentence that was added, removed, changed or moved, in the order of the new notice."""
    old, new = list(passages(before)), list(passages(now))
    pairs = _same(old, new)
    paired_old = {pair[0].order for pair in pairs}
    paired_new = {pair[1].order for pair in pairs}
    pairs += _alike(
        [passage for passage in old if passage.order not in paired_old],
        [passage for passage in new if passage.order not in paired_new],
    )
    by_new = {one.order: other for other, one in pairs}
    made = [found for passage in new if (found := _change(by_new.get(passage.order), passage))]
    kept = {other.order for other, _ in pairs}
    gone = [Change(ChangeKind.REMOVED, p.clause, "", p.text, "") for p in old if p.order not in kept]
    return [*made, *gone]


def _change(old: Passage | None, new: Passage) -> Change | None:
    if old is None:
        return Change(ChangeKind.ADDED, "", new.clause, "", new.text)
    if bare(old.text) == bare(new.text):
        moved = old.clause != new.clause
        return Change(ChangeKind.MOVED, old.clause, new.clause, old.text, new.text) if moved else None
    before, now = _pieces(old.text, new.text)
    return Change(ChangeKind.CHANGED, old.clause, new.clause, old.text, new.text, before, now)


def _same(old: list[Passage], new: list[Passage]) -> list[tuple[Passage, Passage]]:
    """Sentences with the same letters: in the same clause first, then anywhere, each once."""
    found: list[tuple[Passage, Passage]] = []
    left, rest = list(old), list(new)
    for same_clause in (True, False):
        for passage in list(rest):
            other = next(
                (o for o in left if bare(o.text) == bare(passage.text) and (o.clause == passage.clause) >= same_clause),
                None,
            )
            if other is not None:
                found.append((other, passage))
                left.remove(other)
                rest.remove(passage)
    return found


def _alike(old: list[Passage], new: list[Passage]) -> list[tuple[Passage, Passage]]:
    """The most alike first; a sentence in the clause of the same id comes before others as alike."""
    scored = sorted(
        (
            (fuzz.ratio(bare(o.text), bare(n.text)) + 5 * (o.clause == n.clause), o, n)
            for o in old
            for n in new
            if o.is_form == n.is_form
        ),
        key=lambda each: (-each[0], each[1].order, each[2].order),
    )
    found: list[tuple[Passage, Passage]] = []
    used_old, used_new = set[int](), set[int]()
    for score, one, other in scored:
        if score < ALIKE:
            break
        if one.order not in used_old and other.order not in used_new:
            used_old.add(one.order)
            used_new.add(other.order)
            found.append((one, other))
    return found


def aligned(before: str, now: str) -> Iterator[tuple[str, str, bool]]:
    """Both sentences cut where they differ: words before, words now, whether the same. No figure is cut in two."""
    old, new = _tokens(before), _tokens(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield "".join(old[old_from:old_to]), "".join(new[new_from:new_to]), op == "equal"


def _pieces(before: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sentences in pieces, what differs marked."""
    one: list[Piece] = []
    other: list[Piece] = []
    for old, new, same in aligned(before, now):
        one += _joined(_tokens(old), not same)
        other += _joined(_tokens(new), not same)
    return tuple(one), tuple(other)


def _tokens(text: str) -> list[str]:
    """Every day and every figure whole, every other sign by itself."""
    made, at = list[str](), 0
    for figure in WHOLE.finditer(text):
        made += text[at : figure.start()]
        made.append(figure[0])
        at = figure.end()
    return [*made, *text[at:]]


def _joined(tokens: list[str], differs: bool) -> Iterator[Piece]:
    plain = ""
    for token in tokens:
        if WHOLE.fullmatch(token) and differs:
            if plain:
                yield Piece(plain, differs, False)
            yield Piece(token, differs, True)
            plain = ""
        else:
            plain += token
    if plain:
        yield Piece(plain, differs, False)


def shown(pieces: tuple[Piece, ...]) -> str:
    """A sentence for a terminal: what differs in 【】, figures in 〖〗."""
    return "".join(
        f"〖{piece.text}〗" if piece.figure else f"【{piece.text}】" if piece.differs else piece.text
        for piece in pieces
    )


__all__ = ["Change", "ChangeKind", "Piece", "aligned", "changes", "shown"]
