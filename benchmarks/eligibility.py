"""How long one verdict takes, with its full trace and text: ``python -m benchmarks.eligibility``."""

from __future__ import annotations

import time
from datetime import date
from itertools import product

from bot.cli.measuring import bench_parser
from evaluation.reports.measured import Figure, tell
from policies_kb.eligibility import Applicant, load_rulebook, targets
from policies_kb.eligibility.engine import assess_notice
from policies_kb.loading import load_knowledge_base
from policies_kb.terminal.progress import each

LIMIT_MS = 1.0
REGIONS = ("焉耆县", "轮台县", "库车市", "库尔勒市", None)
SERIES = ("工程系列", "中小学教师系列", "档案系列", "技工院校教师系列", None)
EDUCATIONS = ("中专", "本科", "博士", None)


def main() -> int:
    """Prints p50, p95 and the maximum in milliseconds; 1 when p95 is over the limit."""
    bench_parser("eligibility").parse_args()
    book = load_rulebook(load_knowledge_base())
    day = date(2024, 10, 9)
    people = [
        Applicant.model_validate(
            {
                "region": region,
                "series": series,
                "specialty": "水利",
                "education": education,
                "study_mode": "全日制",
                "unit_kind": "事业单位",
                "unit_level": "乡镇及以下",
                "work_start": date(2022, 9, 1),
                "assessments": ["合格", "不合格", "合格"],
                "putonghua": "二级乙等",
            }
        )
        for region, series, education in product(REGIONS, SERIES, EDUCATIONS)
    ]
    spent: list[float] = []
    for person, target, notice in each("判断", list(product(people, targets(), book.notices))):
        started = time.perf_counter()
        assess_notice(notice, target, person, day).as_dict()
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    print(f"{len(spent)} verdicts: p50 {p50:.3f} ms, p95 {p95:.3f} ms, max {spent[-1]:.3f} ms (limit {LIMIT_MS} ms)")
    figures = [
        Figure("p50", p50, "毫秒"),
        Figure("p95", p95, "毫秒", LIMIT_MS),
        Figure("最长", spent[-1], "毫秒"),
        Figure("判断", len(spent), "次"),
    ]
    tell("eligibility", "一次资格判断要多久", figures, curves={"一次判断": {"全部": spent}})
    return int(p95 > LIMIT_MS)


if __name__ == "__main__":
    raise SystemExit(main())
