"""Every door that takes something refuses other sites' pages and bodies of a form that it does not take."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import create_app
from bot.gateway.own_pages import SIGNED, forms_of
from bot.gateway.settings import Settings
from bot.runtime.conversation import Conversation
from policies_kb.serving import serving_base

SITE = "https://www.example.gov.cn"
Client = TestClient[Any, Any]
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:1"},
]


@pytest_asyncio.fixture
async def client(toy: Conversation, tmp_path: Any) -> AsyncIterator[Client]:
    settings = Settings(store_url=f"sqlite:///{tmp_path / 'doors.db'}", allowed_origins=(SITE,))
    async with TestClient(TestServer(create_app(toy, serving_base, settings), host="127.0.0.1")) as running:
        yield running


def routes(app: web.Application) -> Iterator[tuple[str, str]]:
    """Method and address of every route that is not for reading, with something in the place of each part."""
    for route in app.router.routes():
        if route.method not in ("GET", "HEAD", "OPTIONS", "*") and route.resource is not None:
            yield route.method, route.resource.canonical.replace("{number}", "1").replace("{secret}", "x")


async def test_every_route_refuses_other_sites_and_other_forms(client: Client) -> None:
    assert client.app is not None
    found = sorted(set(routes(client.app)))
    assert {"/", "/embed", "/check", "/api/chat", "/api/feedback", "/api/handover", "/api/eligibility"} <= {
        path for _, path in found
    }
    assert any(path.startswith("/desk/") for _, path in found)
    for method, path in found:
        assert path not in SIGNED, "the platform's door is shut here, and is signed where it is open"
        [taken, *_] = forms_of(path)
        for headers in FOREIGN:
            sent = {"Content-Type": taken, **headers}
            refused = await client.request(method, path, data=b"x", headers=sent)
            assert (refused.status, path, headers) == (403, path, headers)
            assert "别的网站" in await refused.text()
        for other in ("text/plain", "application/xml", "application/octet-stream"):
            refused = await client.request(method, path, data=b"{}", headers={"Content-Type": other})
            assert (refused.status, path) == (415, path)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Sec-Fetch-Site": "none"}, {"Origin": "null"}],
)
async def test_our_own_pages_and_programs_are_taken(client: Client, headers: dict[str, str]) -> None:
    assert (await client.post("/", data={"message": "我在轮台"}, headers=headers)).status == 200
    asked = {"sender": "a", "message": "我在轮台"}
    assert (await client.post("/api/chat", json=asked, headers=headers)).status == 200


async def test_a_named_site_may_call_the_api_and_post_no_form(client: Client) -> None:
    headers = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    asked = {"sender": "a", "message": "我在轮台"}
    assert (await client.post("/api/chat", json=asked, headers=headers)).status == 200
    assert (await client.post("/", data={"message": "我在轮台"}, headers=headers)).status == 403


async def test_what_another_site_sends_is_not_kept(client: Client, toy: Conversation) -> None:
    await client.post("/api/chat", data=b'{"sender": "a", "message": "x"}', headers={"Content-Type": "text/plain"})
    await client.post("/", data={"message": "我在轮台"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert list(await toy.store.keys()) == []
