"""How the application of a notice stands on a day, in the words that clerks and callers read."""

from __future__ import annotations

from datetime import date

from policies_kb.answering.windows import window_state
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import WindowFact
from policies_kb.scope import timeline

from .content import Stood

APPLY = "window_apply"
STATES = {
    "upcoming": "还没开始",
    "open": "正在申报",
    "last_day": "今天最后一天",
    "closed": "已经结束",
    "past_year": "已经结束",
}


def standing_of(base: KnowledgeBase, name: str, day: date) -> Stood:
    """How the application of a notice stands on ``day``, as later notices have changed it by then."""
    notice: Notice = timeline(base).as_of(base.notices[name], day)
    windows = [fact for fact in notice.cell(APPLY).facts if isinstance(fact, WindowFact)]
    if not windows:
        return Stood(notice_id=name, name=base.names[name], state="通知没有写申报时间")
    state = window_state(windows[0], day)
    words = STATES.get(state.state, "时间另行通知")
    return Stood(notice_id=name, name=base.names[name], state=words, until=state.end, days_left=state.days_left)
