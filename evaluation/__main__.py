"""`python -m evaluation run | judge | compare`: asks and judges, judges stored replies again, compares two results."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from bot.gold.cases import CasesInvalid
from evaluation import compare, floors, report, rows, run
from evaluation.measures import ALL, of_groups
from evaluation.rows import Row
from evaluation.settings import PARTS, RESULTS, Settings

CONFIGURATION, JUDGED, MEASURES = "configuration.json", "judged.jsonl", "measures.json"
MISJUDGED, PAGE, TABLE = "misjudged.jsonl", "misjudged.md", "measures.md"


def main() -> int:
    """Exit status 1 when a figure is under its floor or cases cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="给助手打分")
    commands = parser.add_subparsers(dest="command", required=True)
    Settings.add_options(commands.add_parser("run", help="提问、打分、和下限比较"))
    again = commands.add_parser("judge", help="重新给存下的回复打分,不用再问")
    again.add_argument("result", type=Path, help=f"结果文件夹,在 {RESULTS}/ 下")
    against = commands.add_parser("compare", help="两次结果之间变了的回复")
    against.add_argument("before", type=Path)
    against.add_argument("after", type=Path)
    options = parser.parse_args()
    try:
        if options.command == "compare":
            _print(compare.page(rows.read(options.before / JUDGED), rows.read(options.after / JUDGED)))
            return 0
        if options.command == "judge":
            stored = json.loads((options.result / CONFIGURATION).read_text(encoding="utf-8"))
            return finish(
                Settings.model_validate({**stored["settings"], "out": options.result, "raise_floors": False}),
                stored["code"],
            )
        return start(Settings.of(options))
    except (CasesInvalid, FileNotFoundError) as error:
        print(f"错误:{error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def start(settings: Settings) -> int:
    """Asks and judges."""
    settings.out.mkdir(parents=True, exist_ok=True)
    code = run.state_of_code()
    stored = {"code": code, "settings": settings.model_dump(mode="json")}
    (settings.out / CONFIGURATION).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    run.generate(settings, lambda line: print(line, file=sys.stderr, flush=True))
    return finish(settings, code)


def finish(settings: Settings, code: str) -> int:
    """Judges what is stored, writes the result, and holds it to the floors."""
    judged = run.evaluate(settings)
    write(settings.out, judged, code)
    reached = floors.reached(of_groups(judged))
    known = floors.read(settings.floors)
    if settings.raise_floors and not settings.only:
        floors.write(settings.floors, floors.raised(known, reached))
        print(f"下限已写入 {settings.floors}")
    print(f"逐条结果:{settings.out}/  判错的:{settings.out / PAGE}")
    if settings.only:
        return 0
    if set(settings.parts) != set(PARTS):  # of a part, only what was judged whole
        known = {group: floor for group, floor in known.items() if group in reached and group != ALL}
    under = floors.breaches(known, reached)
    for line in under:
        print(f"低于下限 {line}")
    return 1 if under else 0


def write(folder: Path, judged: list[Row], code: str) -> None:
    """Every judged case, the misjudged ones, and the measures; the table is printed as well."""
    measures = of_groups(judged)
    rows.write(folder / JUDGED, judged)
    rows.write(folder / MISJUDGED, report.misjudged(judged))
    (folder / PAGE).write_text("\n".join(report.page(judged)) + "\n", encoding="utf-8")
    figures = {group: found.model_dump(exclude_none=True) for group, found in measures.items()}
    (folder / MEASURES).write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = [f"code {code}", "", *report.table(measures), "", report.latency(judged)]
    (folder / TABLE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    _print(lines)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
