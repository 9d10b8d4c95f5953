"""The HTTP API: answers, refusals with reason and mend, limits, documents; never a stack trace."""

from __future__ import annotations

import asyncio
import html
import logging
import shutil
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.cli import serve
from bot.gateway import health
from bot.gateway.app import OPERATIONS, create_app
from bot.gateway.settings import Settings
from bot.runtime.conversation import APOLOGY, Conversation
from policies_kb.clauses import parse
from policies_kb.examples import examples_of
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.record import Record
from policies_kb.reference import load_reference
from policies_kb.serving import Unproved, pinned, serving_base

PER_MINUTE = 20
JSON = {"Content-Type": "application/json"}
TEXT = """关于做好某县工作的通知

各单位:

一、申报对象

（一）在职人员。

（二）其他人员。

二、时间安排

另行通知。
"""
HEAD = {
    "id": "some-county",
    "title": "关于做好某县工作的通知",
    "short_name": "某县通知",
    "issuer": "某县",
    "line": "some-county",
    "round": 2024,
    "issued": "2024-01-02",
    "coverage": {"regions": ["轮台县"], "paths": ["chuding"], "levels": ["初级"], "series_mode": "any"},
}
FACT = {
    "id": "contact.phone",
    "kind": "contact",
    "topic": "contact",
    "role": "咨询",
    "phone": "0996-0000000",
    "clause": "一",
    "quote": "电话：0996-0000000",
    "say": "咨询电话是0996-0000000。",
}


@pytest.fixture(scope="module")
def knowledge_base() -> KnowledgeBase:
    record = Record.model_validate({"notice": HEAD, "facts": [FACT]})
    return KnowledgeBase({record.notice.id: Notice(record, TEXT, parse(TEXT))}, load_reference())


@pytest_asyncio.fixture
async def client(toy: Conversation, knowledge_base: KnowledgeBase) -> AsyncIterator[TestClient[Any, Any]]:
    app = create_app(toy, lambda: knowledge_base, Settings(requests_per_minute=PER_MINUTE))
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client


async def refusal(response: Any) -> dict[str, Any]:
    body = await response.json()
    assert set(body) == {"error"}
    assert body["error"]["reason"]
    assert body["error"]["mend"]
    assert response.headers["X-Request-Id"]
    assert "Traceback" not in await response.text()
    return dict(body["error"])


async def test_chat_answers(client: TestClient[Any, Any]) -> None:
    asked = {"sender": "a", "message": "我在轮台", "as_of": "2024-10-10"}
    response = await client.post("/api/chat", json=asked)
    assert response.status == 200
    with pinned() as serves:
        release = serves.release
    assert await response.json() == {
        "messages": [
            {
                "text": "地方:轮台\n\n第二段",
                "buttons": [{"title": "轮台", "payload": "我在轮台"}],
                "custom": {"place": "轮台", "as_of": "2024-10-10", "release": release},
            }
        ]
    }


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b"{", 400, "invalid_json", None),
        (b"\xff\xfe", 400, "invalid_json", None),
        (b"", 400, "invalid_json", None),
        (b"[]", 422, "invalid_field", None),
        (b'{"sender": "a"}', 422, "invalid_field", "message"),
        (b'{"sender": "a", "message": ""}', 422, "invalid_field", "message"),
        (b'{"sender": "a", "message": "  "}', 422, "invalid_field", "message"),
        (b'{"sender": "a", "message": 5}', 422, "invalid_field", "message"),
        (b'{"sender": "", "message": "x"}', 422, "invalid_field", "sender"),
        (b'{"sender": "a", "message": "x", "as_of": "10/10"}', 422, "invalid_field", "as_of"),
        (b'{"sender": "a", "message": "x", "as_of": 20241010}', 422, "invalid_field", "as_of"),
        (b'{"sender": "a", "message": "x", "asof": "2024-10-10"}', 422, "invalid_field", "asof"),
    ],
)
async def test_bad_requests_are_refused(
    client: TestClient[Any, Any], body: bytes, status: int, code: str, field: str | None
) -> None:
    response = await client.post("/api/chat", data=body, headers=JSON)
    assert response.status == status
    error = await refusal(response)
    assert (error["code"], error["field"]) == (code, field)


