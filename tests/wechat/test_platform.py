"""Calls to the platform, against a stand-in on loopback: the shared token, its renewal, a busy platform, limits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.messenger import calling
from bot.messenger.calling import PlatformError
from bot.wechat.menu import MenuInvalid, load_menu, put_online, read_menu
from bot.wechat.platform import Platform
from bot.wechat.settings import WeChatSettings

ACCOUNT = WeChatSettings(tokens=("token",), app_id="wx1", secret="geheim", customer_service=True)


class Official:
    """Answers as the platform does; `errors` are given first, one a call."""

    def __init__(self) -> None:
        self.tokens = 0
        self.calls: list[tuple[str, str, Any]] = []
        self.errors: list[int] = []
        self.expires_in = 7200

    async def stable_token(self, request: web.Request) -> web.Response:
        asked = await request.json()
        assert asked["grant_type"] == "client_credential"
        assert asked["secret"] == "geheim"
        self.tokens += 1
        return web.json_response({"access_token": f"t{self.tokens}", "expires_in": self.expires_in})

    async def other(self, request: web.Request) -> web.Response:
        self.calls.append((request.path, request.query["access_token"], await request.json()))
        code = self.errors.pop(0) if self.errors else 0
        return web.json_response({"errcode": code, "errmsg": "ok" if code == 0 else "no"})


@pytest_asyncio.fixture
async def official() -> AsyncIterator[tuple[Official, WeChatSettings]]:
    stand_in = Official()
    app = web.Application()
    app.router.add_post("/cgi-bin/stable_token", stand_in.stable_token)
    app.router.add_post("/{path:.*}", stand_in.other)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield stand_in, replace(ACCOUNT, api=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "FIRST_PAUSE", 0.001)


Fixture = tuple[Official, WeChatSettings]


async def test_one_token_for_all_calls_and_processes(official: Fixture, tmp_path: Path) -> None:
    stand_in, account = official
    url = f"sqlite:///{tmp_path / 'w.db'}"
    first, second = Platform(account, url), Platform(account, url)
    assert await first.send_text("o1", "你好")
    assert await second.send_text("o1", "再见")
    assert stand_in.tokens == 1
    assert [token for _, token, _ in stand_in.calls] == ["t1", "t1"]
    assert stand_in.calls[0][2] == {"touser": "o1", "msgtype": "text", "text": {"content": "你好"}}
    await first.close()
    await second.close()


async def test_a_token_is_renewed_before_it_ends(official: Fixture, tmp_path: Path) -> None:
    stand_in, account = official
    now = 1000.0
    platform = Platform(account, f"sqlite:///{tmp_path / 'w.db'}", lambda: now)
    await platform.send_text("o1", "一")
    now += 7200 - 200
    await platform.send_text("o1", "二")
    assert [token for _, token, _ in stand_in.calls] == ["t1", "t2"]
    await platform.close()


@pytest.mark.parametrize("code", [40001, 42001])
async def test_a_stale_token_is_renewed_once(official: Fixture, tmp_path: Path, code: int) -> None:
    stand_in, account = official
    stand_in.errors = [code]
    platform = Platform(account, f"sqlite:///{tmp_path / 'w.db'}")
    assert await platform.send_text("o1", "一")
    stand_in.errors = [code, code]
    assert not await platform.send_text("o1", "二")
    await platform.close()


async def test_a_busy_platform_is_tried_again_and_a_limit_is_not(official: Fixture, tmp_path: Path) -> None:
    stand_in, account = official
    platform = Platform(account, f"sqlite:///{tmp_path / 'w.db'}")
    stand_in.errors = [-1, -1]
    assert await platform.send_text("o1", "一")
    assert len(stand_in.calls) == 3
    stand_in.errors = [45015]
    assert not await platform.send_text("o1", "二")
    assert len(stand_in.calls) == 4
    await platform.close()


async def test_an_unreachable_platform_is_an_error_and_no_crash(tmp_path: Path) -> None:
    platform = Platform(replace(ACCOUNT, api="http://127.0.0.1:9"), f"sqlite:///{tmp_path / 'w.db'}")
    assert not await platform.send_text("o1", "一")
    with pytest.raises(PlatformError):
        await platform.create_menu({"button": []})
    await platform.close()


async def test_the_menu_goes_online_as_the_platform_takes_it(official: Fixture, tmp_path: Path) -> None:
    stand_in, account = official
    await put_online(account, f"sqlite:///{tmp_path / 'w.db'}")
    path, _, menu = stand_in.calls[0]
    assert path == "/cgi-bin/menu/create"
    assert 1 <= len(menu["button"]) <= 3
    for button in menu["button"]:
        assert button.get("type") in ("click", "view") or 1 <= len(button["sub_button"]) <= 5
    assert {entry.key for entry in load_menu() if entry.key} >= {"window", "fee", "check"}


@pytest.mark.parametrize(
    "written",
    [
        "[]",
        "- {name: 甲}",
        "- {name: 甲, says: 什么时候, url: 'https://x.example'}",
        "- {name: 甲, says: 什么时候}",
        "- {name: 名字太长的一个菜单, key: a, says: b}",
        "- {name: 甲, key: a, says: b}\n- {name: 乙, key: a, says: c}",
        "- {name: 甲, key: a, says: b, colour: red}",
        "menu: [",
        "3",
    ],
)
def test_a_menu_that_cannot_be_used_is_named(tmp_path: Path, written: str) -> None:
    path = tmp_path / "menu.yml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(MenuInvalid, match=r"menu\.yml"):
        read_menu(path)
