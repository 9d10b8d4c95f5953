"""Damage as print, copying and scanning do it, made by a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日")
MARKER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])\s*")
TOP = re.compile(r"^[一二三四五六七八九十]+、")
Damage = Callable[[random.Random, str], str]


def spaced(rng: random.Random, text: str) -> str:
    """Blanks inside dates."""
    return DATE.sub(lambda found: re.sub(r"(\d+)", r" \1 ", found[0]).strip(), text)


def flattened(rng: random.Random, text: str) -> str:
    """Some lines run into the one before them."""
    lines = text.split("\n\n")
    made = [lines[0]]
    for line in lines[1:]:
        joins = re.match(r"[（(][二三四五]|[2-9][.．、]", line) and made[-1][-1:] in "。；;" and rng.random() < 0.3
        if joins:
            made[-1] += line
        else:
            made.append(line)
    return "\n\n".join(made)


def unnumbered(rng: random.Random, text: str) -> str:
    """Some items lose their numbers."""
    return "\n".join(MARKER.sub("", line) if rng.random() < 0.15 else line for line in text.split("\n"))


def paged(rng: random.Random, text: str) -> str:
    """Page numbers inside sentences."""
    lines, page = text.split("\n"), 1
    made = []
    for line in lines:
        if len(line) > 60 and rng.random() < 0.3 and not TOP.match(line):
            at = next(
                (at for at in range(25, len(line) - 20) if not re.search(r"[\d月日年:：.-]", line[at - 3 : at + 3])), 0
            )
            if at:
                page += 1
                made += [line[:at], "", f"— {page} —", "", line[at:]]
                continue
        made.append(line)
    return "\n".join(made)


def scanned(rng: random.Random, text: str) -> str:
    """Slips of character recognition: in the numbering, and in a few figures."""
    made = []
    for line in text.split("\n"):
        slip = rng.random()
        if slip < 0.2:
            line = re.sub(r"^([（(])一([）)])", r"\1—\2", line)
            line = re.sub(r"^1[.．]", "l.", line)
        elif slip < 0.5:
            line = re.sub(r"(?<=\d)0(?=日|月|个工作日|小时|元)|(?<=月)1(?=\d日)", _slip, line, count=1)
        made.append(line)
    return "\n".join(made)


def _slip(found: re.Match[str]) -> str:
    return {"0": "O", "1": "l"}[found[0]]


def traditional(rng: random.Random, text: str) -> str:
    """In traditional characters."""
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


DAMAGES: dict[str, Damage] = {
    "日期里有空格": spaced,
    "行连在一起": flattened,
    "丢了编号": unnumbered,
    "句子里有页码": paged,
    "扫描错字": scanned,
    "繁体字": traditional,
}