async def test_length_of_messages(client: TestClient[Any, Any]) -> None:
    long = await client.post("/api/chat", json={"sender": "a", "message": "问" * 4000})
    assert long.status == 200
    longer = await client.post("/api/chat", json={"sender": "a", "message": "问" * 4001})
    assert longer.status == 413
    assert (await refusal(longer))["code"] == "message_too_long"
    huge = await client.post("/api/chat", json={"sender": "a", "message": "问" * 100_000})
    assert huge.status == 413
    assert (await refusal(huge))["code"] == "too_large"


async def test_a_failing_turn_is_an_apology(client: TestClient[Any, Any]) -> None:
    response = await client.post("/api/chat", json={"sender": "a", "message": "坏掉"})
    assert response.status == 200
    [message] = (await response.json())["messages"]
    assert message["text"] == APOLOGY
    assert message["custom"]["status"] == "error"


async def test_odd_characters(client: TestClient[Any, Any]) -> None:
    body = b'{"sender": "a", "message": "\\ud83d \\u0000 \\ud83d\\ude00 /restart"}'
    assert (await client.post("/api/chat", data=body, headers=JSON)).status == 200


async def test_limits_clients_of_a_proxy_one_by_one(client: TestClient[Any, Any]) -> None:
    async def get(address: str) -> int:
        return (await client.get("/api/notices", headers={"X-Forwarded-For": f"1.1.1.1, {address}"})).status

    assert [await get("10.0.0.1") for _ in range(PER_MINUTE)] == [200] * PER_MINUTE
    limited = await client.get("/api/notices", headers={"X-Forwarded-For": "10.0.0.1"})
    assert limited.status == 429
    assert (await refusal(limited))["code"] == "too_many_requests"
    assert await get("10.0.0.2") == 200
    # programs on this machine itself are never limited
    assert [(await client.get("/api/notices")).status for _ in range(PER_MINUTE + 5)][-1] == 200


async def test_notices(client: TestClient[Any, Any], knowledge_base: KnowledgeBase) -> None:
    listed = (await (await client.get("/api/notices")).json())["notices"]
    assert {notice["id"] for notice in listed} == set(knowledge_base.notices)
    for notice in listed:
        detail = await (await client.get(f"/api/notices/{notice['id']}")).json()
        assert detail["title"] == notice["title"]
        assert detail["record"]["notice"]["coverage"]["regions"] == ["轮台县"]
        assert [clause["id"] for clause in detail["clauses"]] == list(knowledge_base.notices[notice["id"]].tree.clauses)


async def test_what_is_not_there(client: TestClient[Any, Any]) -> None:
    for path, code in (("/api/notices/none", "no_such_notice"), ("/nowhere", "not_found")):
        response = await client.get(path)
        assert response.status == 404
        assert (await refusal(response))["code"] == code
    wrong_method = await client.get("/api/chat")
    assert wrong_method.status == 405
    assert "POST" in wrong_method.headers["Allow"]
    assert (await refusal(wrong_method))["code"] == "method_not_allowed"


async def test_an_error_of_ours_shows_no_trace(
    client: TestClient[Any, Any], toy: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(toy, "say", broken)
    response = await client.post("/api/chat", json={"sender": "a", "message": "你好"})
    assert response.status == 500
    assert "secret detail" not in str(await refusal(response))


async def test_health(client: TestClient[Any, Any], toy: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await (await client.get("/healthz")).json())["status"] == "ok"
    ready = await client.get("/readyz")
    assert (await ready.json())["status"] == "ready"

    def unreadable() -> None:
        raise OSError

    toy.store.log.check = unreadable  # type: ignore[method-assign]
    monkeypatch.setattr(health, "KEPT", 0.0)
    response = await client.get("/readyz")
    assert response.status == 503
    told = await response.json()
    assert told["status"] == "store failed"
    assert {probe["name"]: probe["ok"] for probe in told["probes"]} == {
        "release": True,
        "question": True,
        "check": True,
        "model": True,
        "actions": True,
        "search": True,
        "store": False,
        "disk": True,
    }


async def test_a_full_disk_is_not_ready(client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0))
    told = await (await client.get("/readyz")).json()
    assert [probe["name"] for probe in told["probes"] if not probe["ok"]] == ["disk"]


