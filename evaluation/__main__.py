"""`python -m evaluation run | judge | compare`: asks and judges, judges stored replies again, compares two results."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.gold.cases import CasesInvalid
from evaluation import compare, floors, report, rows, run
from evaluation.measures import ALL, of_groups
from evaluation.reports import of_evaluation
from evaluation.reports.page import publish
from evaluation.rows import Row
from evaluation.settings import PARTS, RESULTS, Settings
from policies_kb.serving import serving_base
from policies_kb.terminal import failure
from policies_kb.terminal.usage import Parser

CONFIGURATION, JUDGED, MEASURES = "configuration.json", "judged.jsonl", "measures.json"
MISJUDGED, PAGE, TABLE = "misjudged.jsonl", "misjudged.md", "measures.md"


PROG = "assistant eval"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 when a figure is under its floor or cases cannot be read."""
    options = parser().parse_args(arguments)
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
    except CasesInvalid as error:
        print(f"错误：{error}", file=sys.stderr)
        return failure.FAILED
    except Exception as error:  # one line for people; the rest is kept in a file
        return failure.tell(error)


def parser() -> Parser:
    """The options, in Chinese."""
    whole = Parser(prog=PROG, description="给助手打分：提问、判分、和下限比较，写出报告页")
    commands = whole.add_subparsers(dest="command", required=True, title="命令", metavar="命令", prog=PROG)
    told = {
        "run": "提问、打分、和下限比较",
        "judge": "重新给存下的回复打分，不用再问",
        "compare": "两次结果之间变了的回复",
    }
    made = {name: commands.add_parser(name, help=said, description=said) for name, said in told.items()}
    Settings.add_options(made["run"])
    made["judge"].add_argument("result", type=Path, metavar="文件夹", help=f"结果文件夹，在 {RESULTS}/ 下")
    made["compare"].add_argument("before", type=Path, metavar="先前", help="先前的结果文件夹")
    made["compare"].add_argument("after", type=Path, metavar="后来", help="后来的结果文件夹")
    return whole


def start(settings: Settings) -> int:
    """Asks and judges."""
    settings.out.mkdir(parents=True, exist_ok=True)
    code = run.state_of_code()
    stored = {"code": code, "settings": settings.model_dump(mode="json")}
    (settings.out / CONFIGURATION).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    run.generate(settings)
    return finish(settings, code)


def finish(settings: Settings, code: str) -> int:
    """Judges what is stored, writes the result, and holds it to the floors."""
    judged = run.evaluate(settings)
    write(settings.out, judged, code)
    reached = floors.reached(of_groups(judged))
    known = floors.read(settings.floors)
    _publish(settings, judged, known, reached, code)
    if settings.raise_floors and not settings.only:
        floors.write(settings.floors, floors.raised(known, reached))
        print(f"下限已写入 {settings.floors}")
    print(f"逐条结果：{settings.out}/  判错的：{settings.out / PAGE}")
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


def _publish(settings: Settings, judged: list[Row], known: floors.Floors, reached: floors.Floors, code: str) -> None:
    """The page beside the table; the run joins the history unless only some cases were asked."""
    measures = of_groups(judged)
    if not settings.only:
        release = None if settings.base else serving_base().release
        of_evaluation.remember(measures, settings.out.name, settings.base, code, release)
    publish(
        lambda: of_evaluation.page(judged, measures, known, reached, base=settings.base, code=code),
        settings.out / of_evaluation.FILE,
    )


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
