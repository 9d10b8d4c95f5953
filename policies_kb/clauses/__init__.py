"""Clauses of a notice: parse the text, find quotes, name the place, say what was not understood.

A clause id is derived from the printed numbering, whatever its style:

* `五(一)10` — 五、 › （一） › 10.; also for 五．, ㈠, １０．, 10、. ⑴ and 1） make `五(一)1` where no 1. stands
  above them, else `五(一)1(1)`; circled numbers stay as printed, `五(一)1⑫`.
* `第三条`, `第三条(一)1` — an article, numbered through all chapters; its parent is its chapter, `第一章`, or
  section, `第一章第一节`. Where the articles of each chapter begin at 第一条, `第二章第一条`.
* `四(一)·2-1` — item 1 of the second list in 四(一), where the numbers begin again; `四(一)3·2` — the second
  item that prints the number 3 in one list.
* 标题, 引言, 联系方式, 附件目录, 落款 — the unnumbered parts; `附件N`, a form printed after the notice (附件一 is
  `附件1`), and `附件N注M`, its numbered notes.

A row of a table is a paragraph of its own, its cells apart by a tab. `ClauseTree.remarks` says what was mended
(page numbers, web furniture, damaged numbers) and what a person must look at.
"""

from __future__ import annotations

from policies_kb.clauses.bare import bare
from policies_kb.clauses.dates import read_date
from policies_kb.clauses.head import Head, Read, read_head
from policies_kb.clauses.ids import cite_label, is_attachment_body, normalize_id
from policies_kb.clauses.model import Clause, Paragraph
from policies_kb.clauses.parser import parse
from policies_kb.clauses.remarks import REMOVED, Kind, Remark, Severity
from policies_kb.clauses.render import render
from policies_kb.clauses.sentences import split_sentences
from policies_kb.clauses.tree import ClauseTree

__all__ = [
    "REMOVED",
    "Clause",
    "ClauseTree",
    "Head",
    "Kind",
    "Paragraph",
    "Read",
    "Remark",
    "Severity",
    "bare",
    "cite_label",
    "is_attachment_body",
    "normalize_id",
    "parse",
    "read_date",
    "read_head",
    "render",
    "split_sentences",
]
