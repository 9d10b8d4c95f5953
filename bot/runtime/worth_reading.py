"""How much of a message is understood: as much as costs about what other messages cost.

What a message costs grows with the signs that are read, as they are written out, and with the sentences among them, and
not with the bytes that are sent: one ligature may stand for eighteen letters. What is said the tenth time tells nothing
new.
"""

from __future__ import annotations

import re
import unicodedata

# Signs, written out, and sentences. The longest message of the gold questions, stories and dialogues has 326.
SIGNS = 400
SENTENCES = 12
SEEN = 4 * SIGNS  # characters that are looked at; masking needs more than what is read, so that it cuts no number
SAID_OFTEN = 3  # of a stretch that comes again and again, so many are read; two may be meant (「好好好」)
# A stretch of up to twenty signs, eight times and more. Figures are left: the ninth 0 of a number is part of it.
_AGAIN = re.compile(r"([^\d]{1,20}?)\1{7,}", re.DOTALL)
_PAUSES = "。？！；，?!;,\n 、"
_SENTENCE = re.compile(r"[^。？！；?!;\n]*[。？！；?!;\n]+")


def said_once(text: str) -> str:
    """The text without what it says again and again."""
    return _AGAIN.sub(lambda found: found[1] * SAID_OFTEN, text)


def worth_reading(text: str) -> str:
    """The beginning of a text that is read: up to a pause where there is one near."""
    end = 0
    for count, sentence in enumerate(_SENTENCE.finditer(text[: SIGNS + 1]), 1):
        end = sentence.end()
        if count == SENTENCES and text[end:].strip():
            text = text[:end]
            break
    return text if len(unicodedata.normalize("NFKC", text[: SIGNS + 1])) <= SIGNS else _within(text)


def _within(text: str) -> str:
    written, end = 0, 0
    for end, sign in enumerate(text):  # noqa: B007 - how far it came is the result
        written += len(unicodedata.normalize("NFKC", sign))
        if written > SIGNS:
            break
    pause = max(text.rfind(mark, end - end // 5, end) for mark in _PAUSES)
    return text[: pause + 1] if pause > 0 else text[:end]
