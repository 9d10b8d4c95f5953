"""Find the unnumbered parts of a notice: title, preamble, list of attachments, signature, forms.

Every line gets one region. The numbered body begins at the first 一、 (or 第一章, 第一条); the title ends with
the line that names the kind of document (…的通知).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from policies_kb.clauses.attachments import find_list, is_lone_head, read_form_head, read_titles, title_key
from policies_kb.clauses.kinds import DOCUMENT_KIND, DOCUMENT_NUMBER
from policies_kb.clauses.numbering import Marker
from policies_kb.clauses.signature import find_signature
from policies_kb.clauses.source import Line


class Region(Enum):
    """The part of a notice that a line stands in."""

    TITLE = "title"
    PREAMBLE = "preamble"
    BODY = "body"
    ATTACHMENT_LIST = "attachment_list"
    AFTER_LIST = "after_list"
    SIGNATURE = "signature"
    AFTER_SIGNATURE = "after_signature"
    FORM = "form"


@dataclass(frozen=True)
class Layout:
    """The region of each line, and the attachment numbers by the bare title of the list of attachments."""

    regions: tuple[Region, ...]
    form_titles: dict[str, int]


def find_layout(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Layout:
    """Assign every line of a notice to a region."""
    body = _find_body(markers)
    title_end = _find_title_end(lines[:body])
    after = body if body < len(lines) else title_end  # a short notice has no numbered clauses
    listed = find_list(lines, after)
    titles = read_titles(lines[listed.start : listed.stop])
    heads = (at for at in range(listed.stop, len(lines)) if is_lone_head(lines[at]) or _has_title(lines[at], titles))
    stop = next(heads, len(lines))
    signed = find_signature(lines, markers, after, stop)
    if listed.start < signed.start < listed.stop:
        listed = range(listed.start, signed.start)
    # Without a signature, 附件1：… above a head clause is an item of the body and no form.
    tops = [at for at, marker in enumerate(markers[:stop]) if _is_top(marker) and not signed]
    forms = max(listed.stop, signed.stop, *tops[-1:])
    forms = next((at for at in range(forms, stop) if read_form_head(lines[at])), stop)
    regions = [Region.TITLE] * title_end + [Region.PREAMBLE] * (body - title_end)
    regions += [Region.BODY] * (len(lines) - body)
    for span, region in (
        (range(listed.stop, signed.start if signed else forms) if listed else range(0), Region.AFTER_LIST),
        (range(signed.stop, forms) if signed else range(0), Region.AFTER_SIGNATURE),
        (listed, Region.ATTACHMENT_LIST),
        (signed, Region.SIGNATURE),
        (range(forms, len(lines)), Region.FORM),
    ):
        for at in span:
            regions[at] = region
    return Layout(tuple(regions), titles)


def _find_body(markers: Sequence[Marker | None]) -> int:
    first = next((at for at, marker in enumerate(markers) if _is_top(marker)), None)
    return first if first is not None else next((at for at, marker in enumerate(markers) if marker), len(markers))


def _is_top(marker: Marker | None) -> bool:
    return marker is not None and marker.level <= 1


def _find_title_end(head: Sequence[Line]) -> int:
    for at, line in enumerate(head):
        if DOCUMENT_KIND.search(line.text):
            below = at + 1
            numbered = below < len(head) and DOCUMENT_NUMBER.fullmatch(head[below].text.strip("（）()"))
            return below + 1 if numbered else below
        if line.text[-1] in "：:。":
            return at
    return min(1, len(head))


def _has_title(line: Line, titles: dict[str, int]) -> bool:
    return bool(titles) and title_key(line.text) in titles
