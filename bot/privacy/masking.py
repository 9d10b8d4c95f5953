"""Replaces personal data in what a person typed, before anything stores, logs or repeats it.

Masked: identity numbers, bank cards, phones and other long numbers (numbers.py, forms.yml), and names (names.py,
names.yml). What the notices print themselves stays, and so do dates, amounts and document numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import names, numbers
from .forms import forms
from .numbers import Span
from .published import Published, published
from .words import Words, words

IDENTITY = forms().tokens.identity
CARD = forms().tokens.card
PHONE = forms().tokens.phone
NAME = forms().tokens.name
NUMBER = forms().tokens.number
MOST_TIMES = 8  # what is masked may bring out more beside it; nothing was ever seen to need more than three


def mask(text: str) -> str:
    """`text` with personal data replaced by neutral tokens; anything else is left as it is."""
    known, vocabulary = published(), words()
    for _ in range(MOST_TIMES):
        masked = _once(text, known, vocabulary)
        if masked == text:
            break
        text = masked
    return text


def mask_all(value: Any) -> Any:
    """A value of JSON with every text in it masked; names of fields stay."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {name: mask_all(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [mask_all(part) for part in value]
    return value


def _once(text: str, known: Published, vocabulary: Words) -> str:
    masked = _replaced(text, numbers.spans(text, known.phones.__contains__))
    return _replaced(masked, names.spans(masked, known.people, vocabulary))


def _replaced(text: str, found: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in found:
        if span.start < at:
            continue
        parts += [text[at : span.start], span.token]
        at = span.end
    return "".join([*parts, text[at:]]) if parts else text
