"""Makes the index of a release: entries, tokens and words in one transaction, so that no half of it is ever read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select

from policies_kb.reference import Reference
from policies_kb.releases.tables import SearchEntryRow, SearchReleaseRow, SearchWordRow

from .entries import Entry
from .folding import is_han
from .keys import NOTICE_MASK, span
from .matter import packed
from .sounds import sound_of
from .tokens import LongWords, plain_tokens, words_in
from .tokenstore import TokenStore
from .topic_words import TopicWords, topic_words

KEPT = 3  # indexes that stay: another process may serve the release before
BATCH = 2000
SOUNDING = 8  # characters of a word whose sound is kept


def make_index(
    connection: Connection,
    store: TokenStore,
    release: int,
    layout: str,
    entries: Callable[[], Iterable[Entry]],
    reference: Reference,
) -> int:
    """The number of entries. ``entries`` is gone through twice: once for the words, once for their tokens."""
    store.make(connection)
    _remove(connection, store, release)
    topics = topic_words(reference)
    words, long_words = _words(entries(), topics)
    counts: Counter[str] = Counter()
    total = 0
    tokens_of = lru_cache(maxsize=200_000)(lambda text: frozenset((*plain_tokens(text), *long_words.of(text))))
    rows: list[Entry] = []
    tokens: list[tuple[int, str]] = []

    def flush() -> None:
        if rows:
            connection.execute(
                insert(SearchEntryRow),
                [{"id": e.key, "notice_id": e.notice_id, "clause": e.clause, "matter": packed(e)} for e in rows],
            )
            store.add(connection, tokens)
        rows.clear()
        tokens.clear()

    for entry in entries():
        found: set[str] = set()
        for text in (*entry.texts, *topics.of_entry(entry)):
            found |= tokens_of(text)
        counts.update(found)
        rows.append(entry)
        tokens.append((entry.key, " ".join(sorted({*found, *entry.filters}))))
        total += 1
        if len(rows) >= BATCH:
            flush()
    flush()
    _add_words(connection, release, counts, words)
    store.finish(connection)
    connection.execute(
        insert(SearchReleaseRow).values(release=release, layout=layout, entries=total, made_at=datetime.now(UTC))
    )
    return total


def _words(entries: Iterable[Entry], topics: TopicWords) -> tuple[frozenset[str], LongWords]:
    words_of = lru_cache(maxsize=200_000)(lambda text: frozenset(words_in(text)))
    words: set[str] = set()
    for entry in entries:
        for text in (*entry.texts, *topics.of_entry(entry)):
            words |= words_of(text)
    return frozenset(words), LongWords(words)


def _add_words(connection: Connection, release: int, counts: Counter[str], words: frozenset[str]) -> None:
    rows = []
    for word, count in sorted(counts.items()):
        sounds = word in words and is_han(word) and 1 < len(word) <= SOUNDING
        sound, initials = sound_of(word) if sounds else (None, None)
        rows.append({"release": release, "word": word, "entries": count, "sound": sound, "initials": initials})
    for at in range(0, len(rows), BATCH):
        connection.execute(insert(SearchWordRow), rows[at : at + BATCH])


def _remove(connection: Connection, store: TokenStore, release: int) -> None:
    """Takes out what there is of this release, and indexes beyond those that stay."""
    made = connection.execute(select(SearchReleaseRow.release).order_by(SearchReleaseRow.made_at.desc())).scalars()
    others = [number for number in made if number != release]
    for number in (release, *others[KEPT - 1 :]):
        low, high = span(number, 0, NOTICE_MASK)
        store.remove(connection, low, high)
        connection.execute(delete(SearchEntryRow).where(SearchEntryRow.id.between(low, high)))
        connection.execute(delete(SearchWordRow).where(SearchWordRow.release == number))
        connection.execute(delete(SearchReleaseRow).where(SearchReleaseRow.release == number))
