"""A record's head against the notice's title and signature: a head copied from last year must not pass."""

from __future__ import annotations

from policies_kb.clauses import ClauseTree, bare, read_head
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .errors import Note

AT = "notice"
TITLE, SIGNATURE = "标题", "落款"


def check_head(head: NoticeHead, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Notes what the head says and the notice does not print."""
    title, signature = _text(tree, TITLE), _text(tree, SIGNATURE)
    if bare(head.title) not in bare(title):
        note((AT, "title"), f"通知的标题不是“{head.title}”", f"照原文写：{title.splitlines()[-1] if title else ''}")
    if head.document_number and bare(head.document_number) not in bare(title):
        note((AT, "document_number"), f"文头没有“{head.document_number}”", "照文头的文号改；没有文号的删去这一项")
    printed = read_head(tree).issued
    if printed and printed.value != head.issued:
        day = printed.value
        note((AT, "issued"), f"落款日期是{day.year}年{day.month}月{day.day}日", f"写成 {day.isoformat()}")
    elif printed is None:
        note((AT, "issued"), "落款里读不出日期", "核对原文末尾的日期是否单独成行")
    if not _issued_by(head.issuer, title, signature, reference):
        note((AT, "issuer"), f"标题和落款里没有“{head.issuer}”", "照文头或落款写发文单位")
    if str(head.round.year) not in bare(title):
        note((AT, "round"), f"标题里没有“{head.round.year}”年", "照标题写年份")
    elif head.round.half and head.round.half not in title:
        note((AT, "round"), f"标题里没有“{head.round.half}”", "照标题写；标题没有分上下半年的，只写年份")
    elif not head.round.half and any(half in title for half in ("上半年", "下半年")):
        note((AT, "round"), "标题写了上半年或下半年，这里没有写", "写成 2001年上半年 这样")


def _text(tree: ClauseTree, clause: str) -> str:
    found = tree.get(clause)
    return found.text if found else ""


def _issued_by(issuer: str, title: str, signature: str, reference: Reference) -> bool:
    """Whether the issuer is printed in full, or without its place where the title names that."""
    around = bare(title + signature)
    if bare(issuer) in around:
        return True
    for region in reference.regions.values():
        for name in (region.name, region.short):
            if issuer.startswith(name) and bare(issuer.removeprefix(name)) in bare(signature):
                return bare(region.short) in around
    return False
