"""The sentence that a clerk reads out: the first whole sentence of an answer; the rest stays to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.clauses import split_sentences

LONGEST = 60  # characters: about twelve seconds, read calmly


def aloud(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The sentences that fit, at least one whole; and the lines that are left, in their order.

    A sentence is never cut: half a condition would be a wrong answer. Of a further line all is said or nothing: so
    whom to phone goes with what a notice does not state, and the reason with a bare verdict.
    """
    if not lines:
        return "", ()
    sentences = split_sentences(lines[0])
    said = sentences[0] if sentences else lines[0]
    left = list(sentences[1:])
    while left and len(said) + len(left[0]) <= LONGEST:
        said += left.pop(0)
    further = list(lines[1:])
    while further and not left and len(said) + len(further[0]) <= LONGEST:
        said += further.pop(0)
    return said, tuple(filter(None, ["".join(left), *further]))


def with_phone(said: str, phones: Sequence[str]) -> str:
    """What is read out of an answer that passes the caller on names a phone, however long the sentence before it is:
    who has noted down a silence without a number has to call again."""
    if not phones or any(phone in said for phone in phones):
        return said
    return f"{said}请打{phones[0]}。"


def in_messages(text: str, longest: int) -> list[str]:
    """The text in parts of at most ``longest`` characters, cut after sentences where that is possible."""
    parts: list[str] = []
    for sentence in split_sentences(text):
        if parts and len(parts[-1]) + len(sentence) <= longest:
            parts[-1] += sentence
            continue
        while len(sentence) > longest:
            cut = max(sentence.rfind(sign, 0, longest) for sign in "，；、：") + 1 or longest
            parts.append(sentence[:cut])
            sentence = sentence[cut:]
        parts.append(sentence)
    return parts
