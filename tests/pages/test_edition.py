"""大字 and 长辈版 without a browser: chosen with a link, remembered, and left again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from bot.pages.edition import EDITION, Edition
from bot.pages.pointer import POINTER

PAGES = ("/check", "/notices", "/notices/yanqi-2024-chuding", "/check?region=焉耆县&series=工程系列")


async def shown(client: Any, address: str) -> str:
    """The edition in which a page is shown."""
    page = await (await client.get(address)).text()
    found = re.search(r'<html lang="zh-CN" data-edition="(\w+)"', page)
    assert found, page[:200]
    return found[1]


async def switch(client: Any, address: str, name: str) -> str:
    """The address behind a switch at the top of a page."""
    page = await (await client.get(address)).text()
    top = page.split('class="switches')[1].split("</div>")[0]
    links = {words: html.unescape(to) for to, words in re.findall(r'<a href="([^"]+)"[^>]*>(\S+)</a>', top)}
    return links[name]


@pytest.mark.parametrize("address", PAGES)
async def test_one_tap_leads_to_the_elder_edition_and_one_back(client: Any, address: str) -> None:
    assert await shown(client, address) == Edition.USUAL
    assert await shown(client, await switch(client, address, "长辈版")) == Edition.ELDER
    for other in PAGES:
        assert await shown(client, other) == Edition.ELDER  # remembered
    assert await shown(client, await switch(client, address, "普通版")) == Edition.USUAL
    assert await shown(client, address) == Edition.USUAL


async def test_large_type_is_a_switch_of_its_own(client: Any) -> None:
    assert await shown(client, await switch(client, "/notices", "大字")) == Edition.LARGE
    assert await shown(client, await switch(client, "/check", "普通字")) == Edition.USUAL


async def test_switching_keeps_what_was_told_and_shows_no_personal_data(client: Any) -> None:
    address = await switch(client, "/check?region=焉耆县&series=工程系列", "长辈版")
    assert "region=%E7%84%89%E8%80%86%E5%8E%BF" in address
    address = await switch(client, "/notices?q=652801199003071234", "长辈版")
    assert "652801199003071234" not in address


async def test_the_cookie_holds_the_choice_alone_and_no_other_value_is_taken(client: Any) -> None:
    response = await client.get("/notices", params={EDITION: "elder"})
    assert response.cookies[EDITION].value == "elder"
    assert response.headers["Vary"] == "Cookie"
    response = await client.get("/notices", params={EDITION: "<script>"})
    assert EDITION not in response.cookies
    assert "&lt;script" not in await response.text() and "<script>" not in await response.text()


async def test_the_elder_edition_leaves_things_out(client: Any) -> None:
    usual = await (await client.get("/notices?edition=usual")).text()
    elder = await (await client.get("/notices?edition=elder")).text()
    assert len(re.findall("<summary>.*?</summary>", elder)[0]) < len(re.findall("<summary>.*?</summary>", usual)[0])


@pytest.mark.parametrize("other", ["亲情版", "关爱版", "关怀版", "长辈版", "字太小了怎么办"])
async def test_an_edition_is_found_by_the_names_that_are_in_use(client: Any, other: str) -> None:
    page = await (await client.get("/notices", params={"q": other})).text()
    found = re.search(r'<a class="button" href="([^"]+)">换成', page)
    assert found
    assert await shown(client, html.unescape(found[1])) in (Edition.ELDER, Edition.LARGE)
    again = await (await client.get("/notices", params={"q": other})).text()
    assert ">换成" not in again  # it is on
    assert ">换成" not in await (await client.get("/notices", params={"q": "大字", EDITION: "elder"})).text()


async def test_no_edition_is_offered_to_whoever_asks_of_notices(client: Any) -> None:
    for words in ("电话", "论文最大字数", "版权页"):
        assert ">换成" not in await (await client.get("/notices", params={"q": words})).text()


async def test_the_large_pointer_is_a_switch_of_the_elder_edition_and_is_remembered(client: Any) -> None:
    assert "鼠标" not in await (await client.get("/notices")).text()
    address = await switch(client, "/notices?edition=elder&q=电话", "特大鼠标")
    assert "q=%E7%94%B5%E8%AF%9D" in address
    response = await client.get(address)
    assert response.cookies[POINTER].value == "large"
    for other in PAGES:
        assert "/static/pointer.css" in await (await client.get(other)).text()
    page = await (await client.get(await switch(client, "/check", "普通鼠标"))).text()
    assert "/static/pointer.css" not in page
    assert "/static/pointer.css" not in await (await client.get("/notices", params={POINTER: "<b>"})).text()
