"""``release``: makes the next release from reviewed drafts, and takes notices out of it."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policies_kb.gate import losses
from policies_kb.releases import log, release
from policies_kb.store import default_url

from .indexing import index
from .watched import gate
from .wording import add_url, difference_lines


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("release", help="把审核过的草稿发布出去")
    parser.add_argument("notices", nargs="*", metavar="ID", help="通知编号")
    parser.add_argument("--all", action="store_true", help="审核中的全部")
    parser.add_argument("--remove", action="append", default=[], metavar="ID", help="从发布里撤下的通知")
    parser.add_argument("--reviewer", required=True, help="审核人姓名，不能是作者")
    parser.add_argument("--reason", required=True, help="理由")
    parser.add_argument("--author", default=None, help="只撤下、没有草稿时：谁提出的")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises RefusedRelease with every problem, ReleaseError when it cannot be done."""
    if options.all == bool(options.notices) and not (options.remove and not options.all):
        print("写明通知编号，或者用 --all，或者用 --remove", file=sys.stderr)
        return 2
    url = options.url or default_url()
    number = release(
        url,
        None if options.all else options.notices,
        reviewer=options.reviewer,
        reason=options.reason,
        gate=gate,
        losses=losses,
        remove=options.remove,
        author=options.author,
    )
    print(f"第 {number} 号发布已启用")
    made = next(line.release for line in log(url) if line.release.number == number)
    print(*difference_lines(made.differences), sep="\n")
    index(url, number)
    return 0
