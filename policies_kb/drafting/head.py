"""The head of a draft: title, number, issuer, date, round, line and whom the notice is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from policies_kb.choosing.sounds import sounds
from policies_kb.clauses import ClauseTree, bare, ids, is_attachment_body, read_head
from policies_kb.lexers import mentions, numeral_value, plain
from policies_kb.lexers.numerals import NUMBER
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.rounds import HALVES, Round
from policies_kb.reference import Reference

YEAR = re.compile(r"20\d\d(?=年)")
BATCH = re.compile(rf"第({NUMBER})批")
SAME_LINE = 88  # of 100: how alike two titles of one line are, figures aside
IN_A_ROW = re.compile(r"(?:(?:正高|副高|中|初)级?[、和及与])+(?:正高|副高|中|初)级")
FIGURES = re.compile(r"\d+|[上下]半年|第[一二三四五六七八九十]+批")
SERIES = "系列"


@dataclass(frozen=True)
class DraftHead:
    """``notice``: the head as a record writes it. ``doubts``: field → what a person must look at."""

    notice: dict[str, Any]
    doubts: dict[str, str]
    issued: date
    line_of: str = ""  # the newest notice of the same line, by its id

    @property
    def paths(self) -> tuple[str, ...]:
        """The ways to a title that it offers."""
        return tuple(self.notice["coverage"]["paths"])

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that it offers."""
        return tuple(self.notice["coverage"]["levels"])


def draft_head(
    tree: ClauseTree, base: KnowledgeBase, today: date, notice_id: str = "", line: str | None = None
) -> DraftHead:
    """The head as it is printed; what is not printed is taken from last year's notice, with a doubt.

    ``line``: of which line the notice is, where a person told it; "" for none on file.
    """
    printed, doubts = read_head(tree), dict[str, str]()
    title = printed.title.value if printed.title else ""
    if not title:
        doubts["title"] = "没有读出标题"
        title = "（标题）"
    issued = printed.issued.value if printed.issued else None
    if issued is None:
        doubts["issued"] = "落款里没有读出日期，先写了今天"
    round_ = _round(title, issued or today, doubts)
    before = _of_line(title, tree, base, line)
    issuer = printed.issuers[0].value if printed.issuers else ""
    if before and (not issuer or bare(issuer) != bare(before.head.issuer)):
        if issuer:
            doubts["issuer"] = f"文头写的是“{issuer}”，上一份写的是“{before.head.issuer}”"
        issuer = before.head.issuer
    if not issuer:
        doubts["issuer"], issuer = "没有读出发文单位", "（发文单位）"
    coverage = _coverage(title, tree, base.reference, before, doubts)
    number = printed.document_number.value if printed.document_number else None
    notice = {
        "id": notice_id or _id(before, title, coverage, round_, base.reference),
        "title": title,
        "short_name": before.head.short_name if before else _short_name(coverage, base.reference),
        "issuer": issuer,
        **({"document_number": number} if number else {}),
        "line": before.head.line if before else line or "",
        "round": round_.year if round_.written == str(round_.year) else round_.written,
        "issued": issued or today,
        "coverage": coverage,
    }
    if not notice["line"]:
        notice["line"] = str(notice["id"]).replace(f"-{round_.year}", "")
        doubts["line"] = "没有找到同一单位往年的同类通知，作为新的一种"
    return DraftHead(notice, doubts, issued or today, before.id if before else "")


def _round(title: str, issued: date, doubts: dict[str, str]) -> Round:
    said = plain(title)
    years = YEAR.findall(said)
    half = next((half for half in HALVES if half in said), None)
    batch = next((int(numeral_value(found)) for found in BATCH.findall(said)), None)
    if not years:
        doubts["round"] = "标题里没有年份，照落款日期写"
    return Round(year=int(years[0]) if years else issued.year, half=half, batch=batch)


def _of_line(title: str, tree: ClauseTree, base: KnowledgeBase, line: str | None) -> Notice | None:
    """The newest notice of the line named; else the one whose title is the same but for the figures."""
    newest = sorted(base.notices.values(), key=lambda notice: notice.head.issued, reverse=True)
    if line is not None:
        return next((notice for notice in newest if notice.head.line == line), None)
    frame = bare("".join(clause.text for name, clause in tree.clauses.items() if name in (ids.TITLE, ids.SIGNATURE)))

    def alike(notice: Notice) -> float:
        return fuzz.ratio(FIGURES.sub("", bare(title)), FIGURES.sub("", bare(notice.head.title)))

    def same_office(notice: Notice) -> bool:
        places = [base.reference.regions[name] for name in notice.head.coverage.regions]
        own = any(bare(place.short) in frame or bare(place.name) in frame for place in places)
        return own or bare(notice.head.issuer) in frame

    fitting = [notice for notice in newest if same_office(notice) and alike(notice) >= SAME_LINE]
    return max(fitting, key=lambda notice: (notice.head.issued, alike(notice)), default=None)


