"""The pages in a server on loopback; no model is needed, so the conversation is left out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.sync_api import Browser, sync_playwright

from bot.gateway.app import BYTES_PER_CHARACTER
from bot.gateway.errors import answer_errors
from bot.gateway.operations import add_routes
from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages import checklist
from bot.pages.check import add_check_pages
from bot.pages.notices import add_notice_pages
from bot.pages.site import set_up
from policies_kb.serving import serving_base
from scripts.browser import ARGUMENTS, CHROMIUM
from tests.unhurried import unhurried

Client = TestClient[Any, Any]


def pages_app() -> web.Application:
    """The pages over what serves."""
    app = web.Application(middlewares=[answer_errors], client_max_size=BYTES_PER_CHARACTER * 1000)
    unhurried(app)
    app[KNOWLEDGE_BASE] = serving_base
    set_up(app)
    add_notice_pages(app)
    add_check_pages(app)
    add_routes(app, checklist.OPERATIONS)
    return app


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    app = pages_app()
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The pages on loopback, served by a thread of their own."""
    loop = asyncio.new_event_loop()

    async def start() -> tuple[web.AppRunner, int]:
        runner = web.AppRunner(pages_app())
        await runner.setup()
        served = web.TCPSite(runner, "127.0.0.1", 0)
        await served.start()
        return runner, runner.addresses[0][1]

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner, port = asyncio.run_coroutine_threadsafe(start(), loop).result(30)
    yield f"http://127.0.0.1:{port}"
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()
