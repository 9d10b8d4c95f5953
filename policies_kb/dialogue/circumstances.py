"""「我驻过村的呢」: a follow-up that says no more than whom the last question is asked of now."""

from __future__ import annotations

from datetime import date

from policies_kb.eligibility.telling.story import read_story
from policies_kb.reading import ASKING, Reading

TELLING = frozenset({"SERVE", "TOWN", "COUNTY", "PREF", "KIND", "MODE", "WORK", "RETIRED"})  # labels of lexicon.yml
BESIDE = frozenset({"REGION", "SERIES", "UNIT", "NEG", "SELF", "PRONOUN", "KIN", "MATES", "DUR"})


def without_circumstances(stem: str, reading: Reading) -> str | None:
    """What is left of the stem of a follow-up without the words for somebody's work, place and service.

    None where it has no such words, or asks something itself.
    """
    if ASKING.search(stem):
        return None
    tokens = read_story(reading.text, date.min, reading.mentions).tokens
    if not any(TELLING & token.tags.keys() for token in tokens):
        return None
    return "".join(" " if (TELLING | BESIDE) & token.tags.keys() else token.text for token in tokens)
