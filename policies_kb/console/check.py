"""``check``: loads every record and says what is wrong. ``coverage``: which sentences no fact accounts for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.loading import NOTICES, load_notice
from policies_kb.loading.coverage import coverage
from policies_kb.loading.errors import Problem, RecordError
from policies_kb.loading.source import notice_folders


def register(commands: Any) -> None:
    """Adds the two commands."""
    for name, run, text in (
        ("check", run_check, "load every record and list what is wrong"),
        ("coverage", run_coverage, "list the sentences that no fact accounts for"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("notice", nargs="*", help="notice ids (default: all)")
        parser.add_argument("--folder", type=Path, default=NOTICES)
        parser.set_defaults(run=run)


def _folders(options: argparse.Namespace) -> list[Path]:
    if options.notice:
        return [options.folder / name for name in options.notice]
    return notice_folders(options.folder)


def run_check(options: argparse.Namespace) -> int:
    """Prints one line a notice; raises RecordError with every problem."""
    problems: list[Problem] = []
    for folder in _folders(options):
        try:
            notice = load_notice(folder)
            print(f"{notice.id}: {len(notice.record.facts)} facts, {len(notice.tree.clauses)} clauses, no problems")
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return 0


def run_coverage(options: argparse.Namespace) -> int:
    """Prints each sentence that nothing quotes and a rate per notice; 1 when any is below 100 %."""
    status = 0
    for folder in _folders(options):
        sentences = coverage(load_notice(folder))
        bare_ones = [found for found in sentences if not found.by]
        for found in bare_ones:
            print(f"{folder.name} {found.clause}: {found.sentence}")
        print(f"{folder.name}: {1 - len(bare_ones) / max(len(sentences), 1):.1%} of {len(sentences)} sentences")
        status |= bool(bare_ones)
    return status
