"""100 people ask for a person at once, 5 clerks answer them over HTTP, and the server is killed in the middle.

`python -m benchmarks.handover_load [--people N] [--clerks N] [--store URL]`; a real server process on loopback, which
ends by itself. Counted: how often each was claimed and answered, and who was lost.
"""

from __future__ import annotations

import asyncio
import collections
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.cli.measuring import bench_parser
from bot.handover.tables import ticket_table, word_table
from bot.handover.tickets import By, State
from bot.handover.words import words
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from evaluation.reports.measured import Figure, tell

from .killed_door import free_port

NONE = dict.fromkeys(("lost", "still open", "claimed more than once", "somebody else's answer"), 0.0)
PASSWORD = "丰收的棉花地又白又软"
HOURS = """
open: yes
workday: ["0:00-24:00"]
extra: {%s}
answer_within: 4
at_once: 2
clerk_silent: 15
person_silent: 30
"""
PATIENCE = 240.0  # seconds for everything
TRIES_EVERY = 0.3  # seconds between two tries while the server is down
KILL_AT = 0.4  # of the people answered
THINKS = 0.05  # seconds that a clerk needs at least for an answer
ASKED_TWICE = 5  # every fifth person asks a second time
DAY = 86_400
Lost = (aiohttp.ClientError, ConnectionError, TimeoutError)


