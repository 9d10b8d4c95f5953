"""Notices against each other: lines, rounds, and what one says of another."""

from __future__ import annotations

from collections.abc import Mapping

from .amendment import stale
from .errors import Notes, Problem
from .knowledge_base import KnowledgeBase, Notice
from .nearest import meant
from .source import RECORD, NoticeSource, plain
from .yaml_lines import Location, lined

RELATIONS = ("supersedes", "amends", "repeals")


def check_lines(base: KnowledgeBase, sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Rounds that stand twice in a line, lines of two issuers, and relations to notices that are not on file.

    ``sources``: the files of all notices on file, also of those that have faults of their own.
    """
    problems: list[Problem] = []
    first: dict[str, Notice] = {}
    rounds: dict[tuple[str, object], Notice] = {}
    for notice in sorted(base.notices.values(), key=lambda notice: (notice.head.issued, notice.id)):
        head = notice.head
        source = sources[notice.id]
        note = Notes(source.name(RECORD), lined(plain(source.files[RECORD])))
        for relation in RELATIONS:
            for index, other in enumerate(getattr(head, relation)):
                at: Location = ("notice", relation, index)
                if other == notice.id:
                    note(at, "这是这份通知自己", "写另一份通知的文件夹名称")
                elif other not in sources:
                    near = meant(other, [name for name in sources if name != notice.id])
                    mend = f"{near}；没有收录的不用写" if near else "没有收录的不用写，删去"
                    note(at, f"没有收录“{other}”这份通知", mend)
                elif other in base.notices and base.notices[other].head.issued > head.issued:
                    later = base.notices[other].head.issued
                    note(at, f"“{other}”是{later}发的，比这一份晚", "写在晚发的那一份里")
        earlier = first.setdefault(head.line, notice)
        if (earlier.head.issuer, earlier.head.coverage.regions) != (head.issuer, head.coverage.regions):
            note(
                ("notice", "line"),
                f"和 {earlier.id} 同属“{head.line}”，但发文单位或地区不同",
                "同一单位对同一范围逐年发的才用同一个 line；否则另起一个",
            )
        same = rounds.setdefault((head.line, head.round.order), notice)
        if same is not notice and not {same.id} & {*head.supersedes, *head.amends, *head.repeals}:
            note(
                ("notice", "round"),
                f"和 {same.id} 是同一轮次（{head.round.name}）",
                f"更正或补充前一份的，写 supersedes: [{same.id}] 或 amends: [{same.id}]；不是同一轮次的，改正 round",
            )
        problems += note.problems
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
