"""``rollback N``: goes back to an earlier release."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.releases import rollback
from policies_kb.store import default_url, unfit

from .indexing import index
from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("rollback", help="退回到以前的发布")
    parser.add_argument("number", type=int, help="发布号，见 log")
    parser.add_argument("--by", required=True, help="退回的人")
    parser.add_argument("--reason", required=True, help="理由")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises ReleaseError when the number is unknown or current, RefusedRelease when it can no longer be served."""
    url = options.url or default_url()
    rollback(url, options.number, options.by, options.reason, unfit)
    print(f"已退回到第 {options.number} 号发布")
    index(url, options.number)
    return 0
