"""``python -m evaluation.drafting``: drafts each notice without its record, and compares fact by fact."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from datetime import date

from policies_kb.clauses import render
from policies_kb.drafting.draft import draft
from policies_kb.drafting.reading import readable
from policies_kb.loading import KnowledgeBase, load_knowledge_base

from .compare import Comparison, compare, together
from .damage import DAMAGES
from .sister import sister

AIM = {"recall": 0.92, "precision": 0.97, "topics": 0.75, "topics with last year's": 0.92}
TODAY = date(2026, 1, 1)


def main() -> int:
    """Prints the numbers of every way of leaving out; 1 where there is a silent error."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.drafting", description=__doc__)
    parser.add_argument("--show", action="store_true", help="what was missed and wrong, one by one")
    parser.add_argument("--only", default="", help="one notice")
    parser.add_argument("--seeds", type=int, default=3, help="changed copies of each notice")
    options = parser.parse_args()
    base = load_knowledge_base()
    names = [name for name in base.notices if options.only in name]
    silent = _part("没有这份通知的记录", {name: left_out(base, name, line=False) for name in names}, options.show)
    silent += _part("没有这一类通知的记录", {name: left_out(base, name, line=True) for name in names}, options.show)
    sisters = {f"{name}#{seed}": sister(base, name, seed) for name in names for seed in range(options.seeds)}
    results = {
        key: compare(draft(made.text, base, TODAY), made.truth, added=made.added) for key, made in sisters.items()
    }
    silent += _part("改过的副本，有去年的记录", results, options.show)
    lone = {}
    for key, made in sisters.items():
        rest = without(base, {key.split("#")[0]})
        lone[key] = compare(draft(made.text, rest, TODAY), made.truth, added=made.added)
    silent += _part("改过的副本，没有去年的记录", lone, options.show)
    for title, damage in DAMAGES.items():
        hurt = {}
        for name in names:
            text = damage(random.Random(f"{name}/{title}"), render(base.notices[name].tree))
            read = readable(text)
            hurt[name] = compare(draft(read.text, without(base, {name}), TODAY), base.notices[name], clean=False)
        silent += _part(f"损坏的副本：{title}（没有它的记录）", hurt, options.show)
    return int(silent > 0)


def left_out(base: KnowledgeBase, name: str, *, line: bool) -> Comparison:
    """A notice drafted without its record; ``line``: without any record of its line."""
    truth = base.notices[name]
    out = {
        other
        for other, notice in base.notices.items()
        if other == name or (line and notice.head.line == truth.head.line)
    }
    return compare(draft(truth.text, without(base, out), TODAY), truth)


def without(base: KnowledgeBase, out: Iterable[str]) -> KnowledgeBase:
    """The notices on file but for those."""
    gone = set(out)
    notices = {name: notice for name, notice in base.notices.items() if name not in gone}
    return KnowledgeBase(notices, base.reference, {name: base.sources[name] for name in notices})


def _part(title: str, results: dict[str, Comparison], show: bool) -> int:
    print(f"== {title}")
    for name, result in results.items():
        print(f"  {name}: {_numbers([result])}")
        if show:
            _show(result)
    print(f"  合计: {_numbers(results.values())}")
    by_kind = sum((result.found for result in results.values()), Counter[str]())
    missed = Counter(item.kind for result in results.values() for item, _ in result.missed)
    wrong = Counter(item.kind for result in results.values() for item, _ in result.wrong)
    kinds = sorted(by_kind | missed | wrong)
    print(
        "  " + "  ".join(f"{kind} {by_kind[kind]}/{by_kind[kind] + missed[kind]}（多{wrong[kind]}）" for kind in kinds)
    )
    return sum(len(result.silent) for result in results.values())


def _numbers(results: Iterable[Comparison]) -> str:
    listed = list(results)
    found, reviewed, right, drafted, silent = together(listed)
    right_topics, topics = sum(r.topics_right for r in listed), sum(r.topics_all for r in listed)
    recall, precision = found / max(reviewed, 1), right / max(drafted, 1)
    said = f"recall {found}/{reviewed} {recall:.1%}  precision {right}/{drafted} {precision:.1%}"
    if topics:
        said += f"  topics {right_topics}/{topics} {right_topics / topics:.1%}"
    caught = sum(len(result.caught) for result in listed)
    return f"{said}  silent {silent}  wrong but to be confirmed {caught}  head {sum(len(r.head_wrong) for r in listed)}"


def _show(result: Comparison) -> None:
    for item, quote in result.missed:
        print(f"    漏 {item} ← {quote[:60]}")
    for item, quote in result.wrong:
        print(f"    多 {item} ← {quote[:60]}")
    for said in (*result.silent, *result.caught, *result.head_wrong):
        print(f"    {said}")
    for text, said, right in result.topics_wrong:
        print(f"    题 {text[:40]}：{said}，应是 {right}")


if __name__ == "__main__":
    raise SystemExit(main())
