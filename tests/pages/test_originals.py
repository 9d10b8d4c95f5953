"""An original that was kept is one step from each place that cites its notice, and offered nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.notices import OPERATIONS
from bot.gateway.operations import add_routes
from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages.site import HERE, anchor
from policies_kb.loading import KnowledgeBase
from policies_kb.loading.source import ORIGINAL
from policies_kb.releases.originals import naming
from policies_kb.serving import serving_base

from .conftest import Client, pages_app

KEPT, NOT_KEPT = "luntai-2024-chuding", "yanqi-2024-chuding"
LINK = f'href="/notices/{KEPT}/original"'


@pytest.fixture
def base() -> KnowledgeBase:
    """What serves, with one notice that names its original."""
    served = serving_base()
    source = served.sources[KEPT]
    named = replace(source, files={**source.files, ORIGINAL: naming("通知.docx", "docx", "0" * 64)})
    return replace(served, sources={**served.sources, KEPT: named})


@pytest_asyncio.fixture
async def client(base: KnowledgeBase) -> AsyncIterator[Client]:
    app = pages_app()
    app[KNOWLEDGE_BASE] = lambda: base
    add_routes(app, OPERATIONS)
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running


def said(template: str, macro: str, base: KnowledgeBase, **context: Any) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
    environment.filters["anchor"] = anchor
    known = {"kept": lambda one: one in base.originals, "config": SimpleNamespace(notices=base.names)}
    blocks = {"blocks": lambda _: [], "lines": str}
    module = environment.get_template(template).make_module({**known, **blocks})
    return str(getattr(module, macro)(**context))


def test_the_originals_are_known_without_reading_a_notice(base: KnowledgeBase) -> None:
    assert base.originals == {KEPT}
    assert replace(base, sources={}, named_originals=frozenset({NOT_KEPT})).originals == {NOT_KEPT}


@pytest.mark.parametrize(("notice", "found"), [(KEPT, True), (NOT_KEPT, False)])
def test_a_bubble_of_the_chat_leads_to_it(base: KnowledgeBase, notice: str, found: bool) -> None:
    citation = {"notice_id": notice, "clause": "一", "quote": "原文"}
    message = SimpleNamespace(text="", custom={"citations": [citation]})
    assert (LINK in said("said.html", "said", base, message=message)) is found


async def test_pages_and_the_api_lead_to_it(client: Client) -> None:
    for notice, found in ((KEPT, True), (NOT_KEPT, False)):
        page = await (await client.get(f"/notices/{notice}")).text()
        assert (LINK in page) is found
        told = await (await client.get(f"/api/notices/{notice}")).json()
        assert told.get("original") == (f"/notices/{notice}/original" if found else None)
    judged = await client.get("/check", params={"region": "轮台县", "series": "工程系列"})
    assert judged.status == 200
