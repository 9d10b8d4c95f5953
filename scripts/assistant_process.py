"""Starts the assistant as a process of its own, for whoever wants to measure it from outside."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_LIMIT = 300.0  # seconds; several may start together on a busy machine
STOP_LIMIT = 15.0  # seconds


class DidNotStart(RuntimeError):
    """The assistant ended, or was not ready in time; the message is what it said last."""


@dataclass(frozen=True)
class Assistant:
    """A running assistant: where it listens, its process id, seconds until it was ready, its conversations' store."""

    host: str
    port: int
    pid: int
    start_seconds: float
    store_url: str

    @property
    def base(self) -> str:
        """The URL without a path."""
        return f"http://{self.host}:{self.port}"


@contextmanager
def running_assistant(
    command: tuple[str, ...] = (sys.executable, "-m", "bot"), extra: Mapping[str, str] | None = None
) -> Iterator[Assistant]:
    """A fresh assistant on a free port with an empty conversation store, or the one that the settings ``extra`` name;
    stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        output = Path(folder) / "output.txt"
        environment = {**os.environ, "ZC_STORE_URL": f"sqlite:///{folder}/conversations.db", **(extra or {})}
        store_url = environment["ZC_STORE_URL"]
        started = time.perf_counter()
        with output.open("wb") as sink:
            process = subprocess.Popen(
                [*command, "serve", "--port", "0"], stdout=sink, stderr=subprocess.STDOUT, env=environment
            )
        try:
            port = _wait_for_port(process, output, started)
            yield Assistant("127.0.0.1", port, process.pid, time.perf_counter() - started, store_url)
        finally:
            process.terminate()
            try:
                process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_port(process: subprocess.Popen[bytes], output: Path, started: float) -> int:
    """Waits for the line that names the URL, and for /readyz."""
    while time.perf_counter() - started < START_LIMIT:
        said = output.read_text(encoding="utf-8", errors="replace")
        if "已启动:http://" in said:
            port = int(said.split("已启动:http://")[1].split("(")[0].rsplit(":", 1)[1])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return port
        if process.poll() is not None:
            raise DidNotStart(said.strip()[-2000:])
        time.sleep(0.05)
    raise DidNotStart(f"not ready after {START_LIMIT:g} s: {output.read_text(errors='replace')[-2000:]}")


class ChatClient:
    """Speaks to /api/chat over one kept connection, as a browser does."""

    def __init__(self, assistant: Assistant, timeout: float = 60.0) -> None:
        self.connection = http.client.HTTPConnection(assistant.host, assistant.port, timeout=timeout)

    def say(self, sender: str, message: str, as_of: str | None = None) -> tuple[float, list[dict[str, object]]]:
        """Seconds that the answer took, and its messages."""
        asked = {"sender": sender, "message": message, **({"as_of": as_of} if as_of else {})}
        body = json.dumps(asked, ensure_ascii=False).encode()
        started = time.perf_counter()
        self.connection.request("POST", "/api/chat", body, {"Content-Type": "application/json"})
        answer = json.loads(self.connection.getresponse().read())
        return time.perf_counter() - started, answer["messages"]
