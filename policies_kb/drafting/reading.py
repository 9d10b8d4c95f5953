"""The text of a notice as it can be read: in simplified characters, with a word where it was written in others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from policies_kb.loading.source import plain

ENCODINGS = ("utf-8", "gb18030")
MANY = 5  # traditional characters that are no slip


class Unreadable(ValueError):
    """A file that is no text; its words say what to do."""


@dataclass(frozen=True)
class ReadText:
    """``text``: what the draft is made from. ``remarks``: what was done to it."""

    text: str
    remarks: tuple[str, ...] = ()


def read_file(path: Path) -> ReadText:
    """The text of a file. Raises Unreadable with what to do where it cannot be read."""
    if path.suffix.lower() != ".txt":
        raise Unreadable(f"{path.name}：这里只读 .txt；Word、PDF 和网页请先另存为文字")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name}：读不出来（{error.strerror}），请检查路径和权限") from error
    for encoding in ENCODINGS:
        try:
            return readable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{path.name}：不是 UTF-8 或 GB18030 编码的文字，请另存为 UTF-8")


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
