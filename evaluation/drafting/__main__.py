"""``python -m evaluation.drafting``: drafts each notice without its record, and compares fact by fact."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from bot.cli.measuring import bench_parser
from evaluation.reports.measured import Figure, tell
from policies_kb.clauses import render
from policies_kb.drafting.draft import draft
from policies_kb.drafting.reading import readable
from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.terminal.progress import each

from .compare import Comparison, compare, together
from .damage import DAMAGES
from .forms import differences, from_each_form
from .report import report
from .sister import sister

FORMS = "各种格式"
TODAY = date(2026, 1, 1)
Results = dict[str, Comparison]
Part = tuple[str, Callable[[], Results]]


def main() -> int:
    """Prints the numbers of every way of leaving out; 1 where there is a silent error."""
    parser = bench_parser("drafting")
    parser.add_argument("--show", action="store_true", help="列出每个错漏")
    parser.add_argument("--only", default="", metavar="通知", help="只做一份通知")
    parser.add_argument("--part", default="", metavar="字", help="只做标题里有这几个字的部分")
    parser.add_argument("--seeds", type=int, default=3, metavar="份数", help="每份通知改过和损坏的副本各几份（默认 3）")
    options = parser.parse_args()
    base = load_knowledge_base()
    names = [name for name in base.notices if options.only in name]
    wanted = [part for part in parts(base, names, options.seeds) if options.part in part[0]]
    figures: list[Figure] = []
    wrong = 0
    for title, measure in each("起草", wanted):
        results = measure()
        wrong += report(title, results, show=options.show)
        figures += _figures(title, results)
    tell("drafting", "起草和核对过的比", figures)
    if options.part in FORMS:
        wrong += sum(_forms(base, name, show=options.show) for name in names)
    return int(wrong > 0)


def _figures(title: str, results: Results) -> list[Figure]:
    found, reviewed, right, drafted, silent = together(results.values())
    return [
        Figure(f"{title}：找到", found / max(reviewed, 1)),
        Figure(f"{title}：对的", right / max(drafted, 1)),
        Figure(f"{title}：悄悄错的", silent, "个", 0),
    ]


def _forms(base: KnowledgeBase, name: str, *, show: bool) -> int:
    """How many clauses and facts differ between the forms of one notice."""
    made = from_each_form(base.notices[name].text, without(base, {name}), TODAY)
    found = differences(made)
    counts = "，".join(f"{form} {len(clauses)}条{len(facts)}个事实" for form, (clauses, facts) in made.items())
    print(f"== {FORMS}：{name}  {counts}  不同{len(found)}", flush=True)
    for line in found if show else ():
        print(f"    {line}")
    return len(found)


def parts(base: KnowledgeBase, names: list[str], seeds: int) -> list[Part]:
    """Every way in which a record is left out or a text is changed, by its title."""
    return [
        ("没有这份通知的记录", lambda: {name: left_out(base, name, line=False) for name in names}),
        ("没有这一类通知的记录", lambda: {name: left_out(base, name, line=True) for name in names}),
        ("改过的副本，有去年的记录", lambda: _sisters(base, names, seeds, with_record=True)),
        ("改过的副本，没有去年的记录", lambda: _sisters(base, names, seeds, with_record=False)),
        *((f"损坏的副本：{title}（没有它的记录）", partial(_damaged, base, names, seeds, title)) for title in DAMAGES),
    ]


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


def _sisters(base: KnowledgeBase, names: list[str], seeds: int, *, with_record: bool) -> Results:
    """Changed copies, drafted with the record of what they were copied from, or without it."""
    made = {}
    for name in names:
        known = base if with_record else without(base, {name})
        for seed in range(seeds):
            copy = sister(base, name, seed)
            made[f"{name}#{seed}"] = compare(draft(copy.text, known, TODAY), copy.truth, added=copy.added)
    return made


def _damaged(base: KnowledgeBase, names: list[str], seeds: int, title: str) -> Results:
    """Damaged copies, drafted without the record of the notice."""
    made = {}
    for name in names:
        truth = base.notices[name]
        for seed in range(seeds):
            text = DAMAGES[title](random.Random(f"{name}/{title}/{seed}"), render(truth.tree))
            read = readable(text)
            drafted = draft(read.text, without(base, {name}), TODAY, slips=read.slips, printed=read.printed)
            made[f"{name}#{seed}"] = compare(drafted, truth, clean=False)
    return made


if __name__ == "__main__":
    raise SystemExit(main())
