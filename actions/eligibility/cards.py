"""A verdict as a card: what it is, how the window stands, and the reasons that can be folded away."""

from __future__ import annotations

from actions.wording.cards import VERDICT, Card
from policies_kb.eligibility import Result, reasons


def verdict_card(result: Result, text: str, *, whole: bool = False) -> Card:
    """The verdict of one notice. ``text``: its lines in the reply; ``whole``: whether they spell out the reasons."""
    told = reasons(result)
    spelt = {line for _, line, _ in told}
    _, *after = text.split("\n")
    return Card(
        VERDICT,
        text,
        {
            "notice_id": result.notice_id,
            "verdict": result.verdict.value,
            "window": result.window.value,
            "after": [line for line in after if line not in spelt],
            "reasons": [{"status": trace.status.value, "says": says} for trace, _, says in told],
            "open": whole,
        },
    )
