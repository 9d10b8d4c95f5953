"""What the parser has to say about a text: what it mended, and what it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`repaired`: mended, to be known. `doubt`: a person must look at the line."""

    REPAIRED = "repaired"
    DOUBT = "doubt"


class Kind(StrEnum):
    """What a remark is about."""

    PAGE_NUMBER_REMOVED = "page_number_removed"
    FURNITURE_REMOVED = "furniture_removed"
    OCR_MENDED = "ocr_mended"
    FORM_HEADING_LOST = "form_heading_lost"
    NUMBERING_GAP = "numbering_gap"
    NUMBERING_REPEAT = "numbering_repeat"
    NUMBERING_RESTART = "numbering_restart"
    MARKER_LIKE_PROSE = "marker_like_prose"
    UNKNOWN_STYLE = "unknown_style"
    CLOSING_PARAGRAPH = "closing_paragraph"
    PAGE_BREAK = "page_break"
    LONE_NUMBER = "lone_number"
    NO_NUMBERING = "no_numbering"
    NO_SIGNATURE = "no_signature"
    OVERSIZED_TITLE = "oversized_title"
    OVERSIZED_PREAMBLE = "oversized_preamble"
    OVERSIZED_SIGNATURE = "oversized_signature"
    TEXT_AFTER_LIST = "text_after_list"
    TEXT_AFTER_SIGNATURE = "text_after_signature"
    REPEATED_SENTENCE = "repeated_sentence"


REMOVED = frozenset({Kind.PAGE_NUMBER_REMOVED, Kind.FURNITURE_REMOVED})
"""Kinds whose `text` stands in no clause any more."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the source line (1-based), its text, and in Chinese what was found and how to mend it."""

    line: int
    text: str
    kind: Kind
    said: str
    mend: str
    severity: Severity


_CHECK = "与原件核对；不对就在文本里改正这一行。"
_SAYINGS: dict[Kind, tuple[Severity, str, str]] = {
    Kind.PAGE_NUMBER_REMOVED: (Severity.REPAIRED, "这一行是页码，已去掉{joined}。", _CHECK),
    Kind.FURNITURE_REMOVED: (Severity.REPAIRED, "这一行是网页上的附带内容，不是通知正文，已去掉。", _CHECK),
    Kind.OCR_MENDED: (Severity.REPAIRED, "编号“{printed}”{how}，按“{read}”读。", _CHECK),
    Kind.FORM_HEADING_LOST: (
        Severity.REPAIRED,
        "这里没有印“附件{number}”，按附件目录里的标题认作附件{number}。",
        "与原件核对；不对就在标题上面补一行“附件N”。",
    ),
    Kind.NUMBERING_GAP: (Severity.DOUBT, "{place}编号不连：{found}。", "与原件核对：补上缺的一条，或改正编号。"),
    Kind.NUMBERING_REPEAT: (
        Severity.DOUBT,
        "{place}编号“{printed}”重复，这一条记作“{id}”。",
        "与原件核对：多半是编号印错，改正编号。",
    ),
    Kind.NUMBERING_RESTART: (
        Severity.REPAIRED,
        "{place}从这里重新编号，新的一列记作“{id}”起。",
        "与原件核对：中间若漏了上一级标题，补上标题。",
    ),
    Kind.MARKER_LIKE_PROSE: (
        Severity.DOUBT,
        "“{printed}”像编号，但没有当作编号，这一行并入“{place}”的正文。",
        "是编号就改成“一、”“（一）”“1.”的写法；不是编号可不管。",
    ),
    Kind.UNKNOWN_STYLE: (
        Severity.DOUBT,
        "不认识这种编号（{style}），共{count}处，都作正文并入所在条款。",
        "需要逐条引用的，改成“一、”“（一）”“1.”的写法。",
    ),
    Kind.CLOSING_PARAGRAPH: (
        Severity.DOUBT,
        "这一段在最后一项之后，按对各项都适用，归入“{place}”。",
        "只针对最后一项的，把它接到那一项的同一行。",
    ),
    Kind.PAGE_BREAK: (
        Severity.DOUBT,
        "页码前后两段看不出是不是一句话，没有接上。",
        "是一句话就把两段接成一行；不是就在前一段末尾补上标点。",
    ),
    Kind.LONE_NUMBER: (
        Severity.DOUBT,
        "这一行只有一个数字，看不出是页码还是正文，留在“{place}”里。",
        "是页码就删掉这一行；是正文就接到它所在的句子里。",
    ),
    Kind.NO_NUMBERING: (
        Severity.DOUBT,
        "全文没有读出一条编号，都算作引言。",
        "给各条加上“一、”“（一）”“1.”的编号。",
    ),
    Kind.NO_SIGNATURE: (
        Severity.DOUBT,
        "没有读出落款日期，最后几行都算在“{place}”里。",
        "让落款单位和日期各自单独成行，日期写成“2025年9月1日”。",
    ),
    Kind.OVERSIZED_TITLE: (
        Severity.DOUBT,
        "标题部分有{letters}字，可能混进了正文或网页内容。",
        "让标题单独成行，并以“通知”等文种结尾。",
    ),
    Kind.OVERSIZED_PREAMBLE: (
        Severity.DOUBT,
        "第一条之前的引言有{letters}字，可能有条款没有读出来。",
        "看引言里有没有条款，给它们加上编号。",
    ),
    Kind.OVERSIZED_SIGNATURE: (
        Severity.DOUBT,
        "落款有{letters}字，可能混进了正文。",
        "让落款单位和日期各自单独成行，正文放在它们前面。",
    ),
    Kind.TEXT_AFTER_LIST: (
        Severity.DOUBT,
        "附件目录之后、落款之前还有{count}段文字，留在“{place}”里。",
        "属于正文的移到附件目录前面。",
    ),
    Kind.TEXT_AFTER_SIGNATURE: (
        Severity.DOUBT,
        "落款日期之后还有{count}段文字，留在“{place}”里。",
        "是附件就在它上面补一行“附件N”；属于正文的移到落款前面；没有用的删掉。",
    ),
    Kind.REPEATED_SENTENCE: (
        Severity.DOUBT,
        "同一句话在“{first}”和“{second}”都有。",
        "引用时写明是哪一条；多印的删掉。",
    ),
}


def remark(kind: Kind, line: int, text: str, severity: Severity | None = None, **values: object) -> Remark:
    """Return a remark of `kind` in its standard words, filled with `values`."""
    usual, said, mend = _SAYINGS[kind]
    return Remark(line, text, kind, said.format_map(values), mend, severity or usual)
