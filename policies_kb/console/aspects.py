"""``aspects``: which aspects each fact states and leaves open, as derived, for the review of a record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from policies_kb.aspects import load_aspects, states_of
from policies_kb.loading import Notice
from policies_kb.serving import serving_base


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "aspects", help="各条要点写明了哪些方面、留空了哪些方面（由字段、原文和句子推出，供核对）"
    )
    parser.add_argument("notice", nargs="?", default="", help="通知的编号；不写就列出全部通知")
    parser.add_argument("--aspect", default="", help="只看一个方面，如 copies")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the facts that state or leave open an aspect; 1 for a notice or an aspect that is not on file."""
    base, known = serving_base(), load_aspects().aspects
    if options.aspect and options.aspect not in known:
        print(f"没有收录“{options.aspect}”这个方面；有 {'、'.join(known)}")
        return 1
    if options.notice and options.notice not in base.notices:
        print(f"没有收录“{options.notice}”这份通知；有 {'、'.join(base.notices)}")
        return 1
    for name, notice in base.notices.items():
        if options.notice in ("", name):
            print(f"[{name}]")
            for line in _lines(notice, options.aspect):
                print(line)
    return 0


def _lines(notice: Notice, aspect: str) -> Iterator[str]:
    for fact in notice.record.facts:
        found = states_of(fact)
        stated, open_ = (_named(names, aspect) for names in (found.stated, found.left_open))
        if stated or open_:
            yield f"  {fact.id}：{fact.say}"
            yield from (f"    写明：{stated}",) if stated else ()
            yield from (f"    留空：{open_}",) if open_ else ()


def _named(names: frozenset[str], aspect: str) -> str:
    aspects = load_aspects().aspects
    return "、".join(f"{aspects[name].say}（{name}）" for name in sorted(names) if aspect in ("", name))
