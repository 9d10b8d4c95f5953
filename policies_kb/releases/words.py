"""A release that differs from the one before by a word in its wordbook."""

from __future__ import annotations

from policies_kb.loading import NoticeSource
from policies_kb.wordbook import BOOK, FILE, BookFault, Word, Wordbook, book_of

from .drafts import named
from .errors import NoRelease, RefusedRelease, ReleaseError
from .fitting import Gate
from .making import make
from .sessions import EMPTY, writing
from .stored import current_number, documents, merged

ORIGIN = "draft"  # people made it: the folder of notices no longer overwrites it


def release_word(
    url: str, word: Word, *, author: str, reviewer: str, reason: str, gate: Gate, remove: bool = False
) -> int:
    """The number of a new release: the current one with this word, or without it (``remove``).

    Raises ReleaseError where the author reviews it or nothing would change, RefusedRelease with the gate's problems,
    NoRelease where no release is there to add it to; then nothing was written.
    """
    who, by, why = named(reviewer, "审核人"), named(author, "作者"), reason.strip()
    if not why:
        raise ReleaseError("没有写发布的理由")
    if who.casefold() == by.casefold():
        raise ReleaseError(f"{who} 是作者，不能自己审核：换一个人审核")
    with writing(url) as session:
        number = current_number(session)
        if number is None:
            raise NoRelease(EMPTY)
        before = documents(session, number)
        book = _book(before.get(BOOK))
        after = book.without(word.say) if remove else book.with_word(word)
        if after == book:
            raise ReleaseError("没有要发布的：当前发布里已经是这样")
        source = NoticeSource(BOOK, {FILE: after.text()})
        candidate = merged(before, {BOOK: source} if after.words else {}, () if after.words else (BOOK,))
        if problems := gate(candidate):
            raise RefusedRelease(problems)
        return make(session, candidate, author=by, reviewer=who, reason=why, origin=ORIGIN)


def _book(source: NoticeSource | None) -> Wordbook:
    try:
        return book_of(source.files) if source else Wordbook()
    except BookFault as fault:
        raise ReleaseError(str(fault)) from fault
