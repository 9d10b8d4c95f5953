"""What 200 notices cost beside five: start, scope and a turn, as ratios within one run.

python -m benchmarks.many_notices [--notices 200] [--turns 200]

The notices are made up for the purpose: county by county and round by round from two of those on file, with the
place, the year and the phone replaced in text, record and rules.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from bot.cli.measuring import bench_parser
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.gate import check_sources, examine
from policies_kb.loading import NOTICES, NoticeSource, notice_folders, read_notice
from policies_kb.loading.source import write_folder
from policies_kb.model.question import Part, Question, Scope, TopicGuess
from policies_kb.reference import load_reference
from policies_kb.releases import seed
from policies_kb.scope import resolve
from policies_kb.serving import Snapshot, proved
from policies_kb.store import load_release

PATTERN, LAST_YEAR = "yanqi-2024-chuding", 2024
YEARS = (2022, 2023, 2024, 2025)
DAY = date(2024, 10, 10)
QUESTIONS = (
    ("{place}什么时候申报", "window_apply"),
    ("{place}大专要满几年", "years"),
    ("{place}纸质材料要哪些", "materials_paper"),
    ("{place}电话多少", "contact"),
    ("{place}{year}年收费吗", "fee"),
)


def made_up(count: int) -> Iterator[NoticeSource]:
    """``count`` notices, each of another county and year, from the pattern on file."""
    pattern = read_notice(NOTICES / PATTERN)
    regions = [region for region in load_reference().regions.values() if region.parent and region.short != region.name]
    for number, (year, region) in enumerate(itertools.islice(itertools.product(YEARS, regions), count)):
        name = f"county{regions.index(region):03}-{year}-chuding"
        swaps = (
            ("焉耆回族自治县", region.name),
            ("焉耆县", region.short),
            (str(LAST_YEAR), str(year)),
            ("6022503", f"{6100000 + number}"),
            (f"yanqi-{year}-chuding", name),
            ("yanqi-chuding", f"county{regions.index(region):03}-chuding"),
        )
        files = {}
        for file, text in pattern.files.items():
            for old, new in swaps:
                text = text.replace(old, new)
            files[file] = text
        yield NoticeSource(name, files)


def stored(sources: list[NoticeSource], folder: Path) -> tuple[str, float]:
    """A store with one release of the notices, and how long the gate took."""
    write_folder({source.id: source for source in sources}, folder / "notices")
    url = f"sqlite:///{folder / 'store.sqlite'}"
    begun = time.perf_counter()
    report = seed(url, folder / "notices", check_sources)
    if report.refused:
        raise SystemExit(f"made-up notices are refused: {next(iter(report.refused.values()))[0]}")
    return url, time.perf_counter() - begun


def started(url: str) -> tuple[Snapshot, float]:
    """The snapshot of the current release, proved, and the seconds that took."""
    begun = time.perf_counter()
    snapshot = Snapshot(load_release(url)[1])
    proved(snapshot)
    return snapshot, time.perf_counter() - begun


def timed(calls: list[Callable[[], object]], rounds: int) -> float:
    """The median milliseconds of a call, the first round (indexes are made) left out."""
    for call in calls:
        call()
    taken = []
    for call in calls * rounds:
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def turn(snapshot: Snapshot, text: str, topic: str) -> Callable[[], object]:
    """One question as a turn understands and answers it, the classifier's guess given."""

    def ask() -> object:
        reading = snapshot.reader.read(text)
        scope = reading.scope_on(DAY)
        parts = tuple(Part(part, (TopicGuess(topic, 0.8),)) for part in reading.parts)
        return snapshot.answerer.answer(Question(reading.text, DAY, scope, parts, named=scope))

    return ask


def main() -> int:
    """Prints each figure for five and for many notices, and their ratio."""
    parser = bench_parser("notices")
    parser.add_argument("--notices", type=int, default=200, metavar="份数", help="多的一边几份（默认 200）")
    parser.add_argument("--turns", type=int, default=200, metavar="句数", help="每种问几句（默认 200）")
    options = parser.parse_args()
    spent: dict[str, float] = {}
    few = [read_notice(folder) for folder in notice_folders(NOTICES)]
    many = [*few, *made_up(options.notices - len(few))]
    print(f"通知：{len(few)} 份与 {len(many)} 份；探测问题 {sum(map(len, examine(few).probes.values()))} 个起")
    with tempfile.TemporaryDirectory() as folder:
        small_url, _ = stored(few, Path(folder) / "few")
        large_url, gate = stored(many, Path(folder) / "many")
        print(f"{len(many)} 份过一次关：{gate:.1f} 秒")
        small, small_start = started(small_url)
        large, large_start = started(large_url)
    print(
        f"启动（读库、装好、自证）：{small_start:.2f} 秒与 {large_start:.2f} 秒，多 {large_start - small_start:.2f} 秒"
    )
    place = load_reference().regions["焉耆回族自治县"]
    scopes = [Scope(regions=(place.name,)), Scope(), Scope(series=("档案系列",)), Scope(regions=("库尔勒市",))]
    figures = [Figure("启动多用", large_start - small_start, "秒")]
    rounds = max(options.turns // len(scopes), 1)
    shapes: tuple[tuple[str, Callable[[Snapshot], list[Callable[[], object]]]], ...] = (
        ("定范围", lambda s: [partial(resolve, scope, s.base, DAY) for scope in scopes]),
        ("一句话（有地方）", lambda s: [turn(s, q.format(place=place.short, year=LAST_YEAR), t) for q, t in QUESTIONS]),
        ("一句话（没说地方）", lambda s: [turn(s, q.format(place="", year=LAST_YEAR), t) for q, t in QUESTIONS[:2]]),
    )
    for name, calls in shapes:
        one, other = timed(calls(small), rounds), timed(calls(large), rounds)
        print(f"{name}：{one:.2f} 毫秒与 {other:.2f} 毫秒，{other / one:.2f} 倍")
        figures.append(Figure(name, other / one, "倍"))
        spent |= {f"{name}，{len(few)} 份": one, f"{name}，{len(many)} 份": other}
    tell("notices", f"{len(many)} 份通知和 {len(few)} 份比", figures, charts=lambda: [bars("毫秒", spent)])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
