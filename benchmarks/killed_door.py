"""A door as a process that can be killed and started again on the same database."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def free_port() -> int:
    """A port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Door:
    """A module of `benchmarks` that serves a door; ``path``: of the door, ``folder``: where it keeps its database."""

    def __init__(self, module: str, path: str, folder: Path, options: Sequence[str]) -> None:
        self.port, self._module, self._path = free_port(), module, path
        self._folder, self._options = folder, options
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where the platform pushes to."""
        return f"http://127.0.0.1:{self.port}{self._path}"

    async def start(self) -> None:
        """Starts it and waits until it listens."""
        command = [sys.executable, "-m", self._module, "--port", str(self.port)]
        command += ["--folder", str(self._folder), *self._options]
        self._process = subprocess.Popen(command)
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            await asyncio.sleep(0.1)
        raise RuntimeError("the door did not start within two minutes")

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Ends it, by default without any warning."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(20)
            self._process = None
