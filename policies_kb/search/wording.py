"""The few words that go with results wherever they are shown."""

from __future__ import annotations

from .model import Found, RoundState

STANDINGS = {"open": "正在申报", "upcoming": "还没开始申报", "closed": "申报已结束"}


def standing_words(state: RoundState) -> str:
    """The round and how it stands: 2001年度，正在申报，还有 3 天."""
    parts = [state.round, STANDINGS.get(state.standing, "")]
    if state.days_left is not None:
        parts.append(f"还有 {state.days_left} 天" if state.days_left else "今天截止")
    if state.newer:
        parts.append("已有新一轮的通知")
    return "，".join(filter(None, parts))


def uncovered_words(found: Found) -> str:
    """Why there is nothing."""
    if found.uncovered:
        return f"没有收录{found.uncovered}的通知，请向当地人力资源和社会保障局咨询。"
    if found.round and not found.results:
        return f"没有找到。{found.round}的通知可能没有收录，换一个轮次再找。"
    return "没有找到。换一个词，或少写一个词再找。"
