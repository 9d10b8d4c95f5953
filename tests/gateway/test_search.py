"""GET /api/search: results, refusals with reason and mend, nothing that was typed repeated."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway import search
from bot.gateway.errors import answer_errors
from bot.gateway.operations import add_routes
from policies_kb.serving import serving_base
from tests.unhurried import unhurried

ADDRESS = "/api/search"


@pytest_asyncio.fixture
async def client() -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application(middlewares=[answer_errors])
    unhurried(app)
    add_routes(app, search.OPERATIONS)
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running


async def test_it_finds_the_clause_with_its_state(client: TestClient[Any, Any]) -> None:
    response = await client.get(ADDRESS, params={"q": "dh", "place": "轮台", "day": "2024-10-10"})
    assert response.status == 200
    body = await response.json()
    first = body["results"][0]
    assert (first["notice_id"], first["clause"]) == ("luntai-2024-chuding", "五")
    assert first["address"].startswith("/notices/luntai-2024-chuding#")
    assert first["state"]["words"] == "2024年度，正在申报，还有 20 天"
    start, end = first["snippet"]["highlights"][0]
    assert first["snippet"]["text"][start:end] == "电话"
    assert body["place"] == "轮台县"
    assert {value["value"] for value in body["facets"]["place"]} <= set(serving_base().reference.regions)


async def test_a_place_without_a_notice_is_said(client: TestClient[Any, Any]) -> None:
    body = await (await client.get(ADDRESS, params={"q": "和田 电话"})).json()
    assert body["results"] == []
    assert "没有收录" in body["said"]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "q"),
        ({"q": "电" * 81}, "q"),
        ({"q": "电话", "place": "上海"}, "place"),
        ({"q": "电话", "series": "航天"}, "series"),
        ({"q": "电话", "path": "fly"}, "path"),
        ({"q": "电话", "round": "某年"}, "round"),
        ({"q": "电话", "round": "1999"}, "round"),
        ({"q": "电话", "day": "20241010"}, "day"),
        ({"q": "电话", "day": "2024-02-30"}, "day"),
        ({"q": "电话", "limit": "0"}, "limit"),
        ({"q": "电话", "limit": "999999"}, "limit"),
        ({"q": "电话", "colour": "red"}, "colour"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_mend(
    client: TestClient[Any, Any], params: dict[str, str], field: str
) -> None:
    response = await client.get(ADDRESS, params=params)
    assert response.status == 422
    error = (await response.json())["error"]
    assert error["field"] == field
    assert error["reason"] and error["mend"]


async def test_nothing_typed_comes_back(client: TestClient[Any, Any]) -> None:
    text = await (await client.get(ADDRESS, params={"q": "652801199003071234 电话"})).text()
    assert "652801199003071234" not in text
