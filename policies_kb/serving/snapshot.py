"""One release as it serves: its notices with everything that is built from them once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar

from policies_kb import choosing
from policies_kb.answering import Answerer
from policies_kb.eligibility import Rulebook, load_rulebook
from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import TopicGuess
from policies_kb.reading import Reader

Made = TypeVar("Made")


class Snapshot:
    """Immutable for whoever reads it; several threads may. Raises RecordError where the rules do not load."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.answerer = Answerer(base)
        self.rulebook: Rulebook = load_rulebook(base)
        self._made: dict[Any, Any] = {}
        self._lock = RLock()

    @property
    def release(self) -> int | None:
        """The number of the release; None when the notices come straight from a folder."""
        return self.base.release

    @cached_property
    def reader(self) -> Reader:
        """The reader of messages, with this release's places, series and people."""
        return self.answerer.reader

    def guess(self, texts: Sequence[str]) -> list[tuple[TopicGuess, ...]]:
        """The topics each text may be about, likeliest first; one call for several costs little more than for one.

        Nothing is guessed where no trained model has been loaded.
        """
        return choosing.guesses(choosing.in_use(), self.reader, texts)

    def of(self, make: Callable[[Snapshot], Made]) -> Made:
        """What ``make`` builds from this snapshot, built once for it (the check in conversation, words of a page)."""
        with self._lock:
            if make not in self._made:
                self._made[make] = make(self)
            return self._made[make]  # type: ignore[no-any-return]
