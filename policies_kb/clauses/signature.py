"""The signature of a notice: who signs it, above the date that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.clauses.dates import is_date
from policies_kb.clauses.numbering import Marker
from policies_kb.clauses.prose import is_label
from policies_kb.clauses.signatory import begins_name, is_name_part, is_office, is_short_name
from policies_kb.clauses.source import Line


def find_signature(lines: Sequence[Line], markers: Sequence[Marker | None], first: int, stop: int) -> range:
    """Return the lines of the signature between `first` and `stop`.

    It is the first date with an office above it; else the last date that stands alone.
    """
    dated = [at for at in range(first + 1, stop) if is_date(lines[at].text)]
    if not dated:
        return range(first, first)
    signed = next((at for at in dated if _names_office(lines, at - 1)), dated[-1])
    end = signed
    # Two offices may each print their date.
    while end + 2 < stop and is_office(lines[end + 1].text) and is_date(lines[end + 2].text):
        end += 2
    return range(_first_signatory(lines, markers, first, signed), end + 1)


def _names_office(lines: Sequence[Line], at: int) -> bool:
    """An office; or the short end of its name, broken in print (…领导小组 / 办公室)."""
    text = lines[at].text
    return is_office(text) or (at > 0 and not lines[at].after_blank and is_office(lines[at - 1].text + text))


def _first_signatory(lines: Sequence[Line], markers: Sequence[Marker | None], first: int, dated: int) -> int:
    start = dated
    while start - 1 > first and _may_sign(lines, start - 1, start == dated) and markers[start - 1] is None:
        start -= 1
    return start


def _may_sign(lines: Sequence[Line], at: int, is_next_to_date: bool) -> bool:
    """An office; the first half of a broken name; or, right above the date, a short name of another kind."""
    line = lines[at]
    if line.is_row or is_label(line.text):
        return False
    if _names_office(lines, at):
        return True
    if is_next_to_date:
        return is_short_name(line.text)
    below = lines[at + 1]
    return is_name_part(line.text) and not below.after_blank and not begins_name(below.text)
