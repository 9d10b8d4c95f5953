"""Find the unnumbered parts of a notice: title, preamble, list of attachments, signature, forms.

Every line gets one region. The numbered body begins at the first 一、; the title ends with the line that
names the kind of document (…的通知).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from policies_kb.clauses.bare import bare
from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.prose import is_label
from policies_kb.clauses.source import Line

_DOCUMENT_KIND = re.compile(r"(?:通知|通告|公告|公示|意见|办法|方案|函)(?:[（(].*[）)])?$")
_LIST_HEAD = re.compile(r"附件[：:]\s*(?P<rest>.*)")
_LIST_ENTRY = re.compile(r"(?P<n>[1-9]\d?)[.．、]\s*(?P<title>.+)")
_FORM_HEAD = re.compile(r"附件(?P<n>[1-9]\d?)[：:]?$")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
_SENTENCE_SIGN = re.compile(r"[，。；：,;:（(]")
_EXPLANATION = re.compile(r"[（(][^（(]*[）)]$")


class Region(Enum):
    """The part of a notice that a line stands in."""

    TITLE = "title"
    PREAMBLE = "preamble"
    BODY = "body"
    ATTACHMENT_LIST = "attachment_list"
    SIGNATURE = "signature"
    FORM = "form"


@dataclass(frozen=True)
class Layout:
    """The region of each line, and the attachment numbers by the bare title of the list of attachments."""

    regions: tuple[Region, ...]
    form_titles: dict[str, int]


def find_layout(lines: Sequence[Line]) -> Layout:
    """Assign every line of a notice to a region."""
    body = _find_body(lines)
    title_end = _find_title_end(lines[:body])
    regions = [Region.TITLE] * title_end + [Region.PREAMBLE] * (body - title_end)
    regions += [Region.BODY] * (len(lines) - body)
    after = body if body < len(lines) else title_end  # a short notice has no numbered clauses
    listed = _find_list(lines, after)
    titles = _read_form_titles([line.text for line in lines[listed.start : listed.stop]])
    forms = _find_forms(lines, listed.stop, titles)
    for at in listed:
        regions[at] = Region.ATTACHMENT_LIST
    for at in _find_signature(lines, after, forms, listed):
        regions[at] = Region.SIGNATURE
    for at in range(forms, len(lines)):
        regions[at] = Region.FORM
    return Layout(tuple(regions), titles)


def form_number(line: str) -> int | None:
    """Return N of a line that says just 附件N, else None."""
    found = _FORM_HEAD.match(line)
    return int(found["n"]) if found else None


def title_key(line: str) -> str:
    """Return what two prints of one form's title share: no explanation in brackets, no punctuation."""
    return bare(_EXPLANATION.sub("", line))


def is_date(line: str) -> bool:
    """Say whether a line is a full date and nothing else."""
    return bool(_DATE.match(line))


def _find_body(lines: Sequence[Line]) -> int:
    markers = [(at, marker) for at, line in enumerate(lines) if (marker := read_marker(line.text))]
    first = next((at for at, marker in markers if marker.level == 1), None)
    return first if first is not None else next((at for at, _ in markers), len(lines))


def _find_title_end(head: Sequence[Line]) -> int:
    for at, line in enumerate(head):
        if _DOCUMENT_KIND.search(line.text):
            return at + 1
        if line.text[-1] in "：:。":
            return at
    return min(1, len(head))


def _find_list(lines: Sequence[Line], body: int) -> range:
    start = next((at for at in range(body, len(lines)) if _LIST_HEAD.match(lines[at].text)), None)
    if start is None:
        return range(body, body)
    stop = start + 1
    while stop < len(lines) and (not lines[stop].after_blank or _LIST_ENTRY.match(lines[stop].text)):
        stop += 1
    return range(start, stop)


def _read_form_titles(listed: Sequence[str]) -> dict[str, int]:
    titles: dict[str, int] = {}
    for line in listed:
        head = _LIST_HEAD.match(line)
        entry = _LIST_ENTRY.match(head["rest"] if head else line)
        if entry:
            titles.setdefault(title_key(entry["title"]), int(entry["n"]))
        elif head and head["rest"]:
            titles.setdefault(title_key(head["rest"]), 1)
    titles.pop("", None)
    return titles


def _find_forms(lines: Sequence[Line], start: int, titles: dict[str, int]) -> int:
    for at in range(start, len(lines)):
        if form_number(lines[at].text) is not None or title_key(lines[at].text) in titles:
            return at
    return len(lines)


def _find_signature(lines: Sequence[Line], body: int, forms: int, listed: range) -> range:
    """The last date that stands alone before the forms, and the lines above it that name the signatory."""
    dated = next((at for at in range(forms - 1, body, -1) if is_date(lines[at].text)), None)
    if dated is None:
        return range(body, body)
    start = dated
    while start - 1 > body and start - 1 not in listed and _may_sign(lines[start - 1].text):
        start -= 1
    return range(start, dated + 1)


def _may_sign(line: str) -> bool:
    return not (_SENTENCE_SIGN.search(line) or read_marker(line) or is_label(line))
