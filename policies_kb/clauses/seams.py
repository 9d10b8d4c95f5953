"""Whether the words before and after a page number are halves of one sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

from policies_kb.clauses.dates import is_date
from policies_kb.clauses.kinds import DOCUMENT_KIND
from policies_kb.clauses.numbering import Marker, read_marker
from policies_kb.clauses.prose import bracket_depth, closes_list, is_contact, is_finished, is_label, is_open
from policies_kb.clauses.signatory import is_office
from policies_kb.clauses.source import Line

_DANGLES = re.compile(
    r"(?:[的和与或及于为将应须可未不从由按至到向对把被以并且而但若如在经每各该其近前后满共约超需仅均也还之让使、—–-]"
    r"|不少于|不低于|必须|参加)$"
)
_LEANS = re.compile(
    r"[的了着过予者并且及或和与而]|等(?![级次额于])|以[上下内外]|之[前后间内]"
    r"|[）)》”’，。；、！？,;]|[一-鿿]{1,3}[。；;]|[一-鿿][，、]"
)
_COUNTS_ON = re.compile(r"(?:[满第为于近前后共约超达计]|不少于|超过|不低于)$")
_UNIT = re.compile(r"[年月日天个份名人次项元寸张科门届批期号级周％%]|工作日|小时|学时|课时")
_ATTACHMENT = re.compile(r"附件(?:[\d一二三四五六七八九十]{1,3}(?:[：:]|$)|[：:])")
_LABEL = re.compile(r"[^，。；、,;：:“”\s]{2,16}[：:](?!\d\d(?!\d))")
_SHORTEST_PARAGRAPH = 3  # characters
_STOP = re.compile(r"[，。；：,;:]")
_STANDS_ALONE = re.compile(r"[（(].*[）)]|附件[\d一二三四五六七八九十]*[：:]?")
_GOES_ON_LISTING = re.compile(r"[^，。；：、]{1,8}、")
_REST_OF_LABEL = re.compile(r"[^，。；、,;：:]{1,10}[：:].")
_VALUE = re.compile(r"[：:].")  # 申报时间：4月1日
_STOP_INSIDE = re.compile(r"[。；;]")


class Seam(Enum):
    """What stands on both sides of a page number."""

    ONE_SENTENCE = "one sentence"
    TWO_PARAGRAPHS = "two paragraphs"
    UNSURE = "unsure"


def counts(before: str, after: str) -> bool:
    """Say whether a number between the two would be counted: 满 3 年."""
    return bool(_COUNTS_ON.search(before) and _UNIT.match(after))


class Seams:
    """The lines of a text, and which of them (`breaks`) are page numbers."""

    def __init__(self, lines: Sequence[Line], breaks: Collection[int]) -> None:
        self._lines = lines
        self._breaks = breaks
        self._words = "\n".join(line.text for at, line in enumerate(lines) if at not in breaks)
        first = next((at for at, line in enumerate(lines) if read_marker(line.text)), len(lines))
        first = next((at + 1 for at in range(first) if DOCUMENT_KIND.search(lines[at].text)), first)
        ends = (at for at in range(first, len(lines)) if _ATTACHMENT.match(lines[at].text) or is_date(lines[at].text))
        self._body = range(first, next(ends, len(lines)))

    def judge(self, before: int, after: int) -> Seam:
        """Say whether a sentence goes on from line `before` to line `after`, with a page break between them.

        What speaks for it, in this order: an open bracket or quotation; a word that nothing ends with or begins with; a
        comma inside; the other items of the list being sentences; the two signs at the seam standing together
        elsewhere in the text; and being below the title, where lines are sentences.
        """
        head, tail = self._lines[before].text, self._lines[after].text
        if self._lines[before].is_row or self._lines[after].is_row or is_finished(head):
            return Seam.TWO_PARAGRAPHS
        if _STANDS_ALONE.fullmatch(head) or _ATTACHMENT.match(tail):
            return Seam.TWO_PARAGRAPHS
        if bracket_depth(head) > 0:
            return Seam.ONE_SENTENCE
        if read_marker(tail) or is_contact(tail) or is_office(tail):
            return Seam.TWO_PARAGRAPHS
        if (before not in self._body and DOCUMENT_KIND.search(head)) or closes_list(tail, head):
            return Seam.TWO_PARAGRAPHS
        if head.count("“") > head.count("”"):
            return Seam.ONE_SENTENCE
        if _DANGLES.search(head) or _LEANS.match(tail) or min(len(head), len(tail)) < _SHORTEST_PARAGRAPH:
            return Seam.ONE_SENTENCE
        if is_date(tail):
            return Seam.TWO_PARAGRAPHS
        if is_open(head) and (self._is_known(head, tail) or not (_LABEL.match(tail) and _VALUE.search(tail))):
            return Seam.ONE_SENTENCE
        marker = read_marker(head)
        return self._in_item(before, tail, marker) if marker else self._in_prose(before, tail)

    def _in_item(self, before: int, tail: str, marker: Marker) -> Seam:
        """The head opens an item: is it a heading, or a sentence as the other items of its list are?"""
        head = self._lines[before].text
        if marker.level <= 1:
            return Seam.TWO_PARAGRAPHS
        # An item that a page break has cut as well tells nothing.
        others = [self._lines[at].text for at in self._siblings(before, marker) if at + 1 not in self._breaks]
        if _VALUE.search(head):
            valued = [is_finished(other) for other in others if _VALUE.search(other)]
            return Seam.ONE_SENTENCE if sum(valued) * 2 >= len(valued) else Seam.TWO_PARAGRAPHS
        if others and sum(map(_is_sentence, others)) * 2 >= len(others):
            return Seam.ONE_SENTENCE
        is_known = self._is_known(head, tail)
        if others:
            # A heading cut in two, or a label as others of the list have: 推荐单 | 位：…
            is_half = not _STOP.search(tail) or (_REST_OF_LABEL.match(tail) and any(map(_VALUE.search, others)))
            return Seam.ONE_SENTENCE if is_known and is_half else Seam.TWO_PARAGRAPHS
        return Seam.ONE_SENTENCE if is_known else Seam.UNSURE

    def _in_prose(self, before: int, tail: str) -> Seam:
        head = self._lines[before].text
        if "、" in head and (tail[-1] in "：:" or _GOES_ON_LISTING.match(tail)):
            return Seam.ONE_SENTENCE  # those whom a letter addresses; a list in words
        if self._is_known(head, tail) and not (_LABEL.match(tail) and _STOP.search(head)):
            return Seam.ONE_SENTENCE
        if is_contact(head) and not _STOP.search(tail):
            return Seam.ONE_SENTENCE
        if _LABEL.match(tail) or is_label(head):
            return Seam.TWO_PARAGRAPHS
        return Seam.ONE_SENTENCE if before in self._body and _STOP.search(tail) else Seam.UNSURE

    def _is_known(self, head: str, tail: str) -> bool:
        return head[-1:] + tail[:1] in self._words

    def _siblings(self, at: int, own: Marker) -> list[int]:
        """The first lines of the other items of the list that line `at` opens an item of."""
        found: list[int] = []
        for way, step in ((range(at - 1, -1, -1), -1), (range(at + 1, len(self._lines)), 1)):
            due = own.number + step
            for other in way:
                marker = read_marker(self._lines[other].text)
                if marker and (marker.level < own.level or (marker.style is own.style and marker.number != due)):
                    break
                if marker and marker.style is own.style:
                    found.append(other)
                    due += step
        return found


def _is_sentence(text: str) -> bool:
    return bool(_STOP_INSIDE.search(text)) or is_open(text)