class Server:
    """The assistant as a process that can be killed and started again on the same database."""

    def __init__(self, folder: Path, store: str) -> None:
        self.port, self._folder = free_port(), folder
        hours = folder / "hours.yml"
        days = (time.strftime("%Y-%m-%d", time.gmtime(time.time() + shift * DAY)) for shift in (-1, 0, 1))
        hours.write_text(HOURS % ", ".join(f'{day}: ["0:00-24:00"]' for day in days), encoding="utf-8")
        self._environment = {
            **os.environ,
            "ZC_PORT": str(self.port),
            "ZC_STORE_URL": store,
            "ZC_HANDOVER_HOURS": str(hours),
            "ZC_DESK_KEY": Fernet.generate_key().decode(),
            "ZC_DRAIN_SECONDS": "0",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Starts it and waits until it answers."""
        with (self._folder / "server.log").open("ab") as log:
            command = [sys.executable, "-m", "bot", "serve"]
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        async with aiohttp.ClientSession() as session:
            for _ in range(600):
                if self._process.poll() is not None:
                    break
                try:
                    async with session.get(f"{self.address}/readyz") as response:
                        if response.status == 200:
                            self.starts += 1
                            return
                except Lost:
                    pass
                await asyncio.sleep(0.1)
        log_text = (self._folder / "server.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"the server did not start within 60 s:\n{log_text[-2000:]}")

    def end(self, number: signal.Signals) -> None:
        """Ends it; SIGKILL without any warning."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(30)
            self._process = None


@dataclass
class Person:
    """One who asks: what arrived from the desk, by the number of the message."""

    sender: str
    number: int = 0
    answers: dict[int, str] = field(default_factory=dict)
    waited: float = 0.0
    said_all: bool = False  # whoever asks twice has asked twice
    over: bool = False


@dataclass
class Clerk:
    """One who answers: whom, and how often."""

    name: str
    answered: list[int] = field(default_factory=list)


async def insist(does: Callable[[], Awaitable[object]]) -> object:
    """Tries again and again, as a browser and its user do, while the server is down."""
    while True:
        try:
            return await does()
        except Lost:
            await asyncio.sleep(TRIES_EVERY)


async def ask(session: aiohttp.ClientSession, address: str, person: Person) -> None:
    """Asks for a person, and waits for the answer and for the end."""
    began = time.monotonic()

    async def say(number: int) -> None:
        body = {"sender": person.sender, "message": "转人工"}
        headers = {"X-Message-Id": f"{person.sender}-{number}"}
        async with session.post(f"{address}/api/chat", json=body, headers=headers) as response:
            response.raise_for_status()
            found = await response.json()
            person.number = found["messages"][0]["custom"]["handover"]["number"]

    for number in range(2 if int(person.sender, 16) % ASKED_TWICE == 0 else 1):
        await insist(lambda number=number: say(number))  # type: ignore[misc]
    person.said_all = True
    seen = 0

    async def look() -> dict[str, object]:
        body = {"sender": person.sender, "seen": seen}
        async with session.post(f"{address}/api/handover", json=body) as response:
            response.raise_for_status()
            return dict(await response.json())

    while not person.over:
        found = await insist(look)
        assert isinstance(found, dict)
        for message in found["messages"]:
            seen = max(seen, message["id"])
            if message["who"] == "clerk":
                person.answers[message["id"]] = message["text"]
                person.waited = person.waited or time.monotonic() - began
        person.over = found["state"] == "closed" and not found["messages"]
        await asyncio.sleep(0.5)


@asynccontextmanager
async def signed_in(address: str, name: str) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser of a clerk who has signed in."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"{address}/desk/sign-in") as response:
            token = hidden(await response.text(), "csrf")
        form = {"csrf": token, "name": name, "password": PASSWORD}
        async with session.post(f"{address}/desk/sign-in", data=form) as response:
            response.raise_for_status()
        yield session


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


async def work(address: str, clerk: Clerk, crowd: list[Person], done: asyncio.Event) -> None:
    """Takes whoever is next, answers once, ends; after an accident goes on with whom the page shows as one's own."""
    async with signed_in(address, clerk.name) as session:

        async def get(path: str) -> tuple[int, str]:
            async with session.get(address + path) as response:
                return response.status, await response.text()

        async def send(path: str, **form: str) -> tuple[int, str, str]:
            async with session.post(address + path, data=form) as response:
                return response.status, response.url.path, await response.text()

        while not done.is_set():
            try:
                _, page = await get("/desk/queue")
                token = hidden(page, "csrf")
                own = re.findall(r'href="/desk/queue/(\d+)">\d+</a></th>(?:(?!</tr>).)*(?:等您答|等对方说)', page, re.S)
                if not own:
                    _, path, _ = await send("/desk/queue/next", csrf=token)
                    own = re.findall(r"^/desk/queue/(\d+)$", path)
                if not own:
                    await asyncio.sleep(0.2)
                    continue
                await serve(own[0], clerk, crowd, get, send)
            except Lost:
                await asyncio.sleep(TRIES_EVERY)


async def serve(
    number: str,
    clerk: Clerk,
    crowd: list[Person],
    get: Callable[[str], Awaitable[tuple[int, str]]],
    send: Callable[..., Awaitable[tuple[int, str, str]]],
) -> None:
    """Answers one person once, however often the form has to be sent, and ends it.

    Ended only after the person has said everything: who asks again after the end rightly gets a second ticket, and the
    counts could not tell that from a repeat that was taken for a new one.
    """
    status, page = await get(f"/desk/queue/{number}")
    if status != 200:
        return
    token, key = hidden(page, "csrf"), hidden(page, "key")
    if '<li class="clerk">' not in page:  # else the answer went out before the accident
        await asyncio.sleep(THINKS)
        path = f"/desk/queue/{number}/reply"
        sent = await insist(lambda: send(path, csrf=token, key=key, text=f"答复{number}"))
        assert isinstance(sent, tuple)
        if sent[0] != 200:
            return
        clerk.answered.append(int(number))
    while not all(person.said_all for person in crowd if person.number == int(number)):
        await asyncio.sleep(THINKS)
    await insist(lambda: send(f"/desk/queue/{number}/end", csrf=token))


async def run(people: int, clerks: int, folder: Path, store: str = "") -> dict[str, float]:
    """The numbers of one run."""
    store = store or f"sqlite:///{folder / 'talk.db'}"
    accounts = Accounts(store)
    staff = [Clerk(f"clerk{number}") for number in range(clerks)]
    for name, role in [("admin", Role.ADMIN), *((clerk.name, Role.CLERK) for clerk in staff)]:
        accounts.accept(accounts.invite(name, name, [role]), PASSWORD)
    accounts.close()
    server = Server(folder, store)
    await server.start()
    crowd = [Person(f"{number:032x}") for number in range(people)]
    done, began = asyncio.Event(), time.monotonic()

    async def accident() -> None:
        while sum(bool(person.answers) for person in crowd) < people * KILL_AT:
            await asyncio.sleep(0.02)
        server.end(signal.SIGKILL)
        await server.start()

    connector = aiohttp.TCPConnector(limit=0)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=30)) as session:
            working = [asyncio.ensure_future(work(server.address, clerk, crowd, done)) for clerk in staff]
            asking = [ask(session, server.address, person) for person in crowd]
            try:
                async with asyncio.timeout(PATIENCE):
                    await asyncio.gather(accident(), *asking)
            except TimeoutError:
                pass  # whoever is still waiting counts as lost
            done.set()
            await asyncio.gather(*working)
    finally:
        server.end(signal.SIGTERM)
    return counted(crowd, staff, store) | {
        "starts of the server": server.starts,
        "seconds": round(time.monotonic() - began, 1),
    }


