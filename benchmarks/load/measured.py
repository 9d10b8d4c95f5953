"""One run of locust against one profile, and what the assistant spent on it."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from policies_kb.terminal.progress import Progress

from ..chat_turns import rss_mb
from ..faults.room import room
from ..faults.stack import Scale, Stack
from ..long_messages import cpu_seconds
from .environment import FOLDER

USERS_A_SECOND = 20
KB = 1024
TOTAL, NOTHING = "Aggregated", "N/A"  # locust's own words


class Moment(NamedTuple):
    """A second of a run: how many people, turns a second, and of the last ten seconds p50 and p95."""

    second: float
    people: float
    turns_a_second: float
    p50: float
    p95: float


@dataclass(frozen=True)
class Measured:
    """``cpu_ms``: of the processes that answer, a turn; ``database_cpu_ms``: of PostgreSQL, 0 for SQLite;
    ``kb_a_turn``: what the database grew by; times in milliseconds, memory in MB of one process that answers.
    ``curve``: per cent of the turns → what these do not exceed; ``course``: the run as it went."""

    profile: str
    people: int
    turns: int
    errors: int
    turns_a_second: float
    p50: float
    p95: float
    p99: float
    cpu_ms: float
    database_cpu_ms: float
    memory: float
    kb_a_turn: float
    curve: tuple[tuple[float, float], ...] = ()
    course: tuple[Moment, ...] = ()

    def as_json(self) -> str:
        """One line, without what only a chart can show."""
        told = asdict(self)
        return json.dumps({name: told[name] for name in told if name not in ("curve", "course")}, ensure_ascii=False)


def measure(kind: type[Stack], locust: Path, conversations: Path, people: int, seconds: int) -> Measured:
    """Starts the profile, lets so many people talk, and stops it."""
    with room() as here:
        stack = kind(here, {})
        stack.prepare()
        stack.start()
        try:
            _say_hello(stack)
            return _measured(stack, locust, conversations, people, seconds)
        finally:
            stack.stop()


def _measured(stack: Stack, locust: Path, conversations: Path, people: int, seconds: int) -> Measured:
    database = stack.postgres() if isinstance(stack, Scale) else []
    before, before_database, size = _cpu(stack.assistants()), _cpu(database), _size(stack)
    prefix = FOLDER / stack.name
    command = [str(locust), "--headless", "--only-summary", "--host", stack.base, "--users", str(people)]
    command += ["--spawn-rate", str(USERS_A_SECOND), "--run-time", f"{seconds}s", "--csv", str(prefix)]
    command += ["--locustfile", str(Path(__file__).with_name("locustfile.py")), "--stop-timeout", "30"]
    environment = {**os.environ, "ZC_LOAD_CONVERSATIONS": str(conversations)}
    environment.pop("PYTHONPATH", None)
    _let_talk(command, environment, f"{stack.title}，{people} 人同时问", seconds)
    if isinstance(stack, Scale):
        database = stack.postgres()
    with Path(f"{prefix}_stats.csv").open(encoding="utf-8") as read:
        total = next(row for row in csv.DictReader(read) if row["Name"] == TOTAL)
    turns = int(total["Request Count"])
    return Measured(
        profile=stack.title,
        people=people,
        turns=turns,
        errors=int(total["Failure Count"]),
        turns_a_second=float(total["Requests/s"]),
        p50=float(total["50%"]),
        p95=float(total["95%"]),
        p99=float(total["99%"]),
        cpu_ms=(_cpu(stack.assistants()) - before) / turns * 1000,
        database_cpu_ms=max(_cpu(database) - before_database, 0.0) / turns * 1000,
        memory=max(rss_mb(pid) or 0.0 for pid in stack.assistants()),
        kb_a_turn=(_size(stack) - size) / KB / turns,
        curve=curve(total),
        course=course(Path(f"{prefix}_stats_history.csv")),
    )


def curve(total: Mapping[str, str]) -> tuple[tuple[float, float], ...]:
    """The percentiles of a line of locust's statistics."""
    found = [(float(name.removesuffix("%")), value) for name, value in total.items() if name.endswith("%")]
    return tuple(sorted((share, float(value)) for share, value in found if value not in ("", NOTHING)))


def course(history: Path) -> tuple[Moment, ...]:
    """The seconds of locust's history in which somebody was answered; empty where it wrote none."""
    if not history.is_file():
        return ()
    with history.open(encoding="utf-8") as read:
        rows = [row for row in csv.DictReader(read) if row["Name"] == TOTAL and row["50%"] not in ("", NOTHING)]
    names = ("User Count", "Requests/s", "50%", "95%")
    return tuple(
        Moment(float(row["Timestamp"]) - float(rows[0]["Timestamp"]), *(float(row[name]) for name in names))
        for row in rows
    )


def _let_talk(command: list[str], environment: Mapping[str, str], what: str, seconds: int) -> None:
    """Runs locust to its end; its status is 1 where a request failed, which its statistics say, too."""
    with (
        Progress(what, seconds) as progress,
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running,
    ):
        while running.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(1.0)
            if progress.done < seconds:
                progress.on()


def _cpu(pids: list[int]) -> float:
    return sum(cpu_seconds(pid) or 0.0 for pid in pids)


def _size(stack: Stack) -> float:
    """Bytes of the conversations' database, with what is still in its journal."""
    if not isinstance(stack, Scale):
        return float(sum(path.stat().st_size for path in stack.folder.glob("talk.db*")))
    engine = sa.create_engine(stack.store_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return float(connection.scalar(sa.text("select pg_database_size(current_database())")) or 0)


def _say_hello(stack: Stack) -> None:
    """Every process loads what the first turn needs."""
    until = time.monotonic() + 5.0
    number = 0
    while time.monotonic() < until:
        number += 1
        body = json.dumps({"sender": f"first-{number}", "message": "你好"}).encode()
        asked = urllib.request.Request(f"{stack.base}/api/chat", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            answer.read()
