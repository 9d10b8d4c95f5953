"""Several processes that answer on one port, kept running by one that does nothing else.

They share the listening socket: whoever is free takes the next connection, and a process that dies takes nobody's
connection with it but those it was answering. What they know of people is in the database (docs/decisions/0003).
When the one that keeps them running is killed, they end, too: nobody would start them again, or could take their port.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.desk import key
from bot.gateway.settings import Settings

logger = logging.getLogger(__name__)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the name that prometheus_client reads when it is imported
MOST = 32
CALM = 60.0  # seconds after which a process counts as having run well
AGAIN_AT_LEAST, AGAIN_AT_MOST = 1.0, 30.0  # seconds before a process that died is started again; doubling
LOOK_EVERY = 0.2  # seconds
Inherited = tuple[int, int]  # descriptors: the listening socket, and the end of a pipe that ends with this process


@dataclass
class Worker:
    """One process and its fate. ``number`` counts from 1."""

    number: int
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)
    again_after: float = AGAIN_AT_LEAST


class Stopped(Exception):
    """A signal has arrived."""


def shared_by(settings: Settings, count: int) -> dict[str, str]:
    """The environment that makes several processes one service: how many they are, a secret in common where nobody
    keeps one, and where each writes its numbers for /metrics."""
    shared = {"ZC_WORKERS": str(count)}
    if key.lives_with_the_process(settings.desk_key, settings.store_url):
        shared["ZC_DESK_KEY"] = key.secret(settings.desk_key, settings.store_url).decode()
    return shared


def keep_running(taken: socket.socket, count: int, command: list[str], shared: dict[str, str]) -> int:
    """Runs ``command`` ``count`` times with the socket until a signal arrives; returns the exit status.

    ``shared``: what is added to the environment of each. A process that ends with status 1 has refused to start and
    said why: then all are stopped and 1 is returned.
    Any other end is an accident, and the process is started again.
    """
    taken.listen(512)
    taken.set_inheritable(True)
    with tempfile.TemporaryDirectory(prefix="assistant-metrics-") as numbers:
        return _kept_running(taken, count, command, {**shared, FOLDER: numbers})


def _kept_running(taken: socket.socket, count: int, command: list[str], shared: dict[str, str]) -> int:
    # Nothing is ever written: its end tells the others that this process is gone, however it went.
    watched, _held = os.pipe()
    inherited = (taken.fileno(), watched)
    workers = [_started(number, inherited, command, shared) for number in range(1, count + 1)]
    heard: list[int] = []

    def hear(number: int, _frame: object) -> None:
        heard.append(number)
        raise Stopped

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, hear)
    try:
        while True:
            time.sleep(LOOK_EVERY)
            for place, worker in enumerate(workers):
                status = worker.process.poll()
                if status == 1:
                    return 1
                if status is not None:
                    workers[place] = _again(worker, status, inherited, command, shared)
    except Stopped:
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        for worker in workers:
            # Ctrl-C at a terminal reaches them, too; a second one does no harm.
            worker.process.send_signal(heard[0] if heard else signal.SIGTERM)
        for worker in workers:
            worker.process.wait()


def _started(number: int, inherited: Inherited, command: list[str], shared: dict[str, str]) -> Worker:
    listening, watched = inherited
    handed = [*command, "--inherited", f"{listening}:{watched}:{number}"]
    environment = {**os.environ, **shared}
    process = subprocess.Popen([sys.executable, "-m", "bot", *handed], pass_fds=inherited, env=environment)
    return Worker(number, process)


def _again(worker: Worker, status: int, inherited: Inherited, command: list[str], shared: dict[str, str]) -> Worker:
    wait = AGAIN_AT_LEAST if time.monotonic() - worker.started > CALM else worker.again_after
    logger.error("process %d ended with status %d; started again in %g s", worker.number, status, wait)
    time.sleep(wait)
    _forget_gauges(worker.process.pid, Path(shared[FOLDER]))
    fresh = _started(worker.number, inherited, command, shared)
    fresh.again_after = min(wait * 2, AGAIN_AT_MOST)
    return fresh


def _forget_gauges(pid: int, numbers: Path) -> None:
    """A process that is gone waits for nothing; its counters stay. This is what prometheus_client's `mark_process_dead`
    does, which cannot be imported here: it would take this process for one that counts."""
    for file in numbers.glob(f"gauge_live*_{pid}.db"):
        file.unlink(missing_ok=True)
