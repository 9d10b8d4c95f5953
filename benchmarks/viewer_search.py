"""What a call costs somebody who has the notices as PDF files and the viewer's search: a model, with its assumptions.

The pages are those of the national layout of official documents: 22 lines of 28 characters (GB/T 9704-2012, 5.2). All
assumptions favour the viewer: the files are open already, the clerk knows which one it is, takes the keyword that is
best in hindsight among those worth a try, reads no more than the sentence that holds a hit (in the clause that
answers: from there to the sentence that has the answer), and knows the answer when they see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.calls.cases import Call
from policies_kb.clauses import split_sentences
from policies_kb.loading import KnowledgeBase, Notice

KEYS_A_SECOND = 5.0
READ = 6.5  # characters a second: 260 words a minute in Chinese, read silently (Brysbaert 2019), 1.5 characters a word
CHOOSE = 1.0  # seconds: to the tab of the right file
TURN = 0.5  # seconds: to find the highlighted hit on the screen after each jump
OPEN, NEXT = 1, 1  # keys: Ctrl+F; Enter for each hit
LINE, LINES = 28, 22
LEAST, MOST = 2, 6  # characters of a keyword
PHONE = "电话"


@dataclass(frozen=True)
class Effort:
    """Keys pressed, hits looked at, pages they stand on, seconds until the answer has been read."""

    keys: int
    hits: int
    pages: int
    seconds: float

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.keys + other.keys, self.hits + other.hits, self.pages + other.pages, self.seconds + other.seconds
        )


def effort(call: Call, base: KnowledgeBase) -> Effort:
    """What the call costs with the viewer."""
    if call.uncovered:  # no file is opened: the titles of all are read to see that none is for the place
        return Effort(0, 0, 0, sum(len(notice.head.title) for notice in base.notices.values()) / READ)
    choose = Effort(1, 0, 0, CHOOSE)
    if call.silent:
        notice = base.notices[call.notice]
        whom = _to_sentence(notice, PHONE, call.phone)
        return sum([*(_through(notice, word) for word in call.find), whom], choose)
    notice = base.notices[next(iter(call.clause))]
    words = {*call.find, *_pieces(call.types)}
    found = [cost for word in words if (cost := _to_clause(notice, word, call)) is not None]
    return choose + min(found, key=lambda cost: cost.seconds)


def _pieces(typed: str) -> Iterator[str]:
    """Every keyword that the clerk's own words hold."""
    for at in range(len(typed)):
        for end in range(at + LEAST, min(at + MOST, len(typed)) + 1):
            yield typed[at:end]


@dataclass(frozen=True)
class _Hit:
    """A place where the keyword stands: its clause, its page, and the sentences of the clause from there on."""

    clause: str
    page: int
    sentences: tuple[str, ...]


def _to_clause(notice: Notice, word: str, call: Call) -> Effort | None:
    """To the first hit in a clause that answers; None where the keyword does not lead there."""
    hits = _hits(notice, word)
    at = next((number for number, hit in enumerate(hits) if hit.clause in call.clause[notice.id]), None)
    if at is None:
        return None
    last = hits[at].sentences
    read = next((n for n in range(1, len(last) + 1) if _answers(call, "".join(last[:n]))), 1)
    return _looked_at(word, hits[: at + 1], last[1:read])


def _answers(call: Call, text: str) -> bool:
    """Whether a text prints what was asked for; notices put spaces into their dates."""
    items = [(item,) if isinstance(item, str) else item for item in call.aloud]
    plain = "".join(text.split())
    return all(any(one in plain for one in item) for item in items)


def _to_sentence(notice: Notice, word: str, wanted: str) -> Effort:
    """To the first hit whose sentence holds what is wanted; through all of them where none does."""
    hits = _hits(notice, word)
    at = next((number for number, hit in enumerate(hits) if wanted in hit.sentences[0]), len(hits) - 1)
    return _looked_at(word, hits[: at + 1])


def _through(notice: Notice, word: str) -> Effort:
    """All hits: only then is it known that the notice does not say."""
    return _looked_at(word, _hits(notice, word))


def _looked_at(word: str, hits: list[_Hit], further: Sequence[str] = ()) -> Effort:
    """A sentence in which several hits stand is read once."""
    keys = OPEN + len(word) + NEXT * max(len(hits), 1)
    read = sum(map(len, [*dict.fromkeys(hit.sentences[0] for hit in hits), *further])) / READ
    return Effort(keys, len(hits), len({hit.page for hit in hits}), keys / KEYS_A_SECOND + TURN * len(hits) + read)


def _hits(notice: Notice, word: str) -> list[_Hit]:
    found, line = [], 0
    for clause_id, clause in notice.tree.clauses.items():
        sentences = split_sentences(clause.text)
        for at, sentence in enumerate(sentences):
            found += [_Hit(clause_id, line // LINES, sentences[at:])] * sentence.count(word)
            line += -(-len(sentence) // LINE)
    return found
