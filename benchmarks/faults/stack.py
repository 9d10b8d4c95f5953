"""The assistant in one of its two profiles, as an operator starts it, with a handle on each of its processes."""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from policies_kb.loading.load import NOTICES

from ..killed_door import free_port
from . import processes
from .room import Room

ROOT = Path(__file__).parents[2]
START, STOP = 240.0, 40.0  # seconds
AGAIN = 1.0  # seconds until systemd would start what has ended (deploy/systemd: RestartSec)


class DidNotStart(RuntimeError):
    """The message is what it said last."""


class Stack(ABC):
    """One process group; `revive` does what systemd does for it."""

    name: ClassVar[str]
    title: ClassVar[str]
    command: ClassVar[tuple[str, ...]]

    def __init__(self, room: Room, clock: dict[str, str]) -> None:
        """``clock``: the environment under which the clock can be set, empty for the machine's own."""
        self.room, self.folder = room, room.folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.output = self.folder.parent / f"{self.folder.name}-{self.name}.log"
        self.models, self.notices = self.folder / "models", self.folder / "notices"
        self.environment = {
            **os.environ,
            "ZC_PORT": str(self.port),
            "ZC_MODELS": str(self.models),
            "ZC_NOTICES": str(self.notices),
            "ZC_SWITCH_FILE": str(self.folder / "off"),
            "ZC_LINK_SECRET": secrets.token_hex(16),
            "ZC_DRAIN_SECONDS": "0",
            "ZC_LOG": "text",
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).with_name("hanging")), str(ROOT)]),
            **clock,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Copies of what a fault may damage."""
        shutil.copytree(ROOT / "models", self.models)
        shutil.copytree(NOTICES, self.notices)

    def start(self) -> None:
        """Starts it and waits until it is ready; raises `DidNotStart`."""
        with self.output.open("ab") as sink:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=sink, stderr=sink, start_new_session=True
            )
        self.wait_until_ready()

    def wait_until_ready(self, limit: float = START) -> None:
        """Raises `DidNotStart` where it has ended, or after so many seconds."""
        until = time.monotonic() + limit
        while time.monotonic() < until and self.running:
            if self.ready():
                return
            time.sleep(0.1)
        said = self.output.read_text(encoding="utf-8", errors="replace")[-1500:]
        raise DidNotStart(f"{said}\nstatus {self.process.poll() if self.process else None}")

    def ready(self) -> bool:
        """Whether /readyz says so."""
        try:
            with urllib.request.urlopen(f"{self.base}/readyz", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def running(self) -> bool:
        """Whether the process that was started still is."""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> bool:
        """Starts what has ended, as systemd would; whether there was need."""
        if self.running:
            return False
        time.sleep(AGAIN)
        self.start()
        return True

    def stop(self) -> None:
        """Ends it, and what has outlived it."""
        if self.process is None:
            return
        everything = self.everything()
        if self.running:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP)
        processes.tell(everything, signal.SIGCONT)
        if not processes.gone(everything, STOP):
            processes.tell(everything, signal.SIGKILL)
        if self.running:
            self.process.kill()
        self.process.wait()

    def everything(self) -> list[int]:
        """All processes of it."""
        assert self.process is not None
        return processes.below(self.process.pid)

    @abstractmethod
    def assistants(self) -> list[int]:
        """The processes that answer."""

    @property
    def store_url(self) -> str:
        """The conversations' database."""
        return self.environment["ZC_STORE_URL"]

    def assistant(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the operator's beside it."""
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=600
        )


class Embedded(Stack):
    """One process, SQLite."""

    name, title = "embedded", "嵌入式(一个进程,SQLite)"
    command = (sys.executable, "-m", "bot", "serve")

    def __init__(self, room: Room, clock: dict[str, str]) -> None:
        super().__init__(room, clock)
        self.environment |= {
            "ZC_STORE_URL": f"sqlite:///{self.folder}/talk.db",
            "ZC_KB_URL": f"sqlite:///{self.folder}/book.db",
        }

    def prepare(self) -> None:
        super().prepare()
        made = self.assistant("policies_kb", "build")
        if made.returncode:
            raise DidNotStart(made.stderr)

    def assistants(self) -> list[int]:
        assert self.process is not None
        return [self.process.pid]

    def everything(self) -> list[int]:
        assert self.process is not None
        return [self.process.pid, *super().everything()]


class Scale(Stack):
    """`make run PROFILE=scale`: PostgreSQL, Redis and two processes."""

    name, title = "scale", "成规模(两个进程,PostgreSQL 和 Redis)"
    command = ("scripts/scale.sh",)

    def __init__(self, room: Room, clock: dict[str, str]) -> None:
        super().__init__(room, clock)
        self.environment |= {"ZC_SCALE_FOLDER": str(self.folder / "scale"), "ZC_WORKERS": "2"}
        self._redis: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        super().start()
        for line in (self.folder / "scale" / "environment").read_text().splitlines():
            self.environment |= dict(pair.split("=", 1) for pair in shlex.split(line)[1:])
        self.environment.pop("ZC_DESK_KEY", None)

    def stop(self) -> None:
        super().stop()
        self.end_redis()

    def supervisor(self) -> int:
        """The process that keeps the others running."""
        assert self.process is not None
        return next(pid for pid in processes.children(self.process.pid) if "bot serve" in processes.command(pid))

    def assistants(self) -> list[int]:
        return [pid for pid in processes.children(self.supervisor()) if "--inherited" in processes.command(pid)]

    def postmaster(self) -> int:
        """PostgreSQL's first process."""
        return int((self.folder / "scale" / "postgres" / "postmaster.pid").read_text().split()[0])

    def postgres(self) -> list[int]:
        """All of PostgreSQL's processes."""
        return [self.postmaster(), *processes.below(self.postmaster())]

    def everything(self) -> list[int]:
        with contextlib.suppress(OSError):
            return [*super().everything(), *self.postgres()]
        return super().everything()

    def pg_ctl(self, *arguments: str) -> None:
        """`restart` starts a stopped server, too, with the options that it had."""
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))[-1]
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        data = self.folder / "scale" / "postgres"
        command = [*owner, str(found), f"--pgdata={data}", f"--log={data}/server.log", "--wait", *arguments]
        subprocess.run(command, capture_output=True, check=True, timeout=90, cwd="/")

    def redis(self) -> int:
        """Redis' process."""
        if self._redis is not None:
            return self._redis.pid
        assert self.process is not None
        return next(pid for pid in processes.children(self.process.pid) if "redis-server" in processes.command(pid))

    def start_redis(self) -> None:
        """Starts it again, as systemd would."""
        self.end_redis()
        command = ["redis-server", str(self.folder / "scale" / "redis.conf")]
        self._redis = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)

    def end_redis(self) -> None:
        """Ends the one that `start_redis` started."""
        if self._redis is not None:
            processes.tell([self._redis.pid], signal.SIGCONT)
            self._redis.terminate()
            self._redis.wait(STOP)
            self._redis = None


PROFILES: tuple[type[Stack], ...] = (Embedded, Scale)
