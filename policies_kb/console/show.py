"""``show``: the notices of a release; ``show ID``: one of them as its record tells it, topic by topic."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from policies_kb.loading import load_notice
from policies_kb.loading.source import read_folder
from policies_kb.reference import load_reference
from policies_kb.releases import sources
from policies_kb.store import default_url

from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("show", help="按主题看一份通知；不写编号就列出发布里有哪些")
    parser.add_argument("notice", nargs="?", help="通知编号")
    parser.add_argument("--release", type=int, default=None, metavar="N", help="发布号（默认当前的）")
    parser.add_argument("--folder", type=Path, default=None, help="看这个文件夹里的，不看发布")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints every topic with its facts, or the silence on it. Raises StoreError when there is no release yet."""
    if options.folder:
        where, found = str(options.folder), read_folder(options.folder)
    else:
        number, found, _ = sources(options.url or default_url(), options.release)
        where = f"第 {number} 号发布"
    if options.notice is None:
        print(f"{where}：{len(found)} 份通知")
        for source in found.values():
            print(f"  {source.id}（{'、'.join(source.files)}）")
        return 0
    if options.notice not in found:
        print(f"{where}里没有 {options.notice}；有：{'、'.join(found)}", file=sys.stderr)
        return 2
    reference = load_reference()
    notice = load_notice(found[options.notice], reference)
    print(notice.head.title)
    for topic in reference.topics.values():
        cell = notice.cell(topic.id)
        print(f"\n[{topic.id}] {topic.name}")
        for fact in cell.facts:
            print(f"  {fact.say}  〔{fact.clause}〕「{fact.quote}」")
        for deferral in cell.deferred:
            print(f"  → {deferral.document}  〔{deferral.clause}〕")
        for silence in cell.not_stated:
            print(f"  —— {silence.say or '没有写'}")
    return 0
