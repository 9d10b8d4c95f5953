"""The Chinese words of refusals and notes, kept as data in words.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from policies_kb.documents.model import Note

_LONGEST = 200  # characters of the words that a note repeats


@dataclass(frozen=True)
class Words:
    """Sentences by key; `look` names the notes that a person must compare with the original."""

    refusals: dict[str, str]
    notes: dict[str, str]
    look: frozenset[str]


@cache
def words() -> Words:
    """Return what words.yml says."""
    data = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return Words(data["refusals"], data["notes"], frozenset(data["look"]))


def note(kind: str, place: str, printed: str = "", **values: object) -> Note:
    """Return a note of `kind` in its standard words; `printed` are the words of the document that it is about."""
    said = words().notes[kind].format_map({name: str(value) for name, value in values.items()})
    cut = printed if len(printed) <= _LONGEST else printed[:_LONGEST] + "…"
    return Note(kind=kind, place=place, words=cut, said=said, look=kind in words().look)
