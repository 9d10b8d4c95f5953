"""``graph``: draws the conditions of a notice: Mermaid on the screen or into docs/graphs, or SVG files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.eligibility.drawing import svg
from policies_kb.eligibility.graph import page
from policies_kb.eligibility.rulebook import notice_rules
from policies_kb.loading import NOTICES, load_notice, notice_folders, read_notice
from policies_kb.reference import load_reference

GRAPHS = Path(__file__).parents[2] / "docs" / "graphs"


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("graph", help="把通知的资格条件画成图（Mermaid）")
    parser.add_argument("notice", nargs="*", help="通知编号（不写就是全部）")
    parser.add_argument("--folder", type=Path, default=NOTICES, help="通知文件夹")
    parser.add_argument("--write", action="store_true", help="写进 docs/graphs/编号.md，不打印")
    parser.add_argument("--svg", type=Path, metavar="文件夹", help="每种申报方式画一个 SVG 文件，放进这个文件夹")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints or writes one page a notice; raises RecordError when rules cannot be used."""
    names = options.notice or [path.name for path in notice_folders(options.folder)]
    for name in names:
        if options.svg:
            for file in draw_svg(options.folder / name, options.svg):
                print(file)
            continue
        text = draw(options.folder / name)
        if options.write:
            GRAPHS.mkdir(parents=True, exist_ok=True)
            (GRAPHS / f"{name}.md").write_text(text, encoding="utf-8")
            print(f"docs/graphs/{name}.md")
        else:
            print(text)
    return 0


def draw(folder: Path) -> str:
    """The page of the notice in ``folder``."""
    source = read_notice(folder)
    notice = load_notice(source)
    return page(notice_rules(source, notice, load_reference()).rules, notice.head.short_name)


def draw_svg(folder: Path, into: Path) -> list[Path]:
    """One SVG file a path, written into ``into``; returns the files."""
    source = read_notice(folder)
    notice = load_notice(source)
    rules = notice_rules(source, notice, load_reference()).rules
    into.mkdir(parents=True, exist_ok=True)
    files = []
    for path in rules.paths:
        files.append(into / f"{notice.id}-{load_reference().targets[path.targets[0]].id}.svg")
        files[-1].write_text(svg(path), encoding="utf-8")
    return files
