"""/desk/statistics: what is asked and how it ends, by day, topic, place, series, status and door; as files, too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.misses.store import DOORS
from bot.desk.pages import render
from bot.desk.stores import FIGURES
from bot.figures import Counted
from bot.figures.turns import BETWEEN
from bot.gateway.state import KNOWLEDGE_BASE, SETTINGS
from bot.staff.roles import Permission
from policies_kb.aspects import load_aspects
from policies_kb.loading import KnowledgeBase
from policies_kb.today import today

from .csv_file import csv_file
from .opinions import Opinions, opinions
from .sums import STATUSES, sums

routes = web.RouteTableDef()
oversee = needs(Permission.OVERSEE)
USUAL, LONGEST = 30, 800  # days
SHOWN = 20  # lines of a table
LONGEST_NAME = 60  # characters
PLACE = "/desk/statistics"
NO_NAME = {"topic": "没有归到事项", "region": "没有说地区", "series": "没有说系列"}
HEAD = ("日期", "入口", "结果", "事项", "地区", "系列", "通知没写", "没写的是", "第几号发布", "次数")
WHOLE = "整个事项"


@dataclass(frozen=True)
class Asked:
    """The days, and the door, place or series ("" for all) that somebody wants to see."""

    first: date
    last: date
    door: str = ""
    region: str = ""
    series: str = ""

    def counts(self, one: Counted) -> bool:
        """Whether a tally is among them."""
        tally = one.tally
        wanted = ((self.door, tally.door), (self.region, tally.region), (self.series, tally.series))
        return all(not asked or asked == is_ for asked, is_ in wanted)


@routes.get("/statistics")
@oversee
async def statistics(request: web.Request) -> web.Response:
    """Of the days, door, place and series of the query; of the last thirty days without one."""
    asked, problem = _asked(request.query)
    whole = await asyncio.to_thread(request.config_dict[FIGURES].counted, asked.first, asked.last)
    base, settings = request.config_dict[KNOWLEDGE_BASE](), request.config_dict[SETTINGS]
    found = sums([one for one in whole if asked.counts(one)], asked.first, asked.last)
    shown: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "problem": problem,
        "shown": SHOWN,
        "name": _naming(base),
        "whole": WHOLE,
        "regions": sorted({one.tally.region for one in whole} - {""}),
        "all_series": sorted({one.tally.series for one in whole} - {""}),
        "doors": DOORS,
        "opinions": await asyncio.to_thread(_opinions, settings.store_url, asked),
        "kept": settings.retention_days,
        "query": urlencode({name: value for name, value in asdict(asked).items() if value}),
        "highest": max((day.questions for day in found.days), default=0),
    }
    return await render(request, "statistics.html", status=422 if problem else 200, **shown)


@routes.get("/statistics/turns.csv")
@oversee
async def turns_file(request: web.Request) -> web.Response:
    """Every combination of codes with its number, by day; a question on several topics has a line for each."""
    asked, found, name = await _file(request)
    rows = (
        (
            one.tally.day,
            name("door", one.tally.door),
            name("status", one.tally.status),
            name("topic", one.tally.topic),
            one.tally.region,
            one.tally.series,
            "是" if one.tally.silent or one.tally.aspects else "",
            name("aspects", one.tally.aspects) if not one.tally.silent else WHOLE,
            one.tally.release,
            one.count,
        )
        for one in found
    )
    return csv_file(f"statistics-{asked.first}-{asked.last}", HEAD, rows)


@routes.get("/statistics/silences.csv")
@oversee
async def silences_file(request: web.Request) -> web.Response:
    """What no notice states, the most asked first."""
    asked, found, name = await _file(request)
    listed = sums(found, asked.first, asked.last).silences
    rows = (
        (name("topic", one.topic), name("aspects", one.aspect) or WHOLE, one.region, one.series, one.questions)
        for one in listed
    )
    return csv_file(f"silences-{asked.first}-{asked.last}", ("事项", "没写的是", "地区", "系列", "次数"), rows)


async def _file(request: web.Request) -> tuple[Asked, list[Counted], Callable[[str, str], str]]:
    """What is exported; taking it away is a line of the record."""
    asked, problem = _asked(request.query)
    if problem:
        raise web.HTTPSeeOther(f"{PLACE}?{request.query_string}")  # the page says what is wrong
    found = await asyncio.to_thread(request.config_dict[FIGURES].counted, asked.first, asked.last)
    by, span = await present(request), f"{request.path.rsplit('/', 1)[-1]} {asked.first} {asked.last}"
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "export_statistics", span)
    return asked, [one for one in found if asked.counts(one)], _naming(request.config_dict[KNOWLEDGE_BASE]())


def _asked(query: Mapping[str, str]) -> tuple[Asked, str]:
    """What the query asks for, and what is wrong with it, in Chinese; then the usual days are shown."""
    usual = Asked(today() - timedelta(days=USUAL - 1), today())
    door, region, series = (query.get(name, "")[:LONGEST_NAME] for name in ("door", "region", "series"))
    named = replace(usual, door=door, region=region, series=series)
    try:
        first = date.fromisoformat(query.get("first") or usual.first.isoformat())
        last = date.fromisoformat(query.get("last") or usual.last.isoformat())
    except ValueError:
        return named, "日期没有看懂，请写成年-月-日，如 2001-03-05。下面是最近30天的。"
    if first > last:
        return named, "开始的日期在结束的后面，请调换过来。下面是最近30天的。"
    if (last - first).days >= LONGEST:
        return named, f"一次最多看{LONGEST}天，请把日期改近些。下面是最近30天的。"
    return replace(named, first=first, last=last), ""


def _opinions(url: str, asked: Asked) -> Opinions:
    return opinions(url, asked.first, asked.last)


def _aspect(code: str) -> str:
    """What is not written, in the words of the catalogue; the code where it is no longer in it."""
    found = load_aspects().aspects.get(code)
    return found.say if found else code


def _naming(base: KnowledgeBase) -> Callable[[str, str], str]:
    """The name of a code of one kind, for people."""
    topics = base.reference.topics

    def name(kind: str, code: str) -> str:
        if kind == "topic" and code in topics:
            return topics[code].name
        if kind == "aspects":
            return "；".join(_aspect(one) for one in code.split(BETWEEN) if one)
        names = {"door": DOORS, "status": STATUSES}.get(kind, {})
        return names.get(code, code) or NO_NAME.get(kind, "")

    return name
