"""``search``: finds clauses by words, pinyin or initials, as the service does."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from policies_kb.search import Asked, Found, Result, UnknownFilter, named_filters, search
from policies_kb.search.wording import standing_words, uncovered_words
from policies_kb.serving import serving_base
from policies_kb.today import today


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("search", help='按词、拼音或声母找条款，如 search "电话" --place 某县')
    parser.add_argument("text", help="要找的词，用空格分开；拼音和声母也行")
    parser.add_argument("--place", default="", help="只找适用于这个地方的通知")
    parser.add_argument("--series", default="", help="只找这个系列能用的通知")
    parser.add_argument("--path", default="", help="只找这种方式（初定、授予……的编号或名称）")
    parser.add_argument(
        "--round", default="", help="只找这个轮次，如 2001、2001年上半年；all 是所有轮次（默认当天有效的）"
    )
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="当作哪一天，如 2001-03-05（默认今天）")
    parser.add_argument("--limit", type=int, default=5, help="最多几条")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the results; 1 where there is none, 2 for a filter that does not exist."""
    day = options.day or today()
    names = {name: getattr(options, name) for name in ("place", "series", "path", "round")}
    try:
        filters = named_filters(serving_base().reference, **names)
        found = search(Asked(options.text, day, filters, options.limit))
    except UnknownFilter as error:
        print(f"--{error.name} 没有“{error.value}”：{'、'.join(error.known) or '写法见 --help'}", file=sys.stderr)
        return 2
    _head(found)
    for number, one in enumerate(found.results, 1):
        _tell(number, one)
    return 0 if found.results else 1


def _head(found: Found) -> None:
    where = f"第 {found.release} 号发布" if found.release is not None else "通知文件夹"
    limits = [f"地方：{found.place}" if found.place else "", f"轮次：{found.round}" if found.round else ""]
    read = [f"{typed}→{taken}" for typed, taken in found.corrected]
    count = f"{'至少 ' if found.at_least else ''}{found.total} 条"
    print("  ".join(filter(None, (f"{where}，{found.day}：{count}", *limits, *read))))
    if not found.results:
        print(uncovered_words(found))


def _tell(number: int, one: Result) -> None:
    print(f"{number}. 〔{one.notice} {one.clause}〕{one.title}（{standing_words(one.state)}）")
    if one.fact:
        print(f"   {_marked(one.fact.say, one.fact.highlights)}")
    print(f"   {_marked(one.snippet.text, one.snippet.highlights)}".replace("\n", " "))


def _marked(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(ranges):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text
