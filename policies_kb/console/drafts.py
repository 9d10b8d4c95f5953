"""``drafts``: the notices in the making, and what each would change."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.releases import discard, drafts
from policies_kb.store import default_url

from .wording import STATES, add_url, difference_lines, moment


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("drafts", help="列出草稿，以及和当前发布的差别")
    parser.add_argument("--text", action="store_true", help="逐行列出差别")
    parser.add_argument("--discard", metavar="ID", default=None, help="丢掉一份草稿")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Lists, or discards one; raises ReleaseError when there is no such draft."""
    url = options.url or default_url()
    if options.discard:
        discard(url, options.discard)
        print(f"{options.discard} 的草稿已丢掉")
        return 0
    found = drafts(url)
    if not found:
        print("没有草稿")
    for draft in found:
        note = f"，{draft.note}" if draft.note else ""
        print(f"{draft.notice_id}  {STATES[draft.state]}  {draft.author}  {moment(draft.updated_at)}{note}")
        for line in difference_lines(draft.differences, text=options.text):
            print(line)
    return 0
