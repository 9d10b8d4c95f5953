"""Notices against each other: lines, rounds, and what one says of another."""

from __future__ import annotations

from .amendment import stale
from .errors import Problem
from .knowledge_base import KnowledgeBase, Notice
from .source import RECORD

RELATIONS = ("supersedes", "amends", "repeals")


def check_lines(base: KnowledgeBase) -> list[Problem]:
    """Rounds that stand twice in a line, lines of two issuers, and relations to notices that are not on file."""
    problems: list[Problem] = []
    first: dict[str, Notice] = {}
    rounds: dict[tuple[str, object], Notice] = {}
    for notice in sorted(base.notices.values(), key=lambda notice: (notice.head.issued, notice.id)):
        head = notice.head

        def note(field: str, problem: str, mend: str, name: str = notice.id) -> None:
            problems.append(Problem(f"{name}/{RECORD}", 1, f"notice.{field}", problem, mend))

        for relation in RELATIONS:
            for other in getattr(head, relation):
                if other == notice.id or other not in base.notices:
                    note(relation, f"没有收录“{other}”这份通知", "写文件夹的名称；没有收录的不用写")
        earlier = first.setdefault(head.line, notice)
        if (earlier.head.issuer, earlier.head.coverage.regions) != (head.issuer, head.coverage.regions):
            note(
                "line",
                f"和 {earlier.id} 同属“{head.line}”，但发文单位或地区不同",
                "同一单位对同一范围逐年发的才用同一个 line；否则另起一个",
            )
        same = rounds.setdefault((head.line, head.round.order), notice)
        if same is not notice and not {same.id} & {*head.supersedes, *head.amends, *head.repeals}:
            note(
                "round",
                f"和 {same.id} 是同一轮次（{head.round.name}）",
                "更正或补充前一份的，写 supersedes 或 amends；不是同一轮次的，改正 round",
            )
    return problems


def doubts(base: KnowledgeBase) -> list[str]:
    """What a person should look at: facts that tell what an amendment has replaced and does not state anew."""
    return [
        f"{notice.id} 改了 {other} 的规定，{other} 的 {fact.id} 还写着“{words}”：改动以后这一句不再照说；"
        f"通知写明了新的说法的，在 {notice.id} 里也写一条 id: {fact.id}"
        for notice in base.notices.values()
        for other in notice.head.amends
        if other in base.notices
        for fact, words in stale(base.notices[other], notice)
    ]
