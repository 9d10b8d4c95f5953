"""One notice in the forms that officials send: .docx with automatic numbers, a page of a site, a printed PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from evaluation.drafting.word_builder import build_word, numbered, run
from policies_kb.clauses import ClauseTree, Paragraph, is_attachment_body
from policies_kb.clauses.numbering import read_marker
from scripts.browser import ARGUMENTS, CHROMIUM

_LEVELS = (
    {"fmt": "chineseCountingThousand", "text": "%1、", "suff": "nothing"},
    {"fmt": "chineseCountingThousand", "text": "（%2）", "suff": "nothing"},
    {"fmt": "decimal", "text": "%3."},
    {"fmt": "decimal", "text": "（%4）", "suff": "nothing"},
    {"fmt": "decimalEnclosedCircle", "text": "%5", "suff": "nothing"},
)


def clauses_of(tree: ClauseTree) -> list[tuple[str, str]]:
    """What must come out of every form: each clause's id and text."""
    return [(clause.id, clause.text) for clause in tree.clauses.values()]


def write_word(path: Path, tree: ClauseTree) -> Path:
    """Every number of a clause is Word's own, none is typed."""
    lists = _Lists()
    body: list[str] = []
    for is_row, group in groupby(tree.paragraphs, lambda paragraph: "\t" in paragraph.text):
        paragraphs = list(group)
        if is_row:
            body.append(_word_table(paragraphs))
            continue
        for paragraph in paragraphs:
            place = lists.place(paragraph)
            if place is None:
                body += [f"<w:p>{run(line)}</w:p>" for line in paragraph.printed.split("\n")]
            else:
                body.append(numbered(paragraph.text, *place))
    return build_word(path, {"lists": {0: _LEVELS}, "nums": lists.nums, "body": body})


class _Lists:
    """Chooses the list and level of each numbered paragraph; a number out of turn begins a list of its own."""

    def __init__(self) -> None:
        self.nums: dict[int, object] = {1: 0}
        self._counts: dict[int, int] = {}

    def place(self, paragraph: Paragraph) -> tuple[int, int] | None:
        marker = read_marker(paragraph.number + paragraph.text) if paragraph.number else None
        if marker is None or marker.level < 1 or is_attachment_body(paragraph.clause_id):
            return None
        at = marker.level - 1
        current = self.nums[len(self.nums)]
        first = current["starts"].get(at, 1) if isinstance(current, dict) else 1
        if self._counts.get(at, first - 1) + 1 != marker.number:
            self.nums[len(self.nums) + 1] = {"of": 0, "starts": {at: marker.number}}
        self._counts = {level: count for level, count in self._counts.items() if level < at} | {at: marker.number}
        return len(self.nums), at


def _word_table(rows: Sequence[Paragraph]) -> str:
    cells = [row.text.split("\t") for row in rows]
    grid = "<w:gridCol/>" * max(map(len, cells))
    printed = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>" for row in cells
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{printed}</w:tbl>"


def write_page(path: Path, tree: ClauseTree) -> Path:
    """A page as government sites print them: a path, links, buttons, the notice, its neighbours, a foot."""
    words = _PAGE.format(content="\n".join(_html(tree.paragraphs)))
    path.write_text(words, encoding="utf-8")
    return path


def write_print(path: Path, tree: ClauseTree) -> Path:
    """A PDF as Word would print the notice: full lines, indented paragraphs, page numbers; made by Chromium."""
    source = path.with_suffix(".html")
    source.write_text(_PRINT.format(content="\n".join(_html(tree.paragraphs))), encoding="utf-8")
    profile = path.with_suffix(".profile")
    command: list[str] = [str(CHROMIUM), "--headless", *ARGUMENTS, f"--user-data-dir={profile}"]
    subprocess.run([*command, f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True, timeout=60)
    return path


def _html(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for is_row, group in groupby(paragraphs, lambda paragraph: "\t" in paragraph.text):
        if is_row:
            rows = (row.text.split("\t") for row in group)
            cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
            yield "<table border='1'>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
            continue
        for paragraph in group:
            for line in paragraph.printed.split("\n"):
                yield f"<p{_place(paragraph)}>{escape(line)}</p>"


def _place(paragraph: Paragraph) -> str:
    places = {"标题": " class='t'", "落款": " class='s'"}
    return places.get(paragraph.clause_id, "")


_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告_某县人民政府网</title>
<style>p {{ text-indent: 2em }}</style><script>var shown = "正文";</script></head><body>
<div class="top"><ul><li><a href="/">网站首页</a></li><li><a href="/z">政务公开</a></li></ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/t">通知公告</a></div>
<div class="article"><div class="info">发布时间：2025-03-06 10:30 来源：人社局 浏览次数：1024 【字体：大 中 小】</div>
<div class="TRS_Editor">{content}</div>
<p><a href="/files/f1.docx">推荐单位公示.docx</a></p>
<div class="near">上一篇：<a href="/1">关于某项考试的通知</a></div>
<div class="near">下一篇：<a href="/2">公示名单</a></div>
<div>【打印】【关闭】</div></div>
<div class="foot"><p>主办单位：某县人民政府办公室 技术支持：某公司</p><p>版权所有 新ICP备00000000号</p></div>
</body></html>"""

_PRINT = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知</title><style>
@page {{ size: A4; margin: 3cm 2.6cm; @bottom-center {{ content: "— " counter(page) " —"; font-size: 14px }} }}
body {{ font: 21px/1.75 "Noto Serif CJK SC", serif; margin: 0; text-align: justify }}
p {{ margin: 0; text-indent: 2em }} p.t {{ text-align: center; text-indent: 0; margin: 0 0 1em }}
p.s {{ text-align: right; text-indent: 0 }}
table {{ border-collapse: collapse; width: 100% }} td {{ border: 1px solid; padding: 4px }}
</style></head><body>{content}</body></html>"""
