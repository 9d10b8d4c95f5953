"""``build``: makes a release of the notices' folder when it has changed, and says what will be served."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from policies_kb.gate import losses
from policies_kb.loading import NOTICES, RecordError
from policies_kb.releases import Seeded, current, seed
from policies_kb.search import open_index
from policies_kb.store import choose, default_url, unfit

from .watched import gate
from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("build", help="通知文件夹有变化就做一次新的发布")
    add_url(parser)
    parser.add_argument("--folder", type=Path, default=NOTICES, help="通知文件夹")
    parser.add_argument("--force", action="store_true", help="文件夹没有变也把每份通知再查一遍")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 whenever something can be served, a refused notice or not. Raises RecordError when nothing can."""
    url = options.url or default_url()
    report = _seed(url, options.folder, options.force)
    base = choose(url, options.folder)
    if base.release != current(url) and not options.force:  # the program has changed since that release was made
        report = _seed(url, options.folder, True)
        base = choose(url, options.folder)
    _tell(report)
    number = current(url)
    if report.made:
        print(f"做好了第 {report.made} 号发布：{len(base.notices)} 份通知")
    if base.release is None:
        print("没有这个程序能用的发布，先用通知文件夹里的", file=sys.stderr)
    elif base.release != number:
        print(f"当前的第 {number} 号发布这个程序用不了，先用第 {base.release} 号：改好后再发布", file=sys.stderr)
    elif not report.made:
        print(f"知识库已是最新：第 {number} 号发布，{len(base.notices)} 份通知")
    if base.release is not None:
        open_index(base, url).close()  # so that the first search need not wait for it
    return 0


def _seed(url: str, folder: Path, again: bool) -> Seeded:
    try:
        return seed(url, folder, gate, unfit, losses=losses, again=again)
    except RecordError as error:  # no folder: what was released before is served all the same
        print(error, file=sys.stderr)
        return Seeded()


def _tell(report: Seeded) -> None:
    for notice_id, problems in report.refused.items():
        stays = "仍用上次发布的内容" if notice_id in report.kept else "这次不装入"
        print(f"!! 通知 {notice_id} 有 {len(problems)} 处错误，{stays}：", file=sys.stderr)
        for problem in problems:
            print(f"   {problem}", file=sys.stderr)
    if report.gone:
        gone = "、".join(report.gone)
        print(f"文件夹里没有了 {gone}，新发布里也没有：不是有意的，把文件夹补全，再 build", file=sys.stderr)
    if report.held:
        print(report.held, file=sys.stderr)
