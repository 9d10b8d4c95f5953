"""`make same`: every gold case on SQLite and on PostgreSQL, by one, two and four processes that take turns.

Each message of a conversation goes to the next process, so that none of them has heard the message before. What they
answer must be what one process on SQLite answers: words, buttons, citations, verdicts. Ends with status 1 where
anything differs, and shows it.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.cli.measuring import bench_parser
from bot.gold.reply import Bubble
from evaluation.assistants import Assistant, OverHttp
from evaluation.heard import Heard
from evaluation.run import Task, tasks
from evaluation.settings import Settings
from policies_kb.terminal.progress import each
from scripts.assistant_process import running_assistant

WORKERS = (1, 2, 4)
TOKEN = re.compile(r"\beyJ[\w-]+\.([\w-]+)\.[\w-]+")  # the signed case in a link, which ends some days from now
SHOWN = 5


class TakingTurns:
    """Several processes as one assistant: each request goes to the next of them."""

    def __init__(self, processes: Sequence[Assistant]) -> None:
        self._next = itertools.cycle(processes)

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        """One turn."""
        return next(self._next).say(sender, message, day)

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        """One judgement."""
        return next(self._next).assess(target, applicant, day)


def without_ends(text: str) -> str:
    """The same text for two links to the same case that were made at different moments."""
    return TOKEN.sub(lambda found: f"<{_claims(found[1])}>", text)


def _claims(part: str) -> str:
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    claims.pop("exp", None)
    return json.dumps(claims, ensure_ascii=False, sort_keys=True)


def told(heard: Heard) -> str:
    """All that was answered to one case, as one text that can be compared."""
    kept = heard.model_dump(mode="json", exclude={"replies": {"__all__": {"seconds"}}})
    return without_ends(json.dumps(kept, ensure_ascii=False, sort_keys=True))


def heard_by(assistant: Assistant, wanted: Sequence[Task]) -> dict[tuple[str, str], str]:
    """Task and case → what was answered."""
    return {
        (task.name, one.id): told(one)
        for task in wanted
        for one in task.generate(each(f"提问 {task.name}", task.cases), assistant)
    }


@contextlib.contextmanager
def processes(count: int, settings: Mapping[str, str]) -> Iterator[list[Assistant]]:
    """So many processes on the same databases, started together."""
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(count) as starting:
        started = list(starting.map(lambda _: stack.enter_context(running_assistant(extra=settings)), range(count)))
        yield [OverHttp(each.base) for each in started]


@contextlib.contextmanager
def postgresql() -> Iterator[dict[str, str] | None]:
    """Two empty databases on a server of this machine (ZC_TEST_POSTGRES, else one of our own); None without one."""
    folder = f"/tmp/zc-same-{uuid.uuid4().hex[:8]}"
    url = os.environ.get("ZC_TEST_POSTGRES", "")
    if not url:
        started = subprocess.run(["scripts/postgres.sh", "start", folder], capture_output=True, text=True, check=False)
        if started.returncode:
            print(f"没有在 PostgreSQL 上比:{started.stderr.strip()}")
            yield None
            return
    server = sa.create_engine(url or started.stdout.strip(), isolation_level="AUTOCOMMIT")
    names = [f"zc_{kind}_{uuid.uuid4().hex[:8]}" for kind in ("talk", "book")]
    try:
        with server.connect() as connection:
            for name in names:
                connection.execute(sa.text(f"create database {name}"))
        talk, book = (server.url.set(database=name).render_as_string(hide_password=False) for name in names)
        yield {"ZC_STORE_URL": talk, "ZC_KB_URL": book}
    finally:
        with server.connect() as connection:
            for name in names:
                connection.execute(sa.text(f"drop database if exists {name} with (force)"))
        server.dispose()
        if not url:
            subprocess.run(["scripts/postgres.sh", "stop", folder], check=False)
            subprocess.run(["rm", "-rf", folder, f"{folder}.log"], check=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all agree; 1 when not, or when nothing could be compared."""
    parser = bench_parser("same")
    parser.add_argument("--only", default="", metavar="正则", help="只问编号里有它的题")
    parser.add_argument("--postgresql", action="store_true", help="只比 PostgreSQL：SQLite 由一个进程答一遍，作标准")
    options = parser.parse_args(arguments)
    wanted = tasks(Settings(only=options.only, parts=["questions", "kinds", "dialogues", "eligibility"]))
    count = sum(len(task.cases) for task in wanted)
    print(f"{count} 例:{'、'.join(f'{task.name} {len(task.cases)}' for task in wanted)}", flush=True)
    first: dict[tuple[str, str], str] = {}
    differing = 0
    with tempfile.TemporaryDirectory(prefix="same-") as folder, postgresql() as server:
        sqlite = {f"ZC_{which}_URL": f"sqlite:///{folder}/{which.lower()}.sqlite" for which in ("STORE", "KB")}
        for shown, settings in {"SQLite": sqlite, **({"PostgreSQL": server} if server else {})}.items():
            subprocess.run([sys.executable, "-m", "policies_kb", "build"], env={**os.environ, **settings}, check=True)
            with processes(max(WORKERS), settings) as running:
                for workers in (1,) if options.postgresql and shown == "SQLite" else WORKERS:
                    found = heard_by(TakingTurns(running[:workers]), wanted)
                    first = first or found
                    differing += compared(f"{shown},{workers} 个进程轮流", first, found)
    return 1 if differing else 0


def compared(shown: str, first: Mapping[tuple[str, str], str], found: Mapping[tuple[str, str], str]) -> int:
    """Prints how many cases are answered as at first, and the first few that are not; returns how many are not."""
    wrong = [key for key in first if found.get(key) != first[key]]
    failed = sum('"failed": ""' not in text for text in found.values())
    print(f"{shown}:{len(first) - len(wrong)}/{len(first)} 相同,{failed} 例没有答成", flush=True)
    for key in wrong[:SHOWN]:
        print(f"  {' '.join(key)}\n    起初:{first[key]}\n    这次:{found.get(key)}")
    return len(wrong) + failed


if __name__ == "__main__":
    sys.exit(main())