@pytest.mark.parametrize("name", ["question", "check", "model", "actions", "search"])
async def test_what_does_not_work_is_named(
    client: TestClient[Any, Any], toy: Conversation, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise Unproved("with somebody's words")

    if name == "model":
        monkeypatch.setattr(toy.processor, "_parse_message_with_graph", broken)
    elif name == "actions":
        monkeypatch.setattr(toy.actions, "check", broken)
    else:
        monkeypatch.setattr(health, {"question": "answers", "check": "judges", "search": "search"}[name], broken)
    response = await client.get("/readyz")
    told = await response.json()
    assert (response.status, told["status"]) == (503, f"{name} failed")
    assert [(probe["name"], probe["reason"]) for probe in told["probes"] if not probe["ok"]] == [(name, "Unproved")]


def test_an_older_model_serves_where_the_newest_is_broken(toy_model: Path, tmp_path: Path) -> None:
    older, newest = tmp_path / "older.tar.gz", tmp_path / "newest.tar.gz"
    shutil.copy(toy_model, older)
    newest.write_bytes(b"no model")
    loaded = serve._load(newest, Settings(store_url=f"sqlite:///{tmp_path / 'talk.db'}", model_folder=tmp_path))
    assert loaded.processor.model_filename == older.name
    asyncio.run(loaded.close())


async def test_liveness_asks_no_database(client: TestClient[Any, Any], toy: Conversation) -> None:
    hangs = threading.Event()
    toy.switch.state = hangs.wait  # type: ignore[method-assign,assignment]
    toy.store.reaching.patience = 0.1
    toy.store.log.check = hangs.wait  # type: ignore[method-assign,assignment]
    async with asyncio.timeout(2):
        assert (await client.get("/healthz")).status == 200
    async with asyncio.timeout(30):  # the other probes load what they need
        assert (await client.get("/readyz")).status == 503
    hangs.set()


async def test_the_document_names_every_operation(client: TestClient[Any, Any]) -> None:
    api = await (await client.get("/openapi.json")).json()
    assert {(path, m.upper()) for path, ms in api["paths"].items() for m in ms} == {
        (operation.path, operation.method) for operation in OPERATIONS
    }
    routed = {
        (route.resource.canonical, route.method)
        for route in client.server.app.router.routes()  # type: ignore[attr-defined]
        if route.resource is not None and route.method != "HEAD"
    }
    served = {(path, method) for path, method in routed if path.startswith("/api/")}
    health = {("/healthz", "GET"), ("/readyz", "GET")}
    assert served | health == {(operation.path, operation.method) for operation in OPERATIONS}
    page = await (await client.get("/docs")).text()
    assert "http://" not in page
    assert "https://" not in page


async def test_the_chat_page_offers_what_is_on_file(toy: Conversation) -> None:
    first = next(iter(serving_base().notices.values()))
    base = KnowledgeBase({first.id: first}, serving_base().reference)
    async with TestClient(TestServer(create_app(toy, lambda: base, Settings()), host="127.0.0.1")) as client:
        page = html.unescape(html.unescape(await (await client.get("/")).text()))
    examples = examples_of(base)
    assert f"例如：{examples.example}" in page
    assert all(question in page for question in examples.questions)
    assert not any(question in page for question in set(examples_of(serving_base()).questions) - {*examples.questions})


async def test_the_log_holds_no_message(client: TestClient[Any, Any], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await client.post("/api/chat", json={"sender": "a", "message": "证号652801199003071234"})
        await client.post("/api/chat", json={"sender": "a", "message": "坏掉 13800001234"})
    assert "chat in=" in caplog.text
    assert "652801199003071234" not in caplog.text
    assert "13800001234" not in caplog.text
