"""How much of a message is read: bounds of work, so that no message holds up the others by its kind or length."""

from __future__ import annotations

# Characters of a message that are read. A story told at length stays within a thousand; what a door accepts beyond that
# is not read, and the reply says so.
CHARACTERS = 1000
# Texts of a message that are asked about for themselves: sentences, and the pieces between their commas. Of more than
# that, those that ask something come first.
SENTENCES = 24
PIECES = 16
LEAST_BACK = 200  # characters: the cut goes back to a pause, if there is one so near
_PAUSES = "。？！；，?!;,\n 、"


def first_read(text: str) -> str:
    """What of a message is read: all of it, or its beginning up to a pause."""
    if len(text) <= CHARACTERS:
        return text
    pause = max(text.rfind(mark, CHARACTERS - LEAST_BACK, CHARACTERS) for mark in _PAUSES)
    return text[: pause + 1] if pause >= 0 else text[:CHARACTERS]
