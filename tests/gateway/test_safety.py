"""The doors on the public net: headers, origins, limits, metrics, the switch, and a log without what people say."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import structlog
from aiohttp.http_exceptions import BadStatusLine
from aiohttp.test_utils import TestClient, TestServer

from bot.cli import main
from bot.gateway import logs, rate_limit
from bot.gateway.app import create_app
from bot.gateway.feedback_store import FeedbackStore, Opinion
from bot.gateway.settings import SettingInvalid, Settings
from bot.messenger.inbox import Inbox
from bot.runtime.conversation import Conversation
from bot.runtime.event_log import EventLog
from bot.runtime.switch import Off, Switch
from policies_kb.serving import serving_base

SITE = "https://www.example.gov.cn"
Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client(toy: Conversation) -> AsyncIterator[Client]:
    settings = Settings(frame_ancestors=(SITE,), allowed_origins=(SITE,), messages_per_minute=3, metrics_token="geheim")
    async with TestClient(TestServer(create_app(toy, serving_base, settings), host="127.0.0.1")) as running:
        yield running


@pytest.mark.parametrize(
    "address", ["/", "/check", "/notices", "/docs", "/nowhere", "/api/notices", "/static/site.css"]
)
async def test_every_response_has_the_headers(client: Client, address: str) -> None:
    headers = (await client.get(address)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert SITE not in headers["Content-Security-Policy"]
    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert "aiohttp" not in headers["Server"].lower()
    assert "python" not in headers["Server"].lower()


async def test_only_the_embedded_page_may_be_framed_by_the_named_sites(client: Client) -> None:
    assert f"frame-ancestors 'self' {SITE}" in (await client.get("/embed")).headers["Content-Security-Policy"]


async def test_no_page_has_a_script_or_style_of_its_own_in_it(client: Client) -> None:
    for address in ("/", "/embed", "/check", "/notices", "/docs"):
        page = await (await client.get(address)).text()
        assert "<style" not in page
        assert " style=" not in page
        assert all(part.split(">", 1)[0].count("src=") for part in page.split("<script")[1:])


async def test_a_named_origin_may_call_the_api(client: Client) -> None:
    asked = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
    preflight = await client.options("/api/chat", headers=asked)
    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == SITE
    answer = await client.post("/api/chat", json={"sender": "o", "message": "你好"}, headers={"Origin": SITE})
    assert answer.headers["Access-Control-Allow-Origin"] == SITE


async def test_another_origin_may_not(client: Client) -> None:
    other = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    assert "Access-Control-Allow-Origin" not in (await client.options("/api/chat", headers=other)).headers
    assert "Access-Control-Allow-Origin" not in (await client.get("/api/notices", headers=other)).headers


async def test_one_sender_cannot_flood(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "client_address", lambda request: "203.0.113.9")
    statuses = [(await client.post("/api/chat", json={"sender": "flood", "message": "你好"})).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = await client.post("/api/chat", json={"sender": "flood", "message": "你好"})
    assert refused.headers["Retry-After"] == "60"
    assert (await client.post("/api/chat", json={"sender": "somebody else", "message": "你好"})).status == 200


async def test_metrics_count_by_route_and_never_by_what_was_sent(client: Client) -> None:
    await client.post("/api/chat", json={"sender": "metrics-sender", "message": "你好"})
    await client.get("/api/eligibility/secret-token/checklist")
    text = await (await client.get("/metrics")).text()
    assert 'route="/api/chat",status="200"' in text
    assert 'route="/api/eligibility/{token}/checklist"' in text
    assert "secret-token" not in text
    assert "metrics-sender" not in text


async def test_metrics_from_another_machine_need_the_token(client: Client) -> None:
    far = {"X-Forwarded-For": "203.0.113.9"}
    assert (await client.get("/metrics", headers=far)).status == 403
    assert (await client.get("/metrics", headers={**far, "Authorization": "Bearer falsch"})).status == 403
    assert (await client.get("/metrics", headers={**far, "Authorization": "Bearer geheim"})).status == 200


async def test_switched_off_every_door_gives_the_reason_and_the_phones(client: Client, toy: Conversation) -> None:
    toy.switch.turn_off("通知正在更正")
    try:
        chat = await (await client.post("/api/chat", json={"sender": "s", "message": "你好"})).json()
        page = await client.get("/", params={"q": "轮台电话"})
        check = await client.get("/check")
        api = await client.post("/api/eligibility", json={})
        assert page.status == 200
        assert (check.status, api.status) == (503, 503)
        for said in (chat["messages"][0]["text"], await page.text(), await check.text(), await api.text()):
            assert "通知正在更正" in said
            assert "0996-4682378" in said
        assert (await client.get("/healthz")).status == 200
        assert (await client.get("/notices")).status == 200
    finally:
        assert toy.switch.turn_on()
    assert (await client.get("/check")).status == 200


async def test_the_log_of_requests_holds_routes_and_no_words(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await client.get("/check", params={"region": "轮台县", "field": "series", "answer": "身份证652801199003071234"})
        await client.get("/api/eligibility/abc.def/checklist")
        await client.post("/api/chat", json={"sender": "who-am-i", "message": "我叫阿依古丽,电话13800001234"})
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert any("GET /api/eligibility/{token}/checklist 404" in line for line in lines)
    for private in ("652801199003071234", "abc.def", "13800001234", "阿依古丽", "who-am-i", "轮台县"):
        assert not any(private in line for line in lines)


def test_the_switch_survives_a_restart_and_is_seen_by_another_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}"
    first, second = Switch(url), Switch(url)
    first.turn_off("系统故障", now=1000.0)
    assert second.state() == Off("系统故障", 1000.0)
    first.turn_off("仍在处理", now=2000.0)
    assert Switch(url).state() == Off("仍在处理", 2000.0)
    assert first.turn_on()
    assert not first.turn_on()
    assert Switch(url).state() is None


def test_the_command_line_turns_it_off_and_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZC_STORE_URL", f"sqlite:///{tmp_path / 'c.db'}")
    assert main(["off", "--reason", "通知有误"]) == 0
    assert main(["status"]) == 0
    assert "通知有误" in capsys.readouterr().out
    assert main(["on"]) == 0
    assert main(["off", "--reason", " "]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZC_ALLOWED_ORIGINS", "www.example.gov.cn"),
        ("ZC_FRAME_ANCESTORS", "https://a.example/path"),
        ("ZC_FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("ZC_LOG", "xml"),
        ("ZC_MESSAGES_PER_MINUTE", "0"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=name):
        Settings.from_environment({name: value})


def test_purging_removes_what_is_old_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    url = f"sqlite:///{path}"
    opinions, log = FeedbackStore(url), EventLog(url)
    for sender, day, said in (("a", 0.0, "老早以前问的话"), ("b", time.time(), "刚才问的话")):
        opinions.add(Opinion(sender, said, "answered", True), now=day)
        log.append(sender, [{"event": "user", "timestamp": day or 1.0, "text": said}], after=0)
        inbox = Inbox(url, "me", 4.0, clock=lambda day=day: day)  # type: ignore[misc]
        inbox.claim(sender, sender, "openid", "account", said)
        inbox.wait(sender, "late", [said])
    monkeypatch.setenv("ZC_STORE_URL", url)
    assert main(["purge", "--days", "30"]) == 0  # while others have the database open
    with sqlite3.connect(path) as connection:
        for table in ("feedback", "conversation_event", "wechat_message", "wechat_waiting"):
            assert connection.execute(f"select count(*) from {table}").fetchone() == (1,), table
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "刚才问的话".encode() in left
    assert "老早以前问的话".encode() not in left


def test_json_logs_are_one_object_a_line(capfd: pytest.CaptureFixture[str], logging_as_before: None) -> None:
    logs.set_up("json")
    logging.getLogger("bot.access").info("GET / %d", 200, extra={"route": "/", "status": 200})
    line = json.loads(capfd.readouterr().err.strip().splitlines()[-1])
    assert (line["event"], line["route"], line["status"], line["level"]) == ("GET / 200", "/", 200, "info")


@pytest.mark.parametrize("form", ["json", "text"])
def test_reports_of_aiohttp_and_rasa_keep_addresses_and_messages_to_themselves(
    form: str, capfd: pytest.CaptureFixture[str], logging_as_before: None
) -> None:
    logs.set_up(form)
    try:
        raise BadStatusLine("GET /check?idno=652801199003071234")
    except BadStatusLine:
        logging.getLogger("aiohttp.server").exception("Error handling request from %s", "203.0.113.9")
    structlog.get_logger("rasa.core.processor").warning("processor.broke", text="我的电话13800001234")
    said = capfd.readouterr().err
    assert "BadStatusLine" in said
    assert "processor.broke" in said
    for private in ("652801199003071234", "203.0.113.9", "13800001234"):
        assert private not in said


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Puts back what a test of the log has changed."""
    handlers, level, bot = logging.root.handlers[:], logging.root.level, logging.getLogger("bot").level
    filters = {name: logging.getLogger(name).filters[:] for name in logs.FROM_AIOHTTP}
    before = structlog.get_config()
    yield
    structlog.configure(**before)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    logging.getLogger("bot").setLevel(bot)
    for name, were in filters.items():
        logging.getLogger(name).filters[:] = were
