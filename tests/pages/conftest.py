"""The pages in a server on loopback; no model is needed, so the conversation is left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import BYTES_PER_CHARACTER
from bot.gateway.errors import answer_errors
from bot.gateway.operations import add_routes
from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages import checklist
from bot.pages.check import add_check_pages
from bot.pages.notices import add_notice_pages
from bot.pages.site import set_up
from policies_kb.serving import serving_base
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
