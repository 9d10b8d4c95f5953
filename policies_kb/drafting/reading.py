"""The text of a notice as it can be read: in simplified characters, with a word where it was written in others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from policies_kb.documents import read_document
from policies_kb.loading.source import plain

MANY = 5  # traditional characters that are no slip


@dataclass(frozen=True)
class ReadText:
    """``text``: what the draft is made from. ``remarks``: what was done to it. ``kind``: of the file itself."""

    text: str
    remarks: tuple[str, ...] = ()
    kind: str = ""


def read_file(path: Path) -> ReadText:
    """The text of an official's file. Raises DocumentError with what to do where it cannot be read."""
    document = read_document(path)
    read = readable(document.text)
    looked = (f"{note.place}“{note.words}”：{note.said}" for note in document.notes if note.look)
    return ReadText(read.text, (*read.remarks, *looked), document.kind.value)


def readable(text: str) -> ReadText:
    """The text with traditional characters written as simplified ones, where it has many."""
    wanted = plain(text)
    made = _simplifier().convert(wanted)
    if len(made) != len(wanted) or sum(a != b for a, b in zip(made, wanted, strict=True)) < MANY:
        return ReadText(wanted)
    return ReadText(made, ("原文有繁体字，text.txt 已转成简体；请和原件对，地名、人名尤其要对",))


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
