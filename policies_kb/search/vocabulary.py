"""The words of one release's entries, in SQL: in how many entries a token is, and what sounds like what was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Select, or_, select

from policies_kb.releases.tables import SearchWordRow

MOST = 8  # readings of one string of letters


class Known(NamedTuple):
    """A word of the entries, in how many it is, how it sounds, and its initials."""

    word: str
    entries: int
    sound: str
    initials: str


class Vocabulary:
    """Asks for whole sets at once: a query needs a handful of statements, however long it is."""

    def __init__(self, connection: Connection, release: int) -> None:
        self._connection, self._release = connection, release

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """In how many entries each of these tokens is; those in none are left out."""
        if not words:
            return {}
        asked = select(SearchWordRow.word, SearchWordRow.entries)
        asked = asked.where(SearchWordRow.release == self._release, SearchWordRow.word.in_(sorted(set(words))))
        return {row[0]: row[1] for row in self._connection.execute(asked)}

    def sounding(self, sounds: Collection[str], initials: Collection[str] = ()) -> list[Known]:
        """The words with one of these sounds, or one of these initials; the commonest first."""
        if not sounds and not initials:
            return []
        return self._known(
            self._words().where(
                or_(SearchWordRow.sound.in_(sorted(set(sounds))), SearchWordRow.initials.in_(sorted(set(initials))))
            )
        )

    def beginning(self, typed: str) -> list[Known]:
        """The words whose sound or initials, or that themselves, begin as typed."""
        columns = (SearchWordRow.sound, SearchWordRow.initials, SearchWordRow.word)
        after = typed[:-1] + chr(ord(typed[-1]) + 1)
        found = [
            known
            for column in columns
            for known in self._known(self._words().where(column >= typed, column < after).limit(MOST))
        ]
        return sorted(dict.fromkeys(found), key=lambda known: (-known.entries, known.word))[:MOST]

    def sharing(self, tokens: Iterable[str], length: int) -> list[Known]:
        """The words of a length that begin or end with one of these characters."""
        alike = [
            pattern
            for token in sorted(set(tokens))
            for pattern in (SearchWordRow.word.like(f"{token}%"), SearchWordRow.word.like(f"%{token}"))
        ]
        found = self._known(self._words().where(SearchWordRow.sound.is_not(None), or_(*alike))) if alike else []
        return [known for known in found if len(known.word) == length]

    def _words(self) -> Select[str, int, str | None, str | None]:
        row = SearchWordRow
        asked = select(row.word, row.entries, row.sound, row.initials).where(row.release == self._release)
        return asked.order_by(row.entries.desc(), row.word)

    def _known(self, asked: Select[str, int, str | None, str | None]) -> list[Known]:
        found = [
            Known(word, n, sound or "", initials or "") for word, n, sound, initials in self._connection.execute(asked)
        ]
        return sorted(found, key=lambda known: (-known.entries, known.word))
