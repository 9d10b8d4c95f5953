"""``check``: says all that is wrong with notices. ``coverage``: which sentences no fact accounts for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.gate import losses
from policies_kb.loading import NOTICES, NoticeSource, Problem, RecordError, notice_folders, read_notice
from policies_kb.loading.coverage import coverage
from policies_kb.serving import serving_base

from .watched import examined


def register(commands: Any) -> None:
    """Adds the two commands."""
    for name, run, text in (
        ("check", run_check, "查通知的记录和条件，有错就说明文件、行和改法"),
        ("coverage", run_coverage, "列出没有着落的句子"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("notice", nargs="*", help="通知编号（默认全部）")
        parser.add_argument("--folder", type=Path, default=NOTICES, help="放着各通知文件夹的上一级")
        parser.set_defaults(run=run)
        if run is run_check:
            parser.add_argument("--probes", action="store_true", help="列出按每份记录问的问题和得到的回答")


def _sources(options: argparse.Namespace) -> list[NoticeSource]:
    """The notices asked for. Raises RecordError where there is none of that name."""
    there = notice_folders(options.folder)
    absent = sorted(set(options.notice) - {folder.name for folder in there})
    if absent:
        names = "、".join(folder.name for folder in there)
        where = f"{options.folder} 里没有这份通知"
        raise RecordError([Problem(name, 1, "", where, f"有：{names}；在别处的加 --folder") for name in absent])
    return [read_notice(folder) for folder in there if not options.notice or folder.name in options.notice]


def _beside(sources: list[NoticeSource]) -> list[NoticeSource]:
    """What serves besides them: lines and later changes are checked against it, as a release would."""
    asked = {source.id for source in sources}
    return [source for name, source in serving_base().sources.items() if name not in asked]


def run_check(options: argparse.Namespace) -> int:
    """Prints one line a notice and what a person should look at; raises RecordError with every problem."""
    sources = _sources(options)
    names = {source.id for source in sources}
    found = examined(sources)
    if not [problem for problem in found.problems if not problem.field.startswith("notice.")]:
        found = examined([*sources, *_beside(sources)])  # by themselves they are fine, or name another notice
    found.problems += losses({source.id: source for source in sources}, serving_base().sources)
    problems = [problem for name in sorted(names) for problem in found.of(name)]
    for notice in found.notices.values():
        if notice.id not in names:
            continue
        probes = found.probes.get(notice.id, [])
        if not found.of(notice.id):
            counted = f"{len(notice.record.facts)} 条事实，{len(notice.tree.clauses)} 个条款，{len(probes)} 个探测问题"
            print(f"{notice.id}：{counted}，没有问题")
        if options.probes:
            print(*(f"  问：{one.asked}\n  答：{one.said}" for one in probes), sep="\n")
    for doubt in found.doubts:
        if doubt.split("/", 1)[0] in names:
            print(f"请看一眼：{doubt}")
    if problems:
        raise RecordError(problems)
    return 0


def run_coverage(options: argparse.Namespace) -> int:
    """Prints each sentence that nothing quotes and a rate per notice; 1 when any is below 100 %."""
    found = examined(_sources(options))
    status = 0
    for notice in found.notices.values():
        sentences = coverage(notice)
        bare_ones = [sentence for sentence in sentences if not sentence.by]
        for sentence in bare_ones:
            print(f"{notice.id} {sentence.clause}：{sentence.sentence}")
        print(f"{notice.id}：{len(sentences)} 句，有着落的占 {1 - len(bare_ones) / max(len(sentences), 1):.1%}")
        status |= bool(bare_ones)
    if found.problems:
        raise RecordError(found.problems)
    return status
