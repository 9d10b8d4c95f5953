"""What was made of the texts of late: the steps of a turn ask for the same texts, and so do follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")
KEPT = 512  # texts: those of the turns going on at once, and of the questions before them


class Recent(Generic[Made]):
    """Text → what was made of it, for the texts asked last; several threads may ask. It is never stored."""

    def __init__(self) -> None:
        self._kept: dict[str, Made] = {}
        self._lock = Lock()

    def each(self, texts: Sequence[str], make: Callable[[Sequence[str]], Sequence[Made]]) -> list[Made]:
        """One result a text; ``make`` is asked in one call for those that are not known."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, make(new), strict=True))
        with self._lock:
            for text, made in found.items():
                self._kept.pop(text, None)
                self._kept[text] = made  # the newest stand last
            for text in list(self._kept)[: max(len(self._kept) - KEPT, 0)]:
                del self._kept[text]
        return [found[text] for text in texts]

    def __reduce__(self) -> tuple[type[Recent[Made]], tuple[()]]:
        """A stored one is empty."""
        return type(self), ()
