"""大字 and 长辈版 without a browser: chosen with a link, remembered, and left again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from bot.pages.edition import EDITION, Edition

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
