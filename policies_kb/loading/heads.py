"""A record's head against the notice's title and signature: a head copied from last year must not pass."""

from __future__ import annotations

import re

from policies_kb.clauses import ClauseTree, Head, bare, is_attachment_body, read_head
from policies_kb.lexers import moments, numeral_value, plain
from policies_kb.lexers.numerals import NUMBER
from policies_kb.model.record import NoticeHead
from policies_kb.model.rounds import HALVES, Round
from policies_kb.reference import Reference

from .errors import Note
from .known import check_known
from .nearest import nearest_words
from .yaml_lines import Location

AT = "notice"
TITLE, SIGNATURE = "标题", "落款"
FRAME = (TITLE, "引言", SIGNATURE)
YEAR = re.compile(r"20\d\d(?=年)")
BATCH = re.compile(rf"第({NUMBER})批")


def check_head(head: NoticeHead, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Notes what the head says and the notice does not print."""
    title, signature, printed = _text(tree, TITLE), _text(tree, SIGNATURE), read_head(tree)
    if bare(head.title) not in bare(title):
        right = nearest_words(head.title, title) or title.replace("\n", "")
        note((AT, "title"), f"通知的标题不是“{head.title}”", f"照原文写：{right}")
    _check_number(head, title, printed, note)
    _check_issued(head, printed, note)
    if not _issued_by(head.issuer, title, signature, reference):
        note(
            (AT, "issuer"), f"标题和落款里没有“{head.issuer}”", f"照文头或落款写发文单位：{_issuers(title, signature)}"
        )
    _check_round(head, title, note)
    if head.valid_until and head.valid_until < head.valid_from:
        note(
            (AT, "valid_until"),
            f"失效日（{head.valid_until}）早于生效日（{head.valid_from}）",
            "照原文改，没有写的删去",
        )
    _check_coverage(head, tree, reference, note)


def _check_number(head: NoticeHead, title: str, printed: Head, note: Note) -> None:
    number = printed.document_number.value if printed.document_number else ""
    if head.document_number and bare(head.document_number) not in bare(title):
        mend = f"写成 document_number: {number}" if number else "文头没有文号，删去这一项"
        note((AT, "document_number"), f"文头没有“{head.document_number}”", mend)
    elif number and not head.document_number:
        note((AT, "document_number"), f"文头有文号“{number}”，这里没有写", f"写成 document_number: {number}")


def _check_issued(head: NoticeHead, printed: Head, note: Note) -> None:
    day = printed.issued.value if printed.issued else None
    if day and day != head.issued:
        said = f"{day.year}年{day.month}月{day.day}日"
        note((AT, "issued"), f"落款日期是{said}", f"写成 issued: {day.isoformat()}")
    elif day is None:
        note((AT, "issued"), "落款里读不出日期", "核对原文末尾的日期是否单独成行")


def _check_round(head: NoticeHead, title: str, note: Note) -> None:
    half = next((half for half in HALVES if half in title), None)
    years = YEAR.findall(plain(title))
    batch = next((int(numeral_value(found)) for found in BATCH.findall(plain(title))), None)
    if str(head.round.year) not in years:
        mend = f"写成 round: {Round(year=int(years[0]), half=half, batch=batch).written}" if years else "照标题写年份"
        note((AT, "round"), f"标题里没有“{head.round.year}”年", mend)
        return
    mend = f"写成 round: {Round(year=head.round.year, half=half, batch=batch).written}"
    for own, said in ((head.round.half, half), (_batch(head.round.batch), _batch(batch))):
        if own != said:
            note((AT, "round"), f"标题里没有“{own}”" if own else f"标题写了“{said}”，这里没有写", mend)


def _batch(number: int | None) -> str | None:
    return f"第{number}批" if number else None


def _check_coverage(head: NoticeHead, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """The places and the one series stand in the notice's frame; the paths and levels there or in its rules."""
    at: Location = (AT, "coverage")
    frame = plain("".join(_text(tree, clause) for clause in FRAME))
    rules = frame + plain("".join(clause.text for name, clause in tree.clauses.items() if not is_attachment_body(name)))
    for index, name in enumerate(head.coverage.regions):
        if check_known("regions", name, (*at, "regions", index), reference, note):
            region = reference.regions[name]
            if not any(plain(said) in frame for said in (region.name, region.short, *region.aliases)):
                named = [found.name for found in reference.regions.values() if found.short in frame]
                mend = f"写成 regions: [{', '.join(named)}]" if named else "照标题写"
                note((*at, "regions", index), f"标题、引言和落款里没有“{region.name}”", mend)
    for index, name in enumerate(head.coverage.paths):
        if check_known("paths", name, (*at, "paths", index), reference, note):
            path = reference.paths[name]
            if not any(plain(sign) in rules for sign in path.signs):
                note((*at, "paths", index), f"通知没有写{path.name}", f"删去 {name}")
    for index, level in enumerate(head.coverage.levels):
        if level not in rules:
            note((*at, "levels", index), f"通知没有写“{level}”", "删去")
    for index, name in enumerate(head.coverage.series):
        if check_known("series", name, (*at, "series", index), reference, note) and bare(name) not in bare(frame):
            named = [series for series in reference.series if series in frame]
            mend = f"写成 series: [{', '.join(named)}]" if named else "照标题写"
            note((*at, "series", index), f"标题里没有“{name}”", mend)


def _text(tree: ClauseTree, clause: str) -> str:
    found = tree.get(clause)
    return found.text if found else ""


def _issuers(title: str, signature: str) -> str:
    """The lines of the title and the signature that can name who issued the notice."""
    lines = [line for line in f"{title}\n{signature}".split("\n") if line and not moments(line)]
    return " 或 ".join(line for line in lines if not line.startswith("关于"))


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
