"""How the application of a notice stands on a day, in the words that clerks and callers read."""

from __future__ import annotations

from datetime import date

from policies_kb import standing
from policies_kb.loading import KnowledgeBase
from policies_kb.standing import State

from .content import Stood

STATES = {
    State.UPCOMING: "还没开始",
    State.OPEN: "正在申报",
    State.LAST_DAY: "今天最后一天",
    State.CLOSED: "已经结束",
    State.LATER: "时间另行通知",
    State.UNSTATED: "通知没有写申报时间",
}


def standing_of(base: KnowledgeBase, name: str, day: date) -> Stood:
    """How the application of a notice stands on ``day``, as later notices have changed it by then."""
    found = standing.standing_of(base, name, day)
    return Stood(notice_id=name, name=found.name, state=STATES[found.state], until=found.end, days_left=found.days_left)
