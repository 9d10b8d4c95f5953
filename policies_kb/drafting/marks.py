"""The marks of a draft as a file beside its record: what a person looks at, confirms, assigns."""

from __future__ import annotations

from typing import Any

from .changes import Change, Piece
from .draft import Draft
from .found import Found, Mark, Unassigned
from .guess import ASIDE

MARKS = "marks.yml"
HEAD_CONFIRMED = ("title", "document_number", "issuer", "issued", "round", "coverage")


def marks(draft: Draft) -> dict[str, Any]:
    """Every fact's mark with its reason, what is open, what is unassigned, and what changed against last year."""
    return {
        "notice": draft.head.notice["id"],
        "last_year": draft.donor or None,
        "head": {
            "confirm": [name for name in HEAD_CONFIRMED if name in draft.head.notice],
            "doubts": dict(draft.head.doubts),
        },
        "facts": [_fact(found) | _before(draft, found) for found in draft.facts],
        "unassigned": [_unassigned(left) for left in draft.unassigned],
        "set_aside": [
            {"mark": Mark.GUESSED.value, **entry, "open": True}
            for entry in draft.others.get("boilerplate", ())
            if str(entry.get("why", "")).startswith(ASIDE)
        ],
        "rules": {
            "conditions": {
                name: {"mark": mark.value, "reason": why} for name, (mark, why) in draft.rules.marks.items()
            },
            "open": list(draft.rules.open),
        },
        "remarks": list(draft.remarks),
        "remarks_of_last_year": list(draft.known),
        "changes": [_change(change) for change in draft.changes],
    }


def _fact(found: Found) -> dict[str, Any]:
    made: dict[str, Any] = {"id": found.id, "mark": found.mark.value, "clause": found.clause, "reason": found.reason}
    if found.confirm:
        made["confirm"] = list(found.confirm)
    if found.source:
        made["from"] = {"notice": found.source[0], "fact": found.source[1]}
    if found.changed:
        made["changed"] = True
    if found.unsure:
        made["look"] = found.unsure
    return made | {"open": found.open}


def _before(draft: Draft, found: Found) -> dict[str, Any]:
    told = draft.last_year.get(found.id)
    return {"before": told} if told else {}


def _unassigned(left: Unassigned) -> dict[str, Any]:
    made: dict[str, Any] = {"mark": "未归类", "clause": left.clause, "sentence": left.sentence, "reason": left.reason}
    if left.values:
        made["values"] = list(left.values)
    if left.dropped:
        made["proposal"] = left.dropped
    return made


def _change(change: Change) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": change.kind.value, "before": change.before, "now": change.now}
    made |= {"clause_before": change.clause_before, "clause_now": change.clause_now}
    if change.pieces_now:
        made["pieces_before"] = [_piece(piece) for piece in change.pieces_before]
        made["pieces_now"] = [_piece(piece) for piece in change.pieces_now]
    return {name: value for name, value in made.items() if value}


def _piece(piece: Piece) -> dict[str, Any]:
    made: dict[str, Any] = {"text": piece.text}
    return made | ({"figure": True} if piece.figure else {"differs": True} if piece.differs else {})
