"""/desk/compare: from the caller's card to two notices side by side."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.staff.accounts import Accounts

from .conftest import Client, sign_in, token

Pair = dict[str, str]


@pytest_asyncio.fixture
async def clerk(client: Client, staff: Accounts) -> Client:
    await sign_in(client, "clerk")
    return client


async def page(clerk: Client, **params: str) -> str:
    response = await clerk.get("/desk/compare", params=params)
    assert response.status == 200
    return await response.text()


async def test_two_notices(clerk: Client) -> None:
    text = await page(clerk, one="luntai-2024-chuding", other="yanqi-2024-chuding")
    assert "轮台县初定通知和焉耆县初定通知" in text and "个主题不同" in text
    assert "<mark>" in text and 'href="/notices/yanqi-2024-chuding#' in text


async def test_only_the_topics_asked_for(clerk: Client) -> None:
    pair = {"one": "luntai-2024-chuding", "other": "yanqi-2024-chuding"}
    assert 'id="window_apply"' in await page(clerk, topic="网上申报时间", **pair)
    assert 'id="years"' not in await page(clerk, topic="网上申报时间", **pair)
    assert "没有叫“量子”的主题" in await page(clerk, topic="量子", **pair)


async def test_the_card_chooses_the_first_of_the_two(clerk: Client) -> None:
    made = await clerk.post("/desk/calls", data={"csrf": await token(clerk, "/desk/")})
    number = made.url.name
    form = {"csrf": await token(clerk, "/desk/"), "region": "轮台县", "day": "2024-10-10"}
    await clerk.post(f"/desk/calls/{number}/scope", data=form)
    assert "<h1>轮台县初定通知和" in await page(clerk, call=number)


async def test_without_a_choice_there_is_one(clerk: Client) -> None:
    assert "个主题不同" in await page(clerk)


@pytest.mark.parametrize("params", [{"one": "nothing"}, {"other": "../x"}, {"call": "x"}, {"call": "99999"}])
async def test_what_is_not_there(clerk: Client, params: Pair) -> None:
    assert (await clerk.get("/desk/compare", params=params)).status == 404


async def test_a_filter_is_text(clerk: Client) -> None:
    assert "<script>alert" not in await page(clerk, topic="<script>alert(1)</script>")
