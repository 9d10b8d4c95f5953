"""POST /api/eligibility by a named round: the notices of that round judge, and the link of the checklist keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.eligibility import OPERATIONS
from bot.gateway.errors import answer_errors
from bot.gateway.operations import add_routes
from policies_kb.checklist import read_token
from policies_kb.model.rounds import Wish
from policies_kb.serving import current
from tests.unhurried import unhurried

DAY = date(2026, 5, 1)


async def _ask(**named: Any) -> tuple[int, dict[str, Any]]:
    app = web.Application(middlewares=[answer_errors])
    unhurried(app)
    add_routes(app, OPERATIONS)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        body = {"target": "初定初级", "applicant": {}, "as_of": DAY.isoformat(), **named}
        response = await client.post("/api/eligibility", json=body)
        return response.status, await response.json()


async def test_a_round_on_file_judges_and_stays_in_the_link() -> None:
    year = max(notice.head.round.year for notice in current().base.notices.values())
    status, found = await _ask(round=year)
    assert status == 200
    named = {result["notice_id"] for result in found["results"]}
    assert named and {current().base.notices[name].head.round.year for name in named} == {year}
    assert read_token(found["checklist"].split("/")[3]).rounds == (Wish(year=year),)
    assert found["release"] == current().release


async def test_a_round_not_on_file_is_said_with_those_that_are() -> None:
    status, found = await _ask(round="2031年下半年")
    error = found["error"]
    assert (status, error["code"], error["field"]) == (404, "no_such_round", "round")
    assert "2031年下半年" in error["reason"]
    assert all(notice.head.round.name in error["mend"] for notice in current().base.notices.values())


async def test_what_is_no_round_is_told_how_to_write_one() -> None:
    status, found = await _ask(round="明年吧")
    assert status == 422
    assert "2001年上半年" in str(found["error"])
