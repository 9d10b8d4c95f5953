"""Whether the words before and after a page number are halves of one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    r"|[）)》”’，。；、！？,;]|[一-鿿]{1,3}[。；;]"
)
_COUNTS_ON = re.compile(r"(?:[满第为于近前后共约超达过计]|不少于|不超过|不低于)$")
_UNIT = re.compile(r"[年月日天个份名人次项元寸张科门届批期号级周％%]|工作日|小时|学时|课时")
_ATTACHMENT = re.compile(r"附件[\d一二三四五六七八九十：:]")
_LABEL = re.compile(r"[^，。；、,;：:“”\s]{2,16}[：:](?!\d\d(?!\d))")
_SHORTEST_PARAGRAPH = 3  # characters
_STOP = re.compile(r"[，。；：,;:]")
_STANDS_ALONE = re.compile(r"[（(].*[）)]|附件[\d一二三四五六七八九十]*[：:]?")
_GOES_ON_LISTING = re.compile(r"[^，。；：、]{1,8}、")
_VALUE = re.compile(r"[：:].")  # 申报时间：4月1日
_STOP_INSIDE = re.compile(r"[。；;]")


class Seam(Enum):
    """What stands on both sides of a page number."""

    ONE_SENTENCE = "one sentence"
    TWO_PARAGRAPHS = "two paragraphs"
    UNSURE = "unsure"


def judge(lines: Sequence[Line], at: int, after: int, corpus: str, in_body: bool) -> Seam:
    """Say whether a sentence goes on from line `at` to line `after`, with a page break between them.

    What speaks for it, in this order: an open bracket, a comma or a word that nothing ends with, the other
    items of the same kind being sentences, the two signs at the seam standing together elsewhere in the text
    (`corpus`), and standing between the first clause and the signature, where no line is a title (`in_body`).
    """
    head, tail = lines[at].text, lines[after].text
    if lines[at].is_row or lines[after].is_row or is_finished(head) or _STANDS_ALONE.fullmatch(head):
        return Seam.TWO_PARAGRAPHS
    if bracket_depth(head) > 0 and not _ATTACHMENT.match(tail):
        return Seam.ONE_SENTENCE
    if read_marker(tail) or is_contact(tail) or _ATTACHMENT.match(tail) or is_office(tail):
        return Seam.TWO_PARAGRAPHS
    if DOCUMENT_KIND.search(head) or closes_list(tail, head):
        return Seam.TWO_PARAGRAPHS
    if _DANGLES.search(head) or _LEANS.match(tail) or min(len(head), len(tail)) < _SHORTEST_PARAGRAPH:
        return Seam.ONE_SENTENCE
    if is_date(tail):
        return Seam.TWO_PARAGRAPHS
    if is_open(head) and (head[-1:] + tail[:1] in corpus or not (_LABEL.match(tail) and _VALUE.search(tail))):
        return Seam.ONE_SENTENCE
    return _weigh(lines, at, tail, corpus, in_body)


def counts(before: str, after: str) -> bool:
    """Say whether a number between the two would be counted: 满 3 年."""
    return bool(_COUNTS_ON.search(before) and _UNIT.match(after))


def _weigh(lines: Sequence[Line], at: int, tail: str, corpus: str, in_body: bool) -> Seam:
    head = lines[at].text
    is_known = head[-1:] + tail[:1] in corpus
    marker = read_marker(head)
    if marker is not None and marker.level <= 1:
        return Seam.TWO_PARAGRAPHS  # a heading
    others = _siblings(lines, at, marker) if marker else []
    if marker is not None and _VALUE.search(head):
        valued = [is_finished(other) for other in others if _VALUE.search(other)]
        return Seam.ONE_SENTENCE if sum(valued) * 2 >= len(valued) else Seam.TWO_PARAGRAPHS
    if others and sum(map(_is_sentence, others)) * 2 >= len(others):
        return Seam.ONE_SENTENCE
    if others:
        is_heading = not _STOP.search(tail)
        return Seam.ONE_SENTENCE if is_heading and is_known else Seam.TWO_PARAGRAPHS
    if "、" in head and (tail[-1] in "：:" or _GOES_ON_LISTING.match(tail)):
        return Seam.ONE_SENTENCE  # those whom a letter addresses; a list in words
    if is_known and not (_LABEL.match(tail) and _STOP.search(head)):
        return Seam.ONE_SENTENCE
    if _LABEL.match(tail) or is_label(head):
        return Seam.TWO_PARAGRAPHS
    return Seam.ONE_SENTENCE if in_body and _STOP.search(tail) else Seam.UNSURE


def _siblings(lines: Sequence[Line], at: int, own: Marker) -> list[str]:
    """The first lines of the other items of the list that line `at` opens an item of."""
    found: list[str] = []
    for way, step in ((range(at - 1, -1, -1), -1), (range(at + 1, len(lines)), 1)):
        due = own.number + step
        for other in way:
            marker = read_marker(lines[other].text)
            if marker and (marker.level < own.level or (marker.style is own.style and marker.number != due)):
                break
            if marker and marker.style is own.style:
                found.append(lines[other].text)
                due += step
    return found


def _is_sentence(text: str) -> bool:
    return bool(_STOP_INSIDE.search(text)) or is_open(text)
