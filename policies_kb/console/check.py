"""``check``: says all that is wrong with notices. ``coverage``: which sentences no fact accounts for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.gate import examine
from policies_kb.loading import NOTICES, RecordError, notice_folders, read_notice
from policies_kb.loading.coverage import coverage


def register(commands: Any) -> None:
    """Adds the two commands."""
    for name, run, text in (
        ("check", run_check, "say all that is wrong with the notices"),
        ("coverage", run_coverage, "list the sentences that no fact accounts for"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("notice", nargs="*", help="notice ids (default: all)")
        parser.add_argument("--folder", type=Path, default=NOTICES)
        parser.add_argument("--probes", action="store_true", help="print the questions made from each record")
        parser.set_defaults(run=run)


def _folders(options: argparse.Namespace) -> list[Path]:
    if options.notice:
        return [options.folder / name for name in options.notice]
    return notice_folders(options.folder)


def run_check(options: argparse.Namespace) -> int:
    """Prints one line a notice and what a person should look at; raises RecordError with every problem."""
    found = examine([read_notice(folder) for folder in _folders(options)])
    for notice in found.notices.values():
        probes = found.probes.get(notice.id, [])
        if not found.of(notice.id):
            counted = f"{len(notice.record.facts)} 条事实，{len(notice.tree.clauses)} 个条款，{len(probes)} 个探测问题"
            print(f"{notice.id}：{counted}，没有问题")
        if options.probes:
            print(*(f"  问：{one.asked}\n  答：{one.said}" for one in probes), sep="\n")
    for doubt in found.doubts:
        print(f"请看一眼：{doubt}")
    if found.problems:
        raise RecordError(found.problems)
    return 0


def run_coverage(options: argparse.Namespace) -> int:
    """Prints each sentence that nothing quotes and a rate per notice; 1 when any is below 100 %."""
    found = examine([read_notice(folder) for folder in _folders(options)])
    status = 0
    for notice in found.notices.values():
        sentences = coverage(notice)
        bare_ones = [sentence for sentence in sentences if not sentence.by]
        for sentence in bare_ones:
            print(f"{notice.id} {sentence.clause}: {sentence.sentence}")
        print(f"{notice.id}: {1 - len(bare_ones) / max(len(sentences), 1):.1%} of {len(sentences)} sentences")
        status |= bool(bare_ones)
    if found.problems:
        raise RecordError(found.problems)
    return status
