"""Items that stand behind numbers in one line: 1.公示 2.公示结果, 附件一：推荐表 附件二：承诺书."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .numerals import IN_WORDS, numeral_value


@dataclass(frozen=True)
class Item:
    """``words`` as they are printed behind ``number``; None where no number stands before them."""

    number: int | None
    words: str


def enumerated(text: str, heads: Sequence[str] = ()) -> Iterator[Item]:
    """The items of a line. ``heads``: words that may stand before a number (附件)."""
    head = "|".join(map(re.escape, heads)) or "(?!)"
    mark = re.compile(
        rf"(?<![\d.．])(?P<n>[0-9０-９]{{1,2}})\s*[.．、](?![0-9０-９])|(?:^|(?<=[:：]))(?P<slip>[lI|])\s*[.．、]"
        rf"|(?:{head})\s*(?P<w>[0-9０-９]{{1,2}}|{IN_WORDS})\s*[:：.．、\s]"
    )
    found = list(mark.finditer(text))
    if text[: found[0].start() if found else len(text)].strip():
        yield Item(None, text[: found[0].start() if found else len(text)].strip())
    for at, each in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        yield Item(1 if each["slip"] else int(numeral_value(each["n"] or each["w"])), text[each.end() : end].strip())
