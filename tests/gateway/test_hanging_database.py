"""A database server that hangs: its processes are stopped, its connections stay open, and nobody is told."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.runtime.conversation import NOT_REMEMBERED
from bot.runtime.database import open_engine

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).with_name("toy_server.py")
START_LIMIT = 90.0  # seconds
AT_ONCE = 5.0  # seconds; no more than a hang, whatever else the machine does


class Database:
    """A PostgreSQL server of its own, that can be made to hang."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self._main = int((folder / "data" / "postmaster.pid").read_text().split()[0])

    def hang(self) -> None:
        for pid in (self._main, *_children(self._main)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    def go_on(self) -> None:
        for pid in (self._main, *_children(self._main)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    # No folder of pytest's: under root the server runs as a user of its own, who may not look into it.
    folder = Path(f"/tmp/zc-hanging-{uuid.uuid4().hex[:8]}")
    started = subprocess.run(["scripts/postgres.sh", "start", folder], cwd=ROOT, capture_output=True, text=True)
    if started.returncode == 3:
        pytest.skip("no PostgreSQL here: NOT tested")
    assert started.returncode == 0, started.stderr
    server = Database(folder, started.stdout.strip())
    try:
        yield server
    finally:
        server.go_on()
        subprocess.run(["scripts/postgres.sh", "stop", folder], cwd=ROOT, check=True)
        subprocess.run(["rm", "-rf", folder, f"{folder}.log"], check=True)


@pytest.fixture
def port(toy_model: Path, tmp_path: Path, database: Database) -> Iterator[int]:
    output = tmp_path / "output.txt"
    environment = {
        **os.environ,
        "ZC_STORE_URL": database.url,
        "ZC_DB_STATEMENT_SECONDS": "1",
        "ZC_DB_POOL_SECONDS": "1",
        "ZC_DB_CONNECT_SECONDS": "2",
        "ZC_DRAIN_SECONDS": "0",
    }
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(toy_model)], stdout=sink, stderr=subprocess.STDOUT, env=environment
        )
    try:
        began = time.monotonic()
        while not (found := re.search(r"已启动:http://127\.0\.0\.1:(\d+)", output.read_text(encoding="utf-8"))):
            assert process.poll() is None, output.read_text(encoding="utf-8")
            assert time.monotonic() - began < START_LIMIT
            time.sleep(0.1)
        yield int(found.group(1))
    finally:
        database.go_on()
        process.terminate()
        process.wait(60)


def ask(port: int, method: str, path: str, body: object = None, limit: float = 60.0) -> tuple[int, Any]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=limit)) as connection:
        sent = json.dumps(body, ensure_ascii=False).encode() if body else None
        connection.request(method, path, sent, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())


def alive(port: int) -> bool:
    status, answer = ask(port, "GET", "/healthz", limit=AT_ONCE)
    return (status, answer["status"]) == (200, "ok")


def say(port: int, sender: str) -> list[str]:
    status, answer = ask(port, "POST", "/api/chat", {"sender": sender, "message": "你好"})
    assert status == 200
    return [str(message["text"]) for message in answer["messages"]]


def test_while_the_database_hangs_health_is_honest_and_people_are_answered(port: int, database: Database) -> None:
    before = say(port, "a")
    assert ask(port, "GET", "/readyz")[0] == 200
    database.hang()
    with concurrent.futures.ThreadPoolExecutor(8) as people:
        asked = [people.submit(say, port, f"person {number}") for number in range(8)]
        ready = people.submit(ask, port, "GET", "/readyz")
        while not all(each.done() for each in asked) or not ready.done():
            assert alive(port), "no I/O, so no waiting"
            time.sleep(0.05)
    for each in asked:
        answered = each.result()[0]
        assert answered.startswith(before[0])
        assert NOT_REMEMBERED in answered, "what cannot be stored is said"
    assert ready.result()[0] == 503
    assert alive(port)
    database.go_on()
    began = time.monotonic()
    while ask(port, "GET", "/readyz")[0] != 200:
        assert time.monotonic() - began < START_LIMIT, "it recovers by itself"
        time.sleep(0.2)
    assert say(port, "b") == before


def test_whoever_asks_a_hanging_server_gives_up_by_its_own_clock(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every thread that asked would be lost, and its connection with it."""
    monkeypatch.setenv("ZC_DB_STATEMENT_SECONDS", "0.2")
    engine = open_engine(sa.make_url(database.url).set(query={"application_name": "hanging"}))
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select 1")) == 1
        with pytest.raises(sa.exc.OperationalError, match="statement timeout"):
            connection.execute(sa.text("select pg_sleep(60)"))
        connection.rollback()
        database.hang()
        try:
            with pytest.raises(sa.exc.OperationalError, match="no answer within"):
                connection.execute(sa.text("select 1"))
        finally:
            database.go_on()
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select 1")) == 1
