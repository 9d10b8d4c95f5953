"""Several processes on one port: they answer as one, and one that dies is started again."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main, serve

LIMIT = 180.0  # seconds; three processes load everything side by side on a busy machine


class Port:
    """A port with two processes behind it."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process, self._output = process, output
        self.number = int(self.until(r"已启动:http://127\.0\.0\.1:(\d+)"))
        self.until("已启动", times=2)

    def until(self, pattern: str, times: int = 1) -> str:
        started = time.monotonic()
        while len(found := re.findall(pattern, self.said())) < times:
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - started < LIMIT, self.said()
            time.sleep(0.1)
        return str(found[-1])

    def said(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def say(self, message: str, message_id: str) -> str:
        """A connection of its own each time, so that whoever is free takes it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.number, timeout=60)
        body = json.dumps({"sender": "a", "message": message, "as_of": "2024-10-10"}).encode()
        headers = {"Content-Type": "application/json", "X-Message-Id": message_id, "Connection": "close"}
        connection.request("POST", "/api/chat", body, headers)
        answer = json.loads(connection.getresponse().read())
        return str(answer["messages"][0]["text"])


@pytest.fixture
def port(tmp_path: Path) -> Iterator[Port]:
    output = tmp_path / "output.txt"
    environment = {**os.environ, "ZC_STORE_URL": f"sqlite:///{tmp_path / 'talk.db'}", "ZC_DRAIN_SECONDS": "0"}
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", "0", "--workers", "2"],
            stdout=sink,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    try:
        yield Port(process, output)
    finally:
        process.terminate()
        process.wait(60)


def test_two_processes_answer_as_one_over_the_death_of_one(port: Port) -> None:
    first = port.say("轮台几年能初定", "m1")
    assert "轮台县初定通知" in first
    asked = [port.say("材料呢", f"n{n}") for n in range(8)]
    assert len(set(asked)) == 1, "whoever answers, the conversation is one"
    assert port.say("轮台几年能初定", "m1") == first
    victim = port.children()[0]
    os.kill(victim, signal.SIGKILL)
    assert port.say("轮台几年能初定", "m1") == first
    assert port.say("材料呢", "n9") == asked[0]
    port.until("已启动", times=3)
    assert victim not in port.children()
    assert len(port.children()) == 2
    port.process.terminate()
    assert port.process.wait(60) == 0


async def test_a_process_whose_keeper_is_gone_is_told_to_stop() -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    watched, held = os.pipe()
    loop.add_reader(watched, serve._orphaned, loop, watched, stop)
    await asyncio.sleep(0.01)
    assert not stop.is_set()
    os.close(held)
    await asyncio.wait_for(stop.wait(), 5)
    assert not loop.remove_reader(watched), "an end would be told again and again"
    os.close(watched)


@pytest.mark.parametrize("written", ["0", "33", "zwei", "-1"])
def test_a_number_of_processes_that_cannot_be_is_refused(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", f"--workers={written}"])
    assert "1 到 32" in capsys.readouterr().err
