"""The least or the most of several amounts that a notice states: 「哪种最便宜」."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import FeeFact

from .asker import Asker
from .found import Found, found
from .sums import fee_name
from .words import asks, beside


def fee_extreme(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The ways that cost least, or most, of all those with a fee; none where the notice states one amount alone."""
    least, most = asks("least", asker.text), asks("most", asker.text)
    if not beside("fee", statement.topic) or least == most:
        return None
    fees = [fact for fact in notice.record.facts if isinstance(fact, FeeFact)]
    amounts = {fact.amount for fact in fees}
    if len(amounts) < 2:
        return None
    amount = min(amounts) if least else max(amounts)
    own = [fact for fact in fees if fact.amount == amount]
    names = "、".join(dict.fromkeys(fee_name(fact) for fact in own))
    return found("fee_least" if least else "fee_most", own[0], *own[1:], names=names, amount=amount)
