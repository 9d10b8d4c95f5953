"""What must hold of a whole process: turns in flight are finished on SIGTERM, and nothing private is left behind."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(__file__).with_name("toy_server.py")
START_LIMIT, STOP_LIMIT = 60.0, 20.0  # seconds
ID_NUMBER, PHONE, SENDER = "652801199003071233", "13812345678", "sender-of-mine-4711"


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            sent = json.dumps(body, ensure_ascii=False).encode() if body else None
            connection.request(method, path, sent, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, json.loads(response.read())

    def say(self, message: str) -> str:
        status, answer = self.ask("POST", "/api/chat", {"sender": SENDER, "message": message})
        assert status == 200
        return str(answer["messages"][0]["text"])

    def output(self) -> str:
        return (self.folder / "output.txt").read_text(encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_LIMIT)


@pytest.fixture
def running(toy_model: Path, tmp_path: Path) -> Iterator[Running]:
    environment = {
        **os.environ,
        "ZC_STORE_URL": f"sqlite:///{tmp_path / 'conversations.db'}",
        "ZC_LOG": "json",
        "ZC_DRAIN_SECONDS": "1",
    }
    with (tmp_path / "output.txt").open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(toy_model)], stdout=sink, stderr=subprocess.STDOUT, env=environment
        )
    started = time.monotonic()
    server = Running(process, 0, tmp_path)
    try:
        while not (found := re.search(r"已启动:http://127\.0\.0\.1:(\d+)", server.output())):
            assert process.poll() is None, server.output()
            assert time.monotonic() - started < START_LIMIT, server.output()
            time.sleep(0.1)
        server.port = int(found[1])
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def test_a_turn_in_flight_is_finished_when_the_process_is_told_to_stop(running: Running) -> None:
    status, ready = running.ask("GET", "/readyz")
    assert status == 200, ready
    said: list[str] = []
    slow = threading.Thread(target=lambda: said.append(running.say("慢慢来")))
    slow.start()
    time.sleep(0.5)
    running.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    status, ready = running.ask("GET", "/readyz")
    assert (status, ready["status"]) == (503, "stopping")
    assert running.ask("GET", "/healthz")[0] == 200
    slow.join()
    assert said == ["好了"]
    assert running.process.wait(STOP_LIMIT) == 0
    with pytest.raises(ConnectionError):
        running.ask("GET", "/readyz")


def test_neither_log_nor_database_holds_numbers_and_the_log_no_words(running: Running) -> None:
    words = f"我叫古丽巴哈尔,身份证{ID_NUMBER},手机{PHONE},我在轮台"
    running.say(words)
    opinion = {"sender": SENDER, "question": words, "answer_status": "answered", "useful": False, "reason": words}
    assert running.ask("POST", "/api/feedback", opinion)[0] == 200
    assert running.say("坏掉吧").startswith("抱歉")  # with the traceback in the log
    assert running.stop() == 0
    database = b"".join(file.read_bytes() for file in running.folder.glob("conversations.db*"))
    assert "轮台".encode() in database or b"\\u8f6e\\u53f0" in database
    log = running.output()
    for private in (ID_NUMBER, PHONE, "古丽巴哈尔"):
        assert private.encode() not in database
        assert json.dumps(private)[1:-1].encode() not in database
        assert private not in log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    chats = [line for line in lines if line.get("route") == "/api/chat"]
    assert [line["status"] for line in chats] == [200, 200]
    assert all(line["request"] and line["ms"] > 0 for line in chats)
    assert any("ValueError" in line.get("exception", "") for line in lines)
    for private in ("轮台", "坏掉", SENDER, "127.0.0.1"):
        assert not any(private in json.dumps(line, ensure_ascii=False) for line in lines)


def test_broken_requests_get_no_stack_trace_and_leave_nothing_in_the_log(running: Running) -> None:
    for sent in (b"GET /check?idno=" + ID_NUMBER.encode() + b" HTTP/9.x\r\n\r\n", b"\x16\x03\x01\x02\x00\xff\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
            connection.sendall(sent)
            answer = connection.recv(65536)
        assert answer.split()[1] == b"400"
        assert b"Traceback" not in answer
        assert b"aiohttp" not in answer
    assert running.ask("GET", "/healthz")[0] == 200
    assert running.stop() == 0
    assert ID_NUMBER not in running.output()
