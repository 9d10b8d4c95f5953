"""A bounded queue stands before what computes; who is sent away hears when to come again, and nothing computes on."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import create_app
from bot.gateway.computing import COMPUTING, Computing, TooBusy
from bot.gateway.metrics import METRICS
from bot.gateway.settings import Settings
from bot.gateway.throttled import Throttled
from bot.runtime import turn
from bot.runtime.conversation import APOLOGY, Conversation
from bot.runtime.places import Busy, Places
from bot.runtime.stoppable import StoppableThreads
from policies_kb.serving import serving_base

Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client(toy: Conversation, tmp_path: Path) -> AsyncIterator[Client]:
    settings = Settings(store_url=f"sqlite:///{tmp_path / 'queue.db'}")
    async with TestClient(TestServer(create_app(toy, serving_base, settings), host="127.0.0.1")) as running:
        yield running


async def test_so_many_at_once_so_many_waiting_and_no_more() -> None:
    places, order = Places(at_once=2, waiting=3), list[int]()
    refused: list[str] = []
    places.count = refused.append
    most = 0

    async def work(number: int) -> None:
        nonlocal most
        with places.entered():
            async with places.turn():
                order.append(number)
                most = max(most, len(order))
                await asyncio.sleep(0.01)

    done = await asyncio.gather(*(work(number) for number in range(7)), return_exceptions=True)
    assert [type(one) for one in done] == [type(None)] * 5 + [Busy] * 2
    assert order == [0, 1, 2, 3, 4]
    assert refused == ["full", "full"]
    assert places.inside == 0
    await work(8)  # there is room again


async def test_who_waits_too_long_is_told() -> None:
    places = Places(at_once=1, patience=0.05)
    refused: list[str] = []
    places.count = refused.append
    with places.entered():
        async with places.turn():
            with pytest.raises(Busy):
                async with places.turn():
                    pytest.fail("there is one place alone")
    assert refused == ["waited"]
    async with places.turn():
        pass


def computes_for_ever(steps: list[int]) -> None:
    while True:
        steps[0] += 1


async def test_what_takes_too_long_is_stopped_and_frees_its_thread() -> None:
    computing, steps = Computing(Places(at_once=1), limit=0.1), [0]
    late: list[str] = []
    computing.timed_out = late.append
    for _ in range(3):
        with pytest.raises(TooBusy):
            await computing.run(computes_for_ever, steps)
    computing.limit = 10.0
    assert await computing.run(lambda: "free") == "free"
    counted = steps[0]
    await asyncio.sleep(0.05)
    assert steps[0] == counted, "it goes on computing"
    assert late == ["door"] * 3
    computing.close()


async def test_an_error_and_the_callers_context_pass() -> None:
    threads = StoppableThreads(1, "test")
    with pytest.raises(ZeroDivisionError):
        await threads.run(1.0, lambda: 1 / 0)
    threads.close()


@pytest.mark.parametrize(("path", "sent"), [("/api/chat", "json"), ("/", "data")])
async def test_a_full_queue_of_chats_is_told_in_chinese(
    client: Client, toy: Conversation, path: str, sent: str
) -> None:
    toy.places.waiting = -toy.places.at_once
    answer = await client.post(path, **{sent: {"sender": "a", "message": "你好"}})
    assert answer.status == 503
    assert "现在问的人太多" in await answer.text()
    assert int(answer.headers["Retry-After"]) > 0
    assert client.app is not None
    assert 'assistant_refused_total{reason="chat_queue_full"} 1.0' in client.app[METRICS].written().decode()


@pytest.mark.parametrize("path", ["/api/search?q=电话", "/notices?q=电话", "/check"])
async def test_a_full_queue_of_pages_is_told_in_chinese(client: Client, path: str) -> None:
    assert client.app is not None
    client.app[COMPUTING].places.waiting = -client.app[COMPUTING].places.at_once
    answer = await client.get(path)
    assert answer.status == 503
    assert "现在问的人太多" in await answer.text()
    assert int(answer.headers["Retry-After"]) > 0
    assert (await client.get("/healthz")).status == 200


async def test_one_person_who_sends_without_waiting_holds_bounded_places(toy: Conversation) -> None:
    toy.places.waiting = 4 - toy.places.at_once
    answers = await asyncio.gather(*(toy.say("a", "你好") for _ in range(9)), return_exceptions=True)
    assert [isinstance(one, Busy) for one in answers] == [False] * 4 + [True] * 5


async def test_understanding_that_takes_too_long_is_stopped(toy: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, late = [0], list[str]()
    toy.timed_out = late.append
    monkeypatch.setattr(turn, "READING_LIMIT", 0.1)
    monkeypatch.setattr(toy.processor, "_parse_message_with_graph", lambda *given: computes_for_ever(steps))
    for _ in range(turn.READERS + 1):
        assert (await toy.say("a", "你好"))[0].text == APOLOGY
    counted = steps[0]
    await asyncio.sleep(0.05)
    assert steps[0] == counted, "it goes on computing"
    assert late == ["turn"] * (turn.READERS + 1)


async def test_the_loop_turns_while_doors_compute(client: Client) -> None:
    """Counted, not timed: the loop takes steps while a thread computes."""
    assert client.app is not None
    steps, turns = [0], 0
    client.app[COMPUTING].limit = 0.3

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.ensure_future(count())
    with pytest.raises(TooBusy):
        await client.app[COMPUTING].run(computes_for_ever, steps)
    counting.cancel()
    assert turns > 3
    assert steps[0] > 0


def line(level: int, number: int = 1) -> logging.LogRecord:
    return logging.LogRecord("bot.x", level, __file__, number, "accept failed: %s", ("x",), None)


def test_a_warning_that_comes_again_and_again_is_counted_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    throttled = Throttled(free=3, window=10.0)
    assert [throttled.filter(line(logging.ERROR)) for _ in range(1000)].count(True) == 3
    assert throttled.filter(line(logging.ERROR, number=2)), "another kind"
    assert all(throttled.filter(line(logging.INFO)) for _ in range(100)), "the log of requests"
    now[0] += 11
    again = line(logging.ERROR)
    assert throttled.filter(again)
    assert again.getMessage() == "accept failed: x (and 997 more like it left out)"
