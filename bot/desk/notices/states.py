"""Where a manuscript stands, and what may be done with it there."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The stages of a manuscript."""

    READING = "reading"
    REFUSED = "refused"
    EDITING = "editing"
    CHECKING = "checking"
    IN_REVIEW = "in_review"
    RELEASING = "releasing"
    RELEASED = "released"
    DISCARDED = "discarded"


NAMES = {
    State.READING: "正在读原文、起草",
    State.REFUSED: "文件没有读成",
    State.EDITING: "编辑中",
    State.CHECKING: "正在检查",
    State.IN_REVIEW: "等待审核",
    State.RELEASING: "正在检查并发布",
    State.RELEASED: "已发布",
    State.DISCARDED: "已作废",
}
IN_BACKGROUND = {State.READING: "read", State.CHECKING: "check", State.RELEASING: "release"}
ENDED = (State.RELEASED, State.DISCARDED)


class ManuscriptRefused(ValueError):
    """What was asked cannot be done with this manuscript; the message says why and what to do, in Chinese."""


class ChangedMeanwhile(ManuscriptRefused):
    """Somebody else was faster; ``changes`` says who changed what, as (who, what)."""

    def __init__(self, changes: list[tuple[str, str]]) -> None:
        self.changes = changes
        told = "；".join(f"{by}：{said}" for by, said in changes)
        super().__init__(f"您打开以后，别人改了这一条，没有存您的。{told}。看过以后可以再改。")
