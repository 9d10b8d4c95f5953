"""Stock Rasa as its manual starts it: `rasa run` and `rasa run actions`, each a process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..killed_door import free_port

START = 1800.0  # seconds
STOP = 20.0  # seconds
SPOKEN = "你好"


@dataclass(frozen=True)
class Stock:
    """``pids``: both processes; ``start_seconds``: from the start of both until the first answer."""

    port: int
    pids: tuple[int, ...]
    start_seconds: float


@contextlib.contextmanager
def running(rasa: Path, project: Path, log: Path) -> Iterator[Stock]:
    """Both, on loopback; stopped at the end."""
    port, actions = free_port(), free_port()
    (project / "endpoints.yml").write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n")
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SANIC_HOST": "127.0.0.1"}
    environment.pop("PYTHONPATH", None)
    commands = (["run", "actions", "-p", str(actions)], ["run", "-i", "127.0.0.1", "-p", str(port)])
    began = time.perf_counter()
    with log.open("wb") as sink:
        started = [
            subprocess.Popen([str(rasa), *command], cwd=project, env=environment, stdout=sink, stderr=sink)
            for command in commands
        ]
    try:
        while True:
            with contextlib.suppress(OSError):
                if say(port, "first", SPOKEN):
                    break
            if any(process.poll() is not None for process in started) or time.perf_counter() - began > START:
                raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.1)
        yield Stock(port, tuple(process.pid for process in started), time.perf_counter() - began)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def say(port: int, sender: str, message: str) -> list[dict[str, str]]:
    """One message by the REST channel."""
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        said: list[dict[str, str]] = json.load(answer)
        return said
