"""Clause ids: one way to write them, whatever width their brackets and digits have."""

from __future__ import annotations

import re
import unicodedata

from policies_kb.clauses.numerals import CIRCLED, HAN_NUMERAL, read_number

TITLE = "标题"
PREAMBLE = "引言"
CONTACT = "联系方式"
ATTACHMENT_LIST = "附件目录"
SIGNATURE = "落款"
ATTACHMENT = "附件"
NOTE = "注"
UNNUMBERED = frozenset({TITLE, PREAMBLE, CONTACT, ATTACHMENT_LIST, SIGNATURE})

_ATTACHMENT_BODY = re.compile(rf"{ATTACHMENT}\d")
_HAN_ATTACHMENT = re.compile(rf"{ATTACHMENT}({HAN_NUMERAL})$")


def normalize_id(clause_id: str) -> str:
    """Return an id with ASCII brackets, Arabic item numbers and no spaces: `五（一）１０` → `五(一)10`."""
    # Circled digits are parts of ids; NFKC would turn them into plain ones.
    folded = (sign if sign in CIRCLED else unicodedata.normalize("NFKC", sign) for sign in clause_id)
    plain = re.sub(r"\s", "", "".join(folded))
    return _HAN_ATTACHMENT.sub(lambda found: f"{ATTACHMENT}{read_number(found[1])}", plain)


def is_attachment_body(clause_id: str) -> bool:
    """Say whether a clause is a form printed after the notice, not the notice's own ruling."""
    return bool(_ATTACHMENT_BODY.match(clause_id))


def remoteness(clause_id: str) -> int:
    """Return how far a clause is from ruling: 0 for rules and contacts, 1 for the frame, 2 for a form."""
    if is_attachment_body(clause_id):
        return 2
    return int(clause_id in UNNUMBERED and clause_id != CONTACT)


def cite_label(clause_id: str) -> str:
    """Return how a citation names a clause: `五(一)10`, `附件4注1`, `联系方式`."""
    return normalize_id(clause_id)
