"""Which endings of a question are misses."""

from __future__ import annotations

from bot.desk.calls.cards import Card
from bot.desk.calls.direct import Direct
from policies_kb.model.answer import Status
from policies_kb.model.question import Scope

from .store import Miss

KIND_OF: dict[str, str] = {
    Status.NOT_STATED: "not_stated",
    Status.DEFERRED: "not_stated",
    Status.NO_NOTICE: "no_notice",
    Status.OUT_OF_SCOPE: "out_of_scope",
    Status.CLARIFY: "clarify",
    Status.HANDOFF: "handoff",
}
CLOSED_AS_MISS = "not_stated"  # the outcome of a card


def kind_of(status: str, *, clause_only: bool = False) -> str:
    """The kind of miss that an answer is; "" for none."""
    return "clause_only" if clause_only else KIND_OF.get(status, "")


def of_card(card: Card, found: Direct | None) -> Miss | None:
    """The miss that a closed card is; None where the caller was answered or said nothing that could be listed."""
    kind = kind_of(found.status, clause_only=found.clause_only) if found else ""
    if card.outcome == CLOSED_AS_MISS:
        kind = kind or "not_stated"
    question = card.question or card.note
    if not kind or not question:
        return None
    scope: Scope = card.scope
    regions = scope.regions or (found.named.regions if found else ())
    series = scope.series or (found.named.series if found else ())
    return Miss(
        source=source_of(card),
        asked_at=card.began_at,
        door="desk",
        kind=kind,
        question=question,
        region=regions[0] if regions else "",
        series=series[0] if series else "",
        topic=found.topics[0] if found and found.topics else "",
        day=card.day,
        release=found.release if found else None,
        answered="\n".join([found.aloud, *found.rest]) if found else "",
    )


def source_of(card: Card) -> str:
    """What names the card in the list."""
    return f"card:{card.number}"
