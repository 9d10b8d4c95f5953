"""What an address and a sender may ask for in a minute: work is counted, on every door, and over all processes."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from limits.aio.storage import MemoryStorage, RedisStorage, Storage

from bot.gateway import counters, rate_limit
from bot.gateway.app import create_app
from bot.gateway.file_counters import FileCounters
from bot.gateway.rate_limit import UNITS_OF_A_MESSAGE, Allowance, TooMany
from bot.gateway.settings import SettingInvalid, Settings
from bot.gateway.work import units_of_text
from bot.runtime.conversation import Conversation
from policies_kb.reading import CHARACTERS
from policies_kb.serving import serving_base

PER_MINUTE = 6
Client = TestClient[Any, Any]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("焉耆大专几年能初定", 1),
        ("", 1),
        ("轮台初定要几年？焉耆呢？", 1),
        ("焉耆几年\n" * 700, 100),  # two hundred lines are read
        ("？".join(["轮台要几年"] * 90), 45),
        ("啊" * 4000, CHARACTERS // 100),
        ("ﷺ" * 4000, CHARACTERS // 100),
        ("ﷺ" * 12, 3),  # twelve signs that stand for two hundred and sixteen
    ],
)
def test_work_grows_with_what_is_asked_up_to_what_is_read(text: str, units: int) -> None:
    assert units_of_text(text) == units


@pytest_asyncio.fixture
async def client(toy: Conversation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Client]:
    monkeypatch.setattr(rate_limit, "client_address", lambda request: request.headers.get("X-Test", "203.0.113.9"))
    url = f"sqlite:///{tmp_path / 'limits.db'}"
    settings = Settings(store_url=url, requests_per_minute=PER_MINUTE, messages_per_minute=PER_MINUTE)
    async with TestClient(TestServer(create_app(toy, serving_base, settings), host="127.0.0.1")) as running:
        yield running


LONG = "焉耆几年\n" * 60  # thirty units: more than a minute allows
DOORS = {
    "chat": ("POST", "/api/chat", {"json": {"sender": "a", "message": LONG}}),
    "form": ("POST", "/", {"data": {"message": LONG}}),
    "embedded form": ("POST", "/embed", {"data": {"message": LONG}}),
    "check": ("POST", "/check", {"data": {"field": "specialty", "answer": LONG}}),
    "opinion": (
        "POST",
        "/api/feedback",
        {"json": {"sender": "a", "question": LONG, "answer_status": "answered", "useful": True}},
    ),
}
FAST = {
    **{name: door for name, door in DOORS.items() if name != "check"},
    "address": ("GET", "/?q=轮台电话", {}),
    "handover": ("POST", "/api/handover", {"json": {"sender": "a"}}),
    "eligibility": ("POST", "/api/eligibility", {"json": {"target": "初定初级", "applicant": {}}}),
    "search": ("GET", "/api/search?q=电话", {}),
    "notices": ("GET", "/notices?q=电话", {}),
    "page of the check": ("GET", "/check", {}),
    "desk": ("POST", "/desk/sign-in", {"data": {"name": "x", "password": "y"}}),
    "upload": ("POST", "/desk/sign-in", {"data": {"file": b"x" * 9000}}),
    "nowhere": ("GET", "/nowhere", {}),
}


@pytest.mark.parametrize("door", DOORS)
async def test_a_few_large_messages_are_as_many_as_many_small_ones(client: Client, door: str) -> None:
    method, path, sent = DOORS[door]
    statuses = [(await client.request(method, path, allow_redirects=False, **sent)).status for _ in range(PER_MINUTE)]
    assert 429 in statuses
    if door not in ("form", "embedded form", "check"):  # those have no sender, or a new one each time
        assert statuses.index(429) < UNITS_OF_A_MESSAGE


@pytest.mark.parametrize("door", FAST)
async def test_every_door_counts_and_says_so_in_chinese(client: Client, door: str) -> None:
    method, path, sent = FAST[door]
    answers = [await client.request(method, path, allow_redirects=False, **sent) for _ in range(PER_MINUTE + 1)]
    assert answers[-1].status == 429
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert "一分钟" in await answers[-1].text()
    other = await client.request("GET", "/notices", headers={"X-Test": "203.0.113.10"})
    assert other.status == 200


@pytest.fixture(params=["memory", "file", "redis"])
async def storages(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[list[Storage]]:
    """The counters as two processes have them; in memory there is one process alone."""
    if request.param == "memory":
        yield [MemoryStorage()]
    elif request.param == "file":
        url = f"sqlite:///{tmp_path / 'talk.db'}"
        made = [counters.counters(Settings(store_url=url, workers=2)) for _ in range(2)]
        assert all(isinstance(one, FileCounters) for one in made)
        yield made
        for one in made:
            counters.close(one)
    else:
        server = request.getfixturevalue("redis_url")
        yield [counters.counters(Settings(redis_url=server)) for _ in range(2)]


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server: NOT tested on Redis")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir"]
    process = subprocess.Popen([*command, str(tmp_path_factory.mktemp("redis"))], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


async def test_counters_are_one_over_processes(storages: list[Storage]) -> None:
    refused: list[str] = []
    doors = [Allowance(one, 100, PER_MINUTE, refused.append) for one in storages]
    for number in range(PER_MINUTE):
        await doors[number % len(doors)].text_of("a", "电话")
    for door in doors:
        with pytest.raises(TooMany):
            await door.text_of("a", "电话")
        await door.text_of("b", "电话")
    assert refused == ["sender"] * len(doors)


async def test_counters_run_out(tmp_path: Path) -> None:
    storage = FileCounters(tmp_path / "counters")
    assert [await storage.incr("key", 60), await storage.incr("key", 60, 4)] == [1, 5]
    assert await storage.get_expiry("key") > time.time()
    storage._open().execute("update counter set until = 0")
    assert await storage.get("key") == 0
    assert await storage.incr("key", 60, 2) == 2
    await storage.clear("key")
    assert await storage.get("key") == 0
    storage.close()


async def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "counters"
    path.write_bytes(b"no database" * 1000)
    storage = FileCounters(path)
    assert await storage.incr("key", 60) == 1
    assert await storage.check()
    storage.close()


async def test_without_redis_each_process_counts_for_itself() -> None:
    unreachable = RedisStorage("async+redis://127.0.0.1:1/0", implementation="redispy", socket_connect_timeout=0.2)
    door = Allowance(unreachable, 100, 2)
    await door.text_of("a")
    await door.text_of("a")
    with pytest.raises(TooMany):
        await door.text_of("a")


COUNTING = """
import asyncio, sys
from pathlib import Path
from bot.gateway.file_counters import FileCounters
async def main():
    storage = FileCounters(Path(sys.argv[1]))
    for _ in range(200):
        await storage.incr("key", 60)
    storage.close()
asyncio.run(main())
"""


async def test_processes_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "counters"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", COUNTING, str(path)]
    running = [subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}) for _ in range(3)]
    assert [await asyncio.to_thread(one.wait) for one in running] == [0, 0, 0]
    storage = FileCounters(path)
    assert await storage.get("key") == 600
    storage.close()


def test_no_sender_and_no_address_stands_in_the_counters(tmp_path: Path) -> None:
    storage = FileCounters(tmp_path / "counters")

    async def count() -> None:
        await Allowance(storage, 100, 100).text_of("openid-of-mine", "电话")

    asyncio.run(count())
    storage.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"sender" in kept
    assert b"openid-of-mine" not in kept


def test_an_address_that_is_none_of_redis_is_named() -> None:
    with pytest.raises(SettingInvalid, match="ZC_REDIS_URL"):
        Settings.from_environment({"ZC_REDIS_URL": "http://example"})
