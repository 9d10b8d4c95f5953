"""The notices as pages: every clause that a citation can name is there to link to."""

from __future__ import annotations

import html
from typing import Any

from policies_kb.serving import serving_base


async def test_every_clause_has_its_anchor_and_text(client: Any) -> None:
    for notice in serving_base().notices.values():
        page = html.unescape(await (await client.get(f"/notices/{notice.id}")).text())
        for clause in notice.tree.clauses.values():
            assert f'id="{clause.id}"' in page
            assert clause.text in page


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
