"""The notices as pages: every clause that a citation can name is there to link to."""

from __future__ import annotations

import html
import re
from typing import Any

from policies_kb.serving import serving_base


async def test_every_clause_has_its_anchor_and_text(client: Any) -> None:
    for notice in serving_base().notices.values():
        page = html.unescape(await (await client.get(f"/notices/{notice.id}")).text())
        for clause in notice.tree.clauses.values():
            assert f'id="{clause.id}"' in page
            lines = [line for line in clause.text.splitlines() if line.strip()]
            shown = page.partition(f'<div class="clause" id="{clause.id}">')[2].partition("</div>")[0]
            assert re.findall(r"<p>(.*?)</p>", shown) == lines


async def test_the_list_leads_to_every_notice(client: Any) -> None:
    page = await (await client.get("/notices")).text()
    for notice in serving_base().notices.values():
        assert f'href="/notices/{notice.id}"' in page


async def test_an_unknown_notice_is_told_kindly(client: Any) -> None:
    response = await client.get("/notices/nowhere-2024")
    assert response.status == 404
    assert "没有收录" in await response.text()


async def test_no_page_loads_anything_from_another_host(client: Any) -> None:
    for address in ("/notices", "/notices/yanqi-2024-chuding", "/check"):
        page = await (await client.get(address)).text()
        assert 'src="http' not in page
        assert 'rel="stylesheet" href="http' not in page


async def test_the_search_box_works_as_a_plain_form(client: Any) -> None:
    page = await (await client.get("/notices")).text()
    assert '<form action="/notices" method="get"' in page
    assert "<script" not in page.split('id="main"')[1]


async def test_results_lead_to_the_clause_with_words_marked(client: Any) -> None:
    page = await (await client.get("/notices", params={"q": "轮台 电话"})).text()
    results = page.split('class="found"')[1]
    first = results.split("</li>")[0]
    assert 'href="/notices/luntai-2024-chuding#' in first
    assert "<mark>电话</mark>" in first


async def test_what_was_typed_is_escaped_and_masked(client: Any) -> None:
    page = await (await client.get("/notices", params={"q": "<b>电话 652801199003071234"})).text()
    assert "<b>" not in page
    assert "652801199003071234" not in page


async def test_a_filter_that_does_not_exist_is_told(client: Any) -> None:
    response = await client.get("/notices", params={"q": "电话", "place": "上海"})
    assert response.status == 422
    assert "没有这个地方" in await response.text()


async def test_a_place_without_a_notice_finds_nothing_and_says_so(client: Any) -> None:
    page = await (await client.get("/notices", params={"q": "和田 电话"})).text()
    assert "没有收录" in page
    assert 'href="/notices/luntai-2024-chuding#' not in page
