"""``read FILE``: the text of a file as the clause parser gets it, and what was left out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from policies_kb.documents import Document, DocumentError, read_document


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("read", help="读一份文件（.txt .docx .doc .pdf .html），给出文字和要核对的地方")
    parser.add_argument("file", type=Path, help="文件")
    parser.add_argument("--json", action="store_true", help="全部结果，JSON 格式")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the text on standard output and the notes on standard error; 1 when the file is refused."""
    try:
        document = read_document(options.file)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        print(document.model_dump_json(indent=2))
        return 0
    print(document.text)
    for line in note_lines(document):
        print(line, file=sys.stderr)
    return 0


def note_lines(document: Document) -> list[str]:
    """One line a note: what a person must look at comes first."""
    lines = [
        f"{document.kind.value}，{len(document.text)} 字，{len(document.tables)} 张表，{len(document.notes)} 条说明"
    ]
    for note in sorted(document.notes, key=lambda note: not note.look):
        words = f"“{note.words}”" if note.words else ""
        lines.append(f"{'请核对' if note.look else '说明'}：{note.place}{words}：{note.said}")
    lines += [f"链接：{link.name} {link.address}" for link in document.links]
    return lines
