"""Search over 100,000 made-up clauses: what a query costs on SQLite and on PostgreSQL, and whether both say the same.

python -m benchmarks.search [--clauses 100000] [--rounds 3] [--postgres URL]

PostgreSQL is measured on the server that ZC_TEST_POSTGRES or --postgres names (a database of its own is made and
dropped). Queries: the reworded ones of tests/search, topic keys alone, letters, and all of them with a place chosen.
Recall is that of the reworded queries over the notices on file.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from sqlalchemy import create_engine, make_url, text

from benchmarks.made_up_notices import large_base
from bot.cli.measuring import bench_parser
from evaluation.reports.measured import Figure, tell
from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.reading import Reader
from policies_kb.search import Asked, Filters, Found, Searcher, open_index
from policies_kb.terminal.progress import each

KEYS = (
    "电话",
    "材料",
    "申报",
    "时间",
    "年限",
    "费用",
    "地址",
    "流程",
    "表格",
    "费",
    "dh",
    "cl",
    "lt dh",
    "dianh",
    "典话",
)
DAY = date(2024, 10, 10)
REWORDED = Path(__file__).parents[1] / "tests" / "search" / "reworded.yml"
TARGET_MS, TARGET_RECALL, AMONG = 50.0, 0.95, 5


@lru_cache(maxsize=1)
def reworded() -> tuple[tuple[str, date, tuple[tuple[str, str], ...]], ...]:
    """Query, day, and the clauses that answer it."""
    groups = yaml.safe_load(REWORDED.read_text(encoding="utf-8"))
    return tuple(
        (f"{group['before']} {query}", group["day"], tuple((notice, clause) for clause in clauses))
        for notice, group in groups.items()
        for query, clauses in group["queries"].items()
    )


def queries() -> list[Asked]:
    """What is asked of each database."""
    asked = [*(Asked(key, DAY) for key in KEYS), *(Asked(query, day) for query, day, _ in reworded())]
    places = ("轮台县", "焉耆回族自治县", "阿克苏地区")
    return [*asked, *(Asked(a.text, a.day, Filters(place=places[n % len(places)])) for n, a in enumerate(asked))]


def recall() -> float:
    """The share of reworded queries whose clause is among the first five, over the notices on file."""
    base = load_knowledge_base()
    searcher = Searcher(base, Reader(base), open_index(base, None))
    found = 0
    for query, day, clauses in reworded():
        results = searcher.search(Asked(query, day, limit=AMONG)).results
        found += any((one.notice_id, one.clause) in clauses for one in results)
    searcher.close()
    return found / len(reworded())


def measured(searcher: Searcher, asked: Sequence[Asked], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each search as the clock tells, and as this process computed; the first round is left out."""
    clock, computed = [], []
    for turn in each("查找", range(rounds + 1)):
        for one in asked:
            begun, busy = time.perf_counter(), time.process_time()
            searcher.search(one)
            if turn:
                clock.append((time.perf_counter() - begun) * 1000)
                computed.append((time.process_time() - busy) * 1000)
    return sorted(clock), sorted(computed)


def quantile(values: Sequence[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)]


def opened(name: str, base: KnowledgeBase, url: str) -> Searcher:
    """A searcher over a new index."""
    begun = time.perf_counter()
    searcher = Searcher(base, Reader(base), open_index(base, url))
    print(f"{name}：建索引 {time.perf_counter() - begun:.0f} 秒", flush=True)
    return searcher


def told(name: str, searcher: Searcher, asked: Sequence[Asked], rounds: int) -> list[float]:
    """Prints what a search costs; returns the milliseconds of each by the clock, the least first."""
    clock, computed = measured(searcher, asked, rounds)
    p50, p95 = quantile(clock, 0.5), quantile(clock, 0.95)
    busy = quantile(computed, 0.95)
    print(f"{name}：一次查找 p50 {p50:.1f} 毫秒，p95 {p95:.1f} 毫秒（本进程 CPU p95 {busy:.1f} 毫秒）", flush=True)
    return clock


def same(one: Found, other: Found) -> bool:
    """Whether two databases found the same in the same order, with the same counts."""
    return (one.results, one.total, one.facets) == (other.results, other.total, other.facets)


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """A database for this run."""
    name = f"zc_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        engine.dispose()


def main() -> int:
    """Prints the figures; 1 where a target is missed."""
    parser = bench_parser("search")
    parser.add_argument("--clauses", type=int, default=100_000, metavar="条数", help="编造几条（默认 100000）")
    parser.add_argument("--rounds", type=int, default=2, metavar="遍数", help="各查几遍（默认 2）")
    parser.add_argument(
        "--postgres",
        default=os.environ.get("ZC_TEST_POSTGRES", ""),
        metavar="地址",
        help="PostgreSQL 的地址（默认 ZC_TEST_POSTGRES）",
    )
    options = parser.parse_args()
    share = recall()
    print(f"recall@{AMONG}（{len(reworded())} 个改写的问题）：{share:.3f}", flush=True)
    base, asked = large_base(options.clauses, release=1), queries()
    count = sum(len(notice.tree.clauses) for notice in base.notices.values())
    print(f"通知 {len(base.notices)} 份，条款 {count} 条；查找 {len(asked)} 种", flush=True)
    slow: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        sqlite = opened("SQLite", base, f"sqlite:///{Path(folder) / 'search.sqlite'}")
        slow["SQLite"] = told("SQLite", sqlite, asked, options.rounds)
        if options.postgres:
            with new_database(options.postgres) as url:
                postgres = opened("PostgreSQL", base, url)
                slow["PostgreSQL"] = told("PostgreSQL", postgres, asked, options.rounds)
                alike = sum(same(sqlite.search(one), postgres.search(one)) for one in asked)
                print(f"两个库结果、顺序、计数都相同：{alike} / {len(asked)}")
                postgres.close()
        else:
            alike = len(asked)
            print("没有 PostgreSQL（--postgres 或 ZC_TEST_POSTGRES），没有比", file=sys.stderr)
        sqlite.close()
    figures = [
        *(Figure(f"{name} p95", quantile(spent, 0.95), "毫秒", TARGET_MS) for name, spent in slow.items()),
        Figure(f"前 {AMONG} 个里有", share, limit=TARGET_RECALL, least=True),
        Figure("两个库相同的查找", alike, limit=len(asked), least=True),
    ]
    tell("search", f"{count} 条条款里查找", figures, curves={"一次查找": slow})
    return int(any(one.missed for one in figures))


if __name__ == "__main__":
    raise SystemExit(main())