def _coverage(
    title: str, tree: ClauseTree, reference: Reference, before: Notice | None, doubts: dict[str, str]
) -> dict[str, Any]:
    frame = "".join(
        tree.clauses[name].text for name in (ids.TITLE, ids.PREAMBLE, ids.SIGNATURE) if name in tree.clauses
    )
    body = "".join(clause.text for name, clause in tree.clauses.items() if not is_attachment_body(name))
    if before:
        kept = before.head.coverage.model_dump(mode="json", exclude_defaults=True)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}
    regions = _regions(title, frame, reference)
    if not regions:
        doubts["coverage.regions"] = "标题、引言和落款里没有读出地方"
    paths = _paths(title, reference) or _paths(body, reference)
    paths += [path for path in _narrower(paths, body, reference) if path not in paths]
    levels = _named(title, reference.terms["levels"]) or _named(body, reference.terms["levels"])
    levels = [level for level in reference.terms["levels"] if level in {*levels, *_in_a_row(title)}]
    doubts["coverage.paths"] = "方式是从标题和正文里读的"
    doubts["coverage.levels"] = "级别是从标题和正文里读的"
    named = [name for name in _longest_first(reference.series) if bare(name) in bare(title)]
    coverage: dict[str, Any] = {
        "regions": regions or ["（地方）"],
        "paths": paths or [next(iter(reference.paths))],
        "levels": levels or ["初级"],
        "series_mode": "only" if named else "any",
    }
    return coverage | ({"series": named[:1]} if named else {})


def _in_a_row(text: str) -> list[str]:
    """Levels of which only the last is written out: 中、初级."""
    found = []
    for row in IN_A_ROW.finditer(plain(text)):
        found += [f"{name}级" for name in re.findall("正高|副高|中|初", row[0])]
    return found


def _regions(title: str, frame: str, reference: Reference) -> list[str]:
    """The place of the title, else of the frame; the smallest of those that lie in one another."""
    words = {name: (name, region.short, *region.aliases) for name, region in reference.regions.items()}
    found = _named(title, words) or _named(frame, words)
    parents = {reference.regions[name].parent for name in found}
    return [name for name in found if name not in parents][:1]


def _paths(text: str, reference: Reference) -> list[str]:
    said = plain(text)
    return [
        path.id
        for path in reference.paths.values()
        if not path.narrows
        and any(plain(sign) in said for sign in path.signs)
        and _level_fits(path.id, said, reference)
    ]


def _level_fits(path: str, said: str, reference: Reference) -> bool:
    """A path to one level is meant only where the text names that level right after the path."""
    fixed = reference.paths[path].levels
    signs = "|".join(map(re.escape, reference.paths[path].signs))
    if not fixed or reference.paths[path].ordinary:
        return True
    return re.search(rf"(?:{signs})(?:{'|'.join(fixed)})", said) is not None


def _narrower(paths: Iterable[str], text: str, reference: Reference) -> list[str]:
    said = plain(text)
    return [
        path.id
        for path in reference.paths.values()
        if path.narrows and any(plain(sign) in said for sign in path.signs) and paths
    ]


def _named(text: str, words: Any) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in mentions(text, words)))


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted((name for name in names if name.endswith(SERIES)), key=len, reverse=True)


def _short_name(coverage: dict[str, Any], reference: Reference) -> str:
    region = reference.regions.get(coverage["regions"][0])
    place = region.short if region else ""
    about = coverage["series"][0] if coverage.get("series") else reference.paths[coverage["paths"][0]].short
    return f"{place}{about}通知"


def _id(before: Notice | None, title: str, coverage: dict[str, Any], round_: Round, reference: Reference) -> str:
    half = {"上半年": "-h1", "下半年": "-h2"}.get(round_.half or "", "")
    part = half or (f"-b{round_.batch}" if round_.batch else "")
    if before and str(before.head.year) in before.id:
        return before.id.replace(str(before.head.year), str(round_.year), 1)
    region = reference.regions.get(coverage["regions"][0])
    place = "".join(sounds(region.short)) if region else "notice"
    return f"{re.sub(r'[^a-z]', '', place) or 'notice'}-{round_.year}-{coverage['paths'][0].replace('_', '-')}{part}"
