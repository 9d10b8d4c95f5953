"""The numbers of some drafts for a terminal, and with ``show`` every item missed and wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .compare import Comparison, together


def report(title: str, results: dict[str, Comparison], *, show: bool) -> int:
    """Prints one part of the measure; how many silent errors it has."""
    print(f"== {title}")
    for name, result in results.items():
        print(f"  {name}: {_numbers([result])}")
        if show:
            _show(result)
    print(f"  合计: {_numbers(results.values())}")
    print(f"  {_by_kind(results.values())}")
    print(f"  {_before_confirming(results.values())}", flush=True)
    return sum(len(result.silent) for result in results.values())


def _numbers(results: Iterable[Comparison]) -> str:
    listed = list(results)
    found, reviewed, right, drafted, silent = together(listed)
    right_topics, topics = sum(r.topics_right for r in listed), sum(r.topics_all for r in listed)
    recall, precision = found / max(reviewed, 1), right / max(drafted, 1)
    said = f"recall {found}/{reviewed} {recall:.1%}  precision {right}/{drafted} {precision:.1%}"
    if topics:
        said += f"  topics {right_topics}/{topics} {right_topics / topics:.1%}"
    sure, caught = sum(len(r.sure) for r in listed), sum(len(r.caught) for r in listed)
    return f"{said}  silent {silent}  sure {sure}  wrong {caught}  head {sum(len(r.head_wrong) for r in listed)}"


def _by_kind(results: Iterable[Comparison]) -> str:
    listed = list(results)
    found = sum((result.found for result in listed), Counter[str]())
    missed = Counter(item.kind for result in listed for item, _ in result.missed)
    wrong = Counter(item.kind for result in listed for item, _ in result.wrong)
    kinds = sorted(found | missed | wrong)
    return "  ".join(f"{kind} {found[kind]}/{found[kind] + missed[kind]}（多{wrong[kind]}）" for kind in kinds)


def _before_confirming(results: Iterable[Comparison]) -> str:
    """Sensitive values before a person confirms any: how many were drafted, wrong at all, and wrong without a doubt."""
    listed = list(results)
    drafted = sum((result.sensitive for result in listed), Counter[str]())
    wrong = Counter(item.kind for result in listed for item, _ in result.wrong if item.kind in drafted)
    sure = Counter(kind for result in listed for kind, _ in result.sure)
    shown = [
        f"{kind} {drafted[kind]}（错{wrong[kind]}，没提示{sure[kind]}）"
        for kind in sorted(drafted | sure)
        if wrong[kind] or sure[kind]
    ]
    total = f"核对以前 {drafted.total()} 个敏感的值：错{wrong.total()}，错或漏而没有提示{sure.total()}"
    return "  ".join([total, *shown])


def _show(result: Comparison) -> None:
    for item, quote in result.missed:
        print(f"    漏 {item} ← {quote[:60]}")
    for item, quote in result.wrong:
        print(f"    多 {item} ← {quote[:60]}")
    for said in (*result.silent, *result.caught, *(said for _, said in result.sure), *result.head_wrong):
        print(f"    {said}")
    for text, said, right in result.topics_wrong:
        print(f"    题 {text[:40]}：{said}，应是 {right}")
