"""What is wrong with a typed value, and the checks that several kinds of facts share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policies_kb.clauses import bare
from policies_kb.lexers import counts, plain

from ..nearest import nearest_words
from ..yaml_lines import Location

COPY = "照原文改这一项，或换一句写着它的原文"
SEPARATOR = "。\n"  # between quotes: no word and no number runs from one into the next
PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("〔", "〕"))
CODE = re.compile(r"(?:[A-Za-z]+|附件)(?P<number>\d+)")  # A4, 附件3
CENTURY = 100  # a count of years is smaller; 2001年 is a year


class Fault(NamedTuple):
    """``at``: the value below its fact. ``wanted``: words that the quotes lack and that may stand elsewhere."""

    at: Location
    problem: str
    mend: str
    wanted: str = ""


def absent(at: Location, written: str, text: str) -> Fault:
    """The value is not in the quotes; the mend names what they hold instead."""
    near = nearest_words(written, text)
    return Fault(at, f"“{written}”不在引用的原文里", f"照原文写“{near}”" if near else COPY, wanted=written)


def words(field: str, values: tuple[str, ...] | str, text: str) -> Iterator[Fault]:
    """Every value must stand in the quotes, white space and punctuation aside."""
    single = isinstance(values, str)
    for index, value in enumerate((values,) if isinstance(values, str) else values):
        at: Location = (field,) if single else (field, index)
        if bare(value) not in bare(text):
            yield absent(at, value, text)
        elif cut_short(value):
            yield Fault(at, f"“{value}”没有写完，括号或引号不成对", COPY)


def cut_short(written: str) -> bool:
    """Whether a bracket or a quotation mark has lost its other half."""
    return any(written.count(opening) != written.count(closing) for opening, closing in PAIRS)


def codes(written: str, text: str) -> Iterator[str]:
    """附件3 and A4 that the quotes lack; an attachment may also stand in the list of them (3. 个人承诺书)."""
    printed = plain(text)
    for code in CODE.finditer(plain(written)):
        listed = code[0].startswith("附件") and f"{code['number']}." in printed
        if not listed and not re.search(rf"{code[0]}(?!\d)", printed):
            yield code[0]


def shared(one: str, other: str) -> float:
    """How much of ``one`` stands in ``other``, in pairs of signs: 0 to 1."""
    pairs, others = _pairs(one), _pairs(other)
    return len(pairs & others) / len(pairs) if pairs else 1.0


def _pairs(text: str) -> set[str]:
    signs = bare(text)
    return {signs[at : at + 2] for at in range(len(signs) - 1)}


def counted(field: str, value: int | None, unit: str, text: str, shown: str) -> Iterator[Fault]:
    """The number must stand before its ``unit`` (a regular expression; ``shown``: the unit in a sentence)."""
    printed = sorted({int(number) for number, _ in counts(text, unit) if number < CENTURY})
    if value is None or value in printed:
        return
    if not printed:
        yield Fault((field,), f"引用的原文没有写几{shown}，这里写的是{value}", COPY)
        return
    said = "、".join(f"{number}{shown}" for number in printed)
    mend = " 或 ".join(f"{field}: {number}" for number in printed)
    yield Fault((field,), f"原文写的是{said}，这里写的是{value}", f"写成 {mend}")
