"""What the chat page asks of the gateway: answers that come once, opinions without personal data, the plain form."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import create_app
from bot.gateway.feedback_store import FeedbackStore
from bot.gateway.issued import Senders
from bot.gateway.settings import Settings
from bot.runtime.conversation import Conversation
from policies_kb.loading import KnowledgeBase
from policies_kb.reference import load_reference


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'opinions.db'}"


@pytest_asyncio.fixture
async def client(toy: Conversation, store_url: str) -> AsyncIterator[TestClient[Any, Any]]:
    nothing_on_file = KnowledgeBase({}, load_reference())
    app = create_app(toy, lambda: nothing_on_file, Settings(store_url=store_url))
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client


async def said(toy: Conversation, sender: str) -> list[str]:
    await toy.store.close()  # writes out what waits
    return [event["text"] for event in toy.store.log.read(sender) if event["event"] == "user"]


async def ask(client: TestClient[Any, Any], message: str, message_id: str | None, sender: str = "a") -> Any:
    headers = {"X-Message-Id": message_id} if message_id else {}
    response = await client.post("/api/chat", json={"sender": sender, "message": message}, headers=headers)
    assert response.status == 200
    return await response.json()


async def test_the_same_message_is_one_turn(client: TestClient[Any, Any], toy: Conversation) -> None:
    together = await asyncio.gather(*(ask(client, "我在轮台", "one") for _ in range(3)))
    later = await ask(client, "我在轮台", "one")
    assert all(answer == later for answer in together)
    await ask(client, "我在轮台", "two")
    await ask(client, "我在轮台", None)
    await ask(client, "我在焉耆", "one")  # another question under a used number
    assert await said(toy, "a") == ["我在轮台", "我在轮台", "我在轮台", "我在焉耆"]


async def test_numbers_of_two_people_are_two(client: TestClient[Any, Any], toy: Conversation) -> None:
    await ask(client, "我在轮台", "one", "a")
    await ask(client, "我在轮台", "one", "b")
    assert await said(toy, "b") == ["我在轮台"]


async def test_a_number_that_is_too_long_is_refused(client: TestClient[Any, Any]) -> None:
    response = await client.post(
        "/api/chat", json={"sender": "a", "message": "你好"}, headers={"X-Message-Id": "x" * 65}
    )
    assert response.status == 422
    assert (await response.json())["error"]["field"] == "X-Message-Id"


@pytest.mark.parametrize(
    "made_up", ["0123456789abcdef" * 2, "0123456789abcdef" * 4, "", "张三", "0" * 63 + "\n", "A" * 64]
)
async def test_a_page_goes_on_only_with_a_sender_that_was_issued_here(
    client: TestClient[Any, Any], made_up: str
) -> None:
    issued = _SENDER.findall(await (await client.get("/")).text())[0]
    page = await client.post("/", data={"message": "轮台电话", "sender": issued})
    assert issued in await page.text()
    page = await client.post("/", data={"message": "轮台电话", "sender": made_up})
    found = set(_SENDER.findall(await page.text()))
    assert len(found) == 1
    assert not found & {issued, made_up}
    assert issued not in await (await client.get("/", params={"q": "轮台电话", "s": issued, "sender": issued})).text()


def test_the_signature_holds_over_processes_and_for_one_sender_alone() -> None:
    senders = Senders(b"secret")
    issued = senders.issue()
    assert Senders(b"secret").ours(issued)
    assert not Senders(b"another").ours(issued)
    changed = ("0" if issued[0] != "0" else "1") + issued[1:]
    assert not senders.ours(changed)


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SENDER = re.compile(r"[0-9a-f]{64}")
OPINION = {"sender": "person-1", "question": "几年能初定", "answer_status": "answered", "useful": True}


async def test_opinions_are_stored_without_personal_data(client: TestClient[Any, Any], store_url: str) -> None:
    given = {**OPINION, "useful": False, "question": "我的手机13800001234", "reason": "证号652801199003071234不对"}
    response = await client.post("/api/feedback", json=given)
    assert (response.status, await response.json()) == (200, {"stored": True})
    store = FeedbackStore(store_url)
    [row] = store.read()
    kept = " ".join(str(value) for value in row)
    assert "13800001234" not in kept
    assert "652801199003071234" not in kept
    assert "person-1" not in kept
    assert "不对" in kept
    store.close()


async def test_a_second_opinion_replaces_the_first(client: TestClient[Any, Any], store_url: str) -> None:
    await client.post("/api/feedback", json=OPINION)
    await client.post("/api/feedback", json={**OPINION, "useful": False, "reason": "不完整"})
    await client.post("/api/feedback", json={**OPINION, "sender": "person-2"})
    store = FeedbackStore(store_url)
    assert [(row.useful, row.reason) for row in store.read()] == [(False, "不完整"), (True, None)]
    store.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"useful": "yes"},
        {"answer_status": "DROP TABLE"},
        {"sender": ""},
        {"question": ""},
        {"reason": "x" * 501},
        {"stars": 5},
    ],
)
async def test_bad_opinions_are_refused(client: TestClient[Any, Any], wrong: dict[str, Any]) -> None:
    response = await client.post("/api/feedback", json={**OPINION, **wrong})
    assert response.status == 422
    assert (await response.json())["error"]["mend"]


async def test_odd_characters_in_opinions(client: TestClient[Any, Any]) -> None:
    body = b'{"sender": "a\\ud83d", "question": "\\u0000\\ud83d x", "answer_status": "answered", "useful": true}'
    assert (await client.post("/api/feedback", data=body, headers={"Content-Type": "application/json"})).status == 200


async def test_old_opinions_are_purged(client: TestClient[Any, Any], store_url: str) -> None:
    await client.post("/api/feedback", json=OPINION)
    store = FeedbackStore(store_url)
    assert store.purge(1) == 0
    assert store.purge(-1) == 1
    assert store.read() == []
    store.close()


@pytest.mark.parametrize("body", [b"", b"message=%ff%fe", b"message=" + "问".encode() * 4001, b"a=b&a=c", b"\xff\x00"])
async def test_the_plain_form_bears_anything(client: TestClient[Any, Any], body: bytes) -> None:
    response = await client.post("/", data=body, headers=FORM)
    assert response.status in (200, 413)
    assert "<form" in await response.text()


async def test_without_a_build_the_page_is_plain(
    client: TestClient[Any, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pages.chat.STAMP", tmp_path / "none")
    response = await client.get("/?q=我在轮台")
    page = await response.text()
    assert "<script" not in page
    assert "/static/chat/chat.css" in page
    assert "地方:轮台" in page
    assert response.headers["Cache-Control"] == "no-store"
