"""``show NOTICE``: a notice as its record tells it, topic by topic."""

from __future__ import annotations

import argparse
from typing import Any

from policies_kb.loading import NOTICES, load_notice, read_notice
from policies_kb.reference import load_reference


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("show", help="print what a notice states, topic by topic")
    parser.add_argument("notice")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints every topic with its facts, or the silence on it."""
    folder = NOTICES / options.notice
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in NOTICES.iterdir() if path.is_dir()))
        print(f"no notice {options.notice}; on file: {known}")
        return 2
    reference = load_reference()
    notice = load_notice(read_notice(folder), reference)
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
