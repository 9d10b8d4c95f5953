"""``draft FILE``: drafts the record of a new notice from its text and from the records on file."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from policies_kb.documents import DocumentError
from policies_kb.drafting.changes import shown
from policies_kb.drafting.draft import Draft, draft
from policies_kb.drafting.guess import ASIDE
from policies_kb.drafting.marks import MARKS, marks
from policies_kb.drafting.reading import read_file
from policies_kb.drafting.written import NOTE, dumped
from policies_kb.loading import NoticeSource
from policies_kb.releases import import_folder
from policies_kb.serving import serving_base
from policies_kb.store import default_url
from policies_kb.today import today

from .wording import add_url

SHOWN = 60  # characters of a sentence
MOST = 200  # lines of one part


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("draft", help="由一份通知的原文起草记录和条件，标明每条是怎样来的")
    parser.add_argument("file", type=Path, help="通知原文（.txt、.docx、.doc、.pdf、.html）")
    parser.add_argument("--folder", type=Path, default=Path("drafts"), help="写到哪里；放着各草稿文件夹的上一级")
    parser.add_argument("--id", default="", help="通知编号；不写就照往年的，或由地名拼出")
    parser.add_argument("--line", default=None, help="同类通知的 line；不写就照标题和单位去找，写空的就当作新的一类")
    parser.add_argument("--author", default="", help="作者姓名；写了就同时装入为草稿（import）")
    parser.add_argument("--note", default="", help="备注")
    parser.add_argument("--over", action="store_true", help="已有同名的草稿文件夹时覆盖")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the draft and says what stands open; 1 where the file cannot be read or the folder is taken."""
    try:
        read = read_file(options.file)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 1
    made = draft(
        read.text,
        serving_base(),
        today(),
        notice_id=options.id,
        line=options.line,
        remarks=read.remarks,
        slips=read.slips,
        printed=read.printed,
    )
    folder = options.folder / made.source.id
    if folder.exists() and any(folder.iterdir()) and not options.over:
        print(f"{folder} 里已有文件：换一个 --id，或加 --over 覆盖", file=sys.stderr)
        return 1
    source = NoticeSource(made.source.id, {**made.source.files, MARKS: NOTE + dumped(marks(made))})
    options.folder.mkdir(parents=True, exist_ok=True)
    write_one(source, folder)
    _say(made, folder)
    if options.author:
        imported = import_folder(options.url or default_url(), options.folder, options.author, options.note)
        print(f"已装入草稿：{'、'.join(imported.drafts) or '没有变化'}")
    return 0


def write_one(source: NoticeSource, folder: Path) -> None:
    """The files of one draft into its own folder; other drafts beside it stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in source.files.items():
        (folder / name).write_bytes(text.encode())


def _say(made: Draft, folder: Path) -> None:
    counted = Counter(found.mark.value for found in made.facts)
    opened = [found for found in made.facts if found.open]
    told = "，".join(f"{mark} {number} 条" for mark, number in counted.items())
    print(f"草稿 {made.source.id} 写在 {folder}：{told}；未归类 {len(made.unassigned)} 处")
    print(f"往年的同类通知：{made.donor or '没有找到，照最相近的通知推测'}")
    for field, doubt in made.head.doubts.items():
        print(f"请看通知头 {field}：{doubt}")
    for remark in made.remarks:
        print(f"请看一眼：{remark}")
    if made.changes:
        print("\n和上一份比：")
        for change in made.changes[:MOST]:
            before, now = shown(change.pieces_before) or change.before, shown(change.pieces_now) or change.now
            where = change.clause_now or change.clause_before
            print(f"  {change.kind} {where}：{before[: 3 * SHOWN]}{' → ' if before and now else ''}{now[: 3 * SHOWN]}")
    print("\n要看的事实：")
    for found in opened[:MOST]:
        why = found.unsure or found.reason
        print(f"  {found.mark}{'（改动）' if found.changed else ''} {found.clause} {found.id}：{why}")
    confirmed = sum(bool(found.confirm) for found in made.facts)
    print(f"\n日期、年限、金额、电话、姓名、地点等，不论怎样来的，都要逐条确认：{confirmed} 条（marks.yml 的 confirm）")
    if made.unassigned:
        print("\n未归类：")
        for left in made.unassigned[:MOST]:
            print(f"  {left.clause}：“{left.sentence[:SHOWN]}” {left.reason}")
    aside = [entry for entry in made.others.get("boilerplate", ()) if str(entry["why"]).startswith(ASIDE)]
    if aside:
        print("\n当作没有内容的句子（推测，请看一遍）：")
        for entry in aside[:MOST]:
            print(f"  “{str(entry['quote'])[:SHOWN]}”")
    if made.rules.open:
        print("\n资格条件：")
        for line in made.rules.open[:MOST]:
            print(f"  {line}")
    print(f"\n接着：check {made.source.id} --folder {folder.parent}")
