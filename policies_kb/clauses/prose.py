"""How paragraphs go on and end: rules that undo the damage of line and page breaks.

A line is continued by the next one when its sentence is open. A sentence is open when the line ends in a
comma or inside a bracket, or when it is prose (it has a comma or a full stop outside brackets, or fills a
printed line) and does not end in sentence-final punctuation. A short line without any of these is a
heading, a label or a signature, and stands alone.
"""

from __future__ import annotations

import re

_FINAL = "。；！？：;!?:…"
_GOES_ON = "，、,（(《“"
_CLOSERS = "”’）)》」』】\"'"
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_PROSE_SIGN = re.compile(r"[，。；,;]")
_FULL_PRINTED_LINE = 36  # characters; a cut line of prose is about this wide in print
_LABEL = re.compile(r"[^，。；、,;：:“”\s]{2,16}[：:]")
_SUMS_UP = re.compile(r"(?:上述|以上)(?:申报)?(?:材料|各项|人员|要求)")
_ADDRESSES = re.compile(r"申报人员须|请各(?:单位|县|部门)")
_CONTACT = re.compile(
    r"[（(]?(?:联系人|联系电话|联系方式|联系地址|咨询电话|监督电话|举报电话|受理地点|受理地址|电话|传真|地址|邮箱|电子邮箱)[：:]"
)
_LEAD = re.compile(r"(?P<heading>(?:[^，,；;。：:（）()“\n]|[（(][^，,（）()\n]{1,6}[）)]){1,40})(?:[：:。]|$)")
_TRAILING_BRACKET = re.compile(r"[（(][^（(]*[）)]$")


def is_open(text: str) -> bool:
    """Say whether the sentence at the end of `text` still waits for its continuation."""
    if "\t" in text:
        return False
    if is_cut_off(text):
        return True
    if is_finished(text):
        return False
    return bool(_PROSE_SIGN.search(_BRACKETED.sub("", text))) or len(text) >= _FULL_PRINTED_LINE


def is_finished(text: str) -> bool:
    """Say whether `text` ends as a sentence does; a remark in brackets may follow ("…审批表。(见附件4)")."""
    if text.rstrip(_CLOSERS)[-1:] in _FINAL:
        return True
    outside = _BRACKETED.sub("", text)
    return bool(outside) and outside[-1] in _FINAL


def is_label(line: str) -> bool:
    """Say whether a line opens with a label of its own (`审核时间：`), which no cut sentence does."""
    return "\t" in line or bool(_LABEL.match(line))


def is_contact(line: str) -> bool:
    """Say whether a line states whom or where to ask (`联系人：`)."""
    return bool(_CONTACT.match(line))


def closes_list(line: str, before: str) -> bool:
    """Say whether a paragraph speaks of the whole list above it, so that it belongs to the list's parent.

    It does when it opens with 申报人员须… or 请各单位… and the sentence `before` it is over, or when it sums
    the list up (上述材料…, 以上…) and the paragraph before it is not visibly cut off (no comma or open
    bracket at its end; a last item such as …原件 often lacks its full stop).
    """
    if _SUMS_UP.match(line):
        return not is_cut_off(before)
    return bool(_ADDRESSES.match(line)) and not is_open(before)


def heading_of(paragraph: str) -> str | None:
    """Return the heading of a clause's first paragraph, or None.

    A heading is a whole paragraph without sentence punctuation (an explanation in brackets aside), or the
    words before the first colon or full stop where more text follows.
    """
    if not is_open(paragraph) and paragraph[-1:] not in "。；;":
        title = _TRAILING_BRACKET.sub("", paragraph)
        if title and not re.search(r"[，。；：,;:]", title):
            return title
    lead = _LEAD.match(paragraph)
    if lead is None or (lead.end() == len(paragraph) and paragraph[-1] not in "：:"):
        return None
    return lead["heading"]


def joined(head: str, tail: str) -> str:
    """Return the halves of a paragraph that a line or page break had cut; only Latin words need a space."""
    return head + (" " if _is_latin(head[-1:]) and _is_latin(tail[:1]) else "") + tail


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def is_cut_off(text: str) -> bool:
    """Visibly cut: a comma at the end, or an open bracket and no full stop."""
    if not text or text.rstrip(_CLOSERS)[-1:] in _FINAL:
        return False
    return text[-1] in _GOES_ON or bracket_depth(text) > 0


def bracket_depth(text: str) -> int:
    """Return how many brackets of `text` are still open."""
    # Print mixes full-width and ASCII brackets in one pair.
    return sum((sign in "（(《【") - (sign in "）)》】") for sign in text)
