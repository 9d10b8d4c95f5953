"""``submit ID``: asks for the review of a draft."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.releases import submit
from policies_kb.store import default_url

from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("submit", help="把草稿提交审核")
    parser.add_argument("notice", help="通知编号")
    parser.add_argument("--by", required=True, help="提交人姓名")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises ReleaseError when there is no such draft."""
    submit(options.url or default_url(), options.notice, options.by)
    print(f"{options.notice} 已提交审核：由作者以外的人 release {options.notice} --reviewer 姓名 --reason 理由")
    return 0