def counted(crowd: list[Person], staff: list[Clerk], store: str) -> dict[str, float]:
    """What the people saw, what the clerks did, and what the database says; the three must agree."""
    engine = sa.create_engine(store)
    claim = sa.select(word_table.c.ticket).where(
        word_table.c.by == By.DESK.value, word_table.c.text == words("claimed")
    )
    said = sa.select(word_table.c.ticket).where(word_table.c.by == By.CLERK.value)
    with engine.connect() as connection:
        claims = collections.Counter(connection.scalars(claim))
        replies = collections.Counter(connection.scalars(said))
        tickets = set(connection.scalars(sa.select(ticket_table.c.id)))
        still = set(connection.scalars(sa.select(ticket_table.c.id).where(ticket_table.c.state != State.CLOSED.value)))
    engine.dispose()
    waits = sorted(person.waited for person in crowd if person.answers)
    by_clerks = collections.Counter(number for clerk in staff for number in clerk.answered)
    return {
        "people": len(crowd),
        "tickets": len(tickets),
        "claimed once": sum(count == 1 for count in claims.values()),
        "claimed more than once": sum(count > 1 for count in claims.values()),
        "answered once, as the person saw it": sum(len(person.answers) == 1 for person in crowd),
        "answered more than once, as the person saw it": sum(len(person.answers) > 1 for person in crowd),
        "answered once, in the database": sum(count == 1 for count in replies.values()),
        "somebody else's answer": sum(
            any(text != f"答复{person.number}" for text in person.answers.values()) for person in crowd
        ),
        "answered by two clerks": sum(count > 1 for count in by_clerks.values()),
        "lost": sum(not person.answers for person in crowd),
        "still open": len(still),
        "median seconds to the answer": round(waits[len(waits) // 2], 1) if waits else 0.0,
        "longest seconds to the answer": round(waits[-1], 1) if waits else 0.0,
    }


def main() -> None:
    """Prints the numbers; fails where somebody was lost or answered otherwise than once."""
    parser = bench_parser("handover")
    parser.add_argument("--people", type=int, default=100, metavar="人数", help="几个人转人工（默认 100）")
    parser.add_argument("--clerks", type=int, default=5, metavar="人数", help="几个人接（默认 5）")
    parser.add_argument("--store", default="", metavar="地址", help="一个空的数据库；不写就用临时的 SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(options.people, options.clerks, Path(folder), options.store))
    for name, value in found.items():
        print(f"{name}: {value:g}")
    tell("handover", "同时转人工", [Figure(name, value, limit=NONE.get(name)) for name, value in found.items()])
    sys.exit(found["answered once, as the person saw it"] != options.people or found["claimed once"] != options.people)


if __name__ == "__main__":
    main()
