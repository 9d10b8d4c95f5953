"""The whole gateway with every door open, and the toy bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from bot.runtime.conversation import Conversation
from policies_kb.serving import serving_base

Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client(toy: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    monkeypatch.setenv("ZC_WECHAT_TOKEN", "tokenofthetest")
    monkeypatch.setenv("ZC_WECHAT_APP_ID", "wx0000000000000000")
    for name, value in (("CORP_ID", "ww1"), ("SECRET", "geheim"), ("TOKEN", "tokenofthetest"), ("AES_KEY", "a" * 43)):
        monkeypatch.setenv(f"ZC_WECOM_{name}", value)
    monkeypatch.setenv("ZC_WECOM_API", "http://127.0.0.1:9")
    settings = Settings(store_url=f"sqlite:///{tmp_path / 'talk.db'}", requests_per_minute=10**6)
    app = create_app(toy, serving_base, settings)
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running
