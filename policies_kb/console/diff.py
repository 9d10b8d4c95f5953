"""``diff A B``: what one release has otherwise than another."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.releases import difference
from policies_kb.store import default_url

from .wording import add_url, difference_lines


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("diff", help="两次发布的差别")
    parser.add_argument("before", type=int, metavar="A")
    parser.add_argument("after", type=int, metavar="B")
    parser.add_argument("--text", action="store_true", help="逐行列出")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises ReleaseError for an unknown number."""
    found = difference(options.url or default_url(), options.before, options.after)
    print(f"第 {options.before} 号 → 第 {options.after} 号" + ("" if found else "：没有差别"))
    for line in difference_lines(found, text=options.text):
        print(line)
    return 0
