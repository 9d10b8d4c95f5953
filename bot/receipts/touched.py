"""The receipts that rest on what a release has changed: who was sent one was told what is said otherwise now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.comparing import Changed

from .content import Used
from .store import Receipt, Receipts, point


@dataclass(frozen=True)
class Touched:
    """A receipt with the changes that it rests on."""

    receipt: Receipt
    changes: tuple[Changed, ...]


def touched(receipts: Receipts, changes: Sequence[Changed], since: float) -> list[Touched]:
    """The receipts made at or after ``since`` (seconds since 1970, UTC) that rest on any of the changes, the newest
    first."""
    points: dict[tuple[str, str], list[Changed]] = {}
    whole: dict[str, list[Changed]] = {}
    for change in changes:
        if change.fact or change.topic:
            used = Used(notice_id=change.notice_id, topic=change.topic, fact=change.fact)
            points.setdefault((change.notice_id, point(used)), []).append(change)
        else:
            whole.setdefault(change.notice_id, []).append(change)
    notices = {change.notice_id for change in changes}
    found = []
    for receipt in receipts.of_notices(notices, since):
        rests: dict[Changed, None] = {}
        for used in receipt.content.used:
            rests |= dict.fromkeys(points.get((used.notice_id, point(used)), ()))
        for notice_id in dict.fromkeys(used.notice_id for used in receipt.content.used):
            rests |= dict.fromkeys(whole.get(notice_id, ()))
        if rests:
            found.append(Touched(receipt, tuple(rests)))
    return found
