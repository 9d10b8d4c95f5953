"""The list of attachments and the forms printed after the notice: which lines open them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.clauses.bare import bare
from policies_kb.clauses.dates import is_date
from policies_kb.clauses.numbering import Style, read_marker
from policies_kb.clauses.numerals import ARABIC_NUMERAL, HAN_NUMERAL, read_number
from policies_kb.clauses.prose import is_contact
from policies_kb.clauses.signatory import is_office
from policies_kb.clauses.slips import read_slip
from policies_kb.clauses.source import Line

_NUMBER = rf"(?P<n>{ARABIC_NUMERAL}|{HAN_NUMERAL})"
_LIST_HEAD = re.compile(r"附件?[：:]\s*(?P<rest>.*)")
_LIST_ENTRY = re.compile(rf"(?:{_NUMBER}[.．、)）]|附件{_NUMBER.replace('<n>', '<m>')}[：:.．、])\s*(?P<title>.+)")
_FORM_HEAD = re.compile(rf"附件{_NUMBER}[：:]?$")
_ONLY_FORM_HEAD = re.compile(r"附件[：:]?$")
_TITLED_HEAD = re.compile(rf"(?P<printed>附件{_NUMBER}[：:.．、—-]+)\s*(?P<title>(?!附件)[^，。；]{{2,60}})$")
_SPACED_HEAD = re.compile(rf"附\s*件\s*{_NUMBER}\s+\S")
_EXPLANATION = re.compile(r"[（(][^（(]*[）)]$")
_SIGNATURE_LINES = 4
_LOST_LINES = 5  # entries in a row that lost their numbers, at most
_SENTENCE = re.compile("[。；;，,]")


@dataclass(frozen=True, slots=True)
class FormHead:
    """A line that opens a form: 附件N on a line of its own (no `title`), or with its title."""

    number: int
    printed: str
    title: str = ""


def read_form_head(line: Line) -> FormHead | None:
    """Return what a line says that opens a form: 附件1, 附件一, 附件1：承诺书, `附件1 承诺书`; else None."""
    text = line.text
    if not text.startswith("附件"):
        return None
    alone = _FORM_HEAD.match(text)
    if alone:
        return FormHead(read_number(alone["n"]), text)
    titled = _TITLED_HEAD.match(text)
    if titled:
        return FormHead(read_number(titled["n"]), titled["printed"], titled["title"])
    spaced = _SPACED_HEAD.match(line.raw)
    if spaced and not re.search("[，。；]", text):
        printed = "附件" + spaced["n"]
        return FormHead(read_number(spaced["n"]), printed, text[len(printed) :])
    return FormHead(1, text) if _ONLY_FORM_HEAD.match(text) else None


def is_lone_head(line: Line) -> bool:
    """Say whether a line says just 附件N."""
    return bool(_FORM_HEAD.match(line.text))


def title_key(line: str) -> str:
    """Return what two prints of one form's title share: no explanation in brackets, no punctuation."""
    return bare(_EXPLANATION.sub("", line))


def find_list(lines: Sequence[Line], body: int) -> range:
    """Return the lines of the list of attachments, which stands before the forms."""
    start = next((at for at in range(body, len(lines)) if _opens_list(lines, at, body)), None)
    if start is None:
        return range(body, body)
    stop = start + 1
    # A number that the list has named already opens its form.
    while stop < len(lines) and not (_ends_list(lines, stop) or _is_listed(lines[stop], lines[start:stop])):
        stop += 1
    return range(start, stop)


def read_titles(listed: Sequence[Line]) -> dict[str, int]:
    """Return the numbers of the attachments by the bare titles of their list."""
    titles: dict[str, int] = {}
    for line in listed:
        head = _LIST_HEAD.match(line.text)
        entry = _LIST_ENTRY.match(head["rest"] if head else line.text)
        if entry:
            titles.setdefault(title_key(entry["title"]), read_number(entry["n"] or entry["m"]))
        elif head and head["rest"]:
            titles.setdefault(title_key(head["rest"]), 1)
    titles.pop("", None)
    return titles


def _is_listed(line: Line, listed: Sequence[Line]) -> bool:
    head = read_form_head(line)
    return head is not None and head.number in read_titles(listed).values()


def signs_below(lines: Sequence[Line], at: int) -> bool:
    """Say whether the lines from `at` on are signatories with a date below them."""
    for line in lines[at : at + _SIGNATURE_LINES]:
        if is_date(line.text):
            return True
        if not is_office(line.text):
            return False
    return False


def _opens_list(lines: Sequence[Line], at: int, body: int) -> bool:
    text = lines[at].text
    if not text.startswith("附") or _is_inside_body(lines, at):
        return False
    is_dated = any(is_date(line.text) for line in lines[body:at])
    if _LIST_HEAD.match(text):
        following = at + 1 < len(lines) and bool(_LIST_ENTRY.match(lines[at + 1].text))
        return text[-1] not in "：:" or following or not is_dated
    if _TITLED_HEAD.match(text) is None or at + 1 == len(lines):
        return False
    return bool(_TITLED_HEAD.match(lines[at + 1].text)) or (not is_dated and signs_below(lines, at + 1))


def _is_inside_body(lines: Sequence[Line], at: int) -> bool:
    """A head clause further down, before any date or form, shows a line 附件：… to be an item of the notice."""
    for line in lines[at + 1 :]:
        if is_date(line.text) or is_lone_head(line):
            return False
        if _is_top(line):
            return True
    return False


def _is_top(line: Line) -> bool:
    marker = read_marker(line.text)
    return marker is not None and marker.style in (Style.HAN, Style.CHAPTER, Style.ARTICLE)


def _ends_list(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if is_lone_head(line) or is_date(line.text) or is_contact(line.text) or signs_below(lines, at):
        return True
    if _is_top(line):
        return True
    return line.after_blank and not _is_entry(line) and not _lost_its_number(lines, at)


def _is_entry(line: Line) -> bool:
    if _LIST_ENTRY.match(line.text):
        return True
    slip = read_slip(line.text)
    return slip is not None and slip.certain and slip.marker.style is Style.ARABIC


def _lost_its_number(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line without a number is still an entry: no sentence, and the list goes on or ends behind it."""
    for following in range(at, min(at + _LOST_LINES, len(lines))):
        line = lines[following]
        if following > at and (is_lone_head(line) or signs_below(lines, following) or _is_entry(line)):
            return True
        if is_date(line.text) or is_contact(line.text) or _is_top(line) or _SENTENCE.search(line.text):
            return False
    return False
