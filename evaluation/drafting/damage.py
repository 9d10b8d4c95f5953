"""Damage as print, copying and scanning do it, made by a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from policies_kb.clauses.numerals import to_han

DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日")
MARKER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])\s*")
TOP = re.compile(r"^[一二三四五六七八九十]+、")
UNIT = r"(?=\d*\s*(?:年|月|日|个工作日|小时|元|次|份|课时|:|：))"
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


def misnumbered(rng: random.Random, text: str) -> str:
    """Slips of character recognition in the numbering: (—) for （一）, l. for 1."""
    made = []
    for line in text.split("\n"):
        if rng.random() < 0.5:
            line = re.sub(r"^([（(])一([）)])", r"\1—\2", line)
            line = re.sub(r"^1[.．]", "l.", line)
        made.append(line)
    return "\n".join(made)


def _figures(slip: str, by: str, place: str) -> Damage:
    """Slips of one digit in half of the figures that have a unit."""
    shape = re.compile(place.format(slip))

    def damage(rng: random.Random, text: str) -> str:
        return shape.sub(lambda found: by if rng.random() < 0.5 else found[0], text)

    return damage


def in_numerals(rng: random.Random, text: str) -> str:
    """The day of signature in numerals, with a circle, a letter or a digit for 〇."""
    zero = rng.choice("○OＯ0")

    def numerals(found: re.Match[str]) -> str:
        year = "".join("〇一二三四五六七八九"[int(digit)] for digit in found["y"]).replace("〇", zero)
        return f"{year}年{to_han(int(found['m']))}月{to_han(int(found['d']))}日"

    return re.sub(r"(?m)^\s*(?P<y>\d{4})\s*年\s*(?P<m>\d+)\s*月\s*(?P<d>\d+)\s*日\s*$", numerals, text)


def scanned(rng: random.Random, text: str) -> str:
    """All slips of character recognition together."""
    for damage in (misnumbered, ZERO_AS_O, ONE_AS_L, in_numerals):
        text = damage(rng, text)
    return text


def traditional(rng: random.Random, text: str) -> str:
    """In traditional characters, as one place or another writes them."""
    from opencc import OpenCC

    return str(OpenCC(rng.choice(["s2t", "s2tw", "s2hk"])).convert(text))


ZERO_AS_O = _figures("0", "O", "(?<=\\d){}" + UNIT)
ONE_AS_L = _figures("1", "l", "{}" + UNIT)

DAMAGES: dict[str, Damage] = {
    "日期里有空格": spaced,
    "行连在一起": flattened,
    "丢了编号": unnumbered,
    "句子里有页码": paged,
    "扫描错字：编号": misnumbered,
    "扫描错字：0成O": ZERO_AS_O,
    "扫描错字：1成l": ONE_AS_L,
    "扫描错字：〇成○": in_numerals,
    "扫描错字都有": scanned,
    "繁体字": traditional,
}
