"""现在能报什么: the overview of what is open, with the clause that each day comes from."""

from __future__ import annotations

from datetime import date

from policies_kb.model.answer import Status
from policies_kb.standing import overview, told
from policies_kb.standing.told import words

from .knowledge import answerer
from .saying import Said


def said(day: date) -> Said:
    """The overview on ``day`` as a reply; its citations are those of the lines that it lists."""
    found = overview(answerer().base, day)
    facts = [line.standing.fact for line in found.first(words()["most_lines"])]
    citations = [{"notice_id": f.notice, "clause": f.clause, "quote": f.quote} for f in facts if f is not None]
    status = Status.ANSWERED if found.lines else Status.NO_NOTICE
    return Said(told(found), (), {"status": status.value, "citations": citations})
