"""The text of a notice as it can be read: in simplified characters, with a word where it was written in others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from policies_kb.documents import read_document
from policies_kb.lexers import Slip, mend
from policies_kb.loading.source import plain

MANY = 5  # traditional characters that are no slip


@dataclass(frozen=True)
class ReadText:
    """``text``: what the draft is made from. ``remarks``: what was done to it. ``slips``: figures put right in it.

    ``kind``: of the file itself, by its content. ``printed``: where the text was made simplified, as it was before,
    sign by sign; "" where it was not.
    """

    text: str
    remarks: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    kind: str = ""
    printed: str = ""


def read_file(path: Path) -> ReadText:
    """The text of an official's file. Raises DocumentError with what to do where it cannot be read."""
    document = read_document(path)
    read = readable(document.text)
    looked = (f"{note.place}“{note.words}”：{note.said}" for note in document.notes if note.look)
    return ReadText(read.text, (*read.remarks, *looked), read.slips, document.kind.value, read.printed)


def readable(text: str) -> ReadText:
    """The text with the letters that stand for digits put right, and where it has many traditional characters, in
    simplified ones; each with a remark, and what is drafted from a figure that was put right stands open.
    """
    wanted, slips = mend(plain(text))
    remarks = [f"第{slip.number}行的“{slip.printed}”当作“{slip.read}”读；请和原件对" for slip in slips]
    made, kept = _simplified(wanted)
    if sum(a != b for a, b in zip(made, wanted, strict=True)) < MANY:
        return ReadText(wanted, tuple(remarks), slips)
    slips = tuple(replace(slip, line=made.split("\n")[slip.number - 1]) for slip in slips)
    remarks.append("原文有繁体字，text.txt 已转成简体；请和原件对，地名、人名尤其要对")
    remarks += [f"第{number}行的繁体字没有转成简体，请照原件改" for number in kept]
    return ReadText(made, tuple(remarks), slips, printed=wanted)


def _simplified(text: str) -> tuple[str, list[int]]:
    """The text in simplified characters, sign for sign, and the numbers of the lines where that cannot be."""
    lines, kept = text.split("\n"), list[int]()
    for at, line in enumerate(lines):
        made = _simplifier().convert(line)
        if len(made) == len(line):
            lines[at] = made
        else:
            kept.append(at + 1)
    return "\n".join(lines), kept


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
