"""People who go on asking while something breaks, and who send again, under the same number, what was not answered."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import yaml

SCRIPTS: Sequence[Sequence[Mapping[str, str]]] = yaml.safe_load(Path(__file__).with_name("talk.yml").read_text("utf-8"))
DAY = "2024-10-10"  # on which the notices of talk.yml are in force
PAUSE = 0.2  # seconds between an answer and the next question
AGAIN = 0.3  # seconds until what was not answered is sent again
PATIENCE = 30.0  # seconds for one answer
NOT_ANSWERED = (aiohttp.ClientError, ConnectionError, TimeoutError, asyncio.TimeoutError)


@dataclass
class Said:
    """One message and what became of it. ``answer``: None while nobody has answered."""

    number: str
    text: str
    notice: str
    sent: int = 0  # so often
    answer: str | None = None
    remembered: bool = False
    cited: frozenset[str] = frozenset()
    asks: bool = False  # which place is meant: then each place's answer may stand there under its name

    @property
    def wrong(self) -> bool:
        """Whether it was answered from another notice than the one that was meant."""
        return not self.asks and not self.cited <= {self.notice}


@dataclass(frozen=True)
class Heard:
    """One answer, as in `Said`."""

    text: str
    remembered: bool
    asks: bool
    cited: frozenset[str]


@dataclass
class Person:
    """One who asks. ``broken``: requests that ended without an answer, of these ``cut``: that had been taken;
    ``refused``: 503; ``sorry``: apologies."""

    base: str
    script: Sequence[Mapping[str, str]]
    sender: str = field(default_factory=lambda: f"drill-{uuid.uuid4().hex}")
    said: list[Said] = field(default_factory=list)
    broken: int = 0
    cut: int = 0
    refused: int = 0
    sorry: int = 0

    async def talk(self, over: asyncio.Event) -> None:
        """Asks until ``over``; a message that is under way then may stay unanswered."""
        # A new connection each time, so that with several processes whoever is free takes it.
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True), timeout=aiohttp.ClientTimeout(total=PATIENCE)
        ) as session:
            at, told = 0, True
            while not over.is_set():
                step = self.script[at % len(self.script)]
                one = self.ask(step["say"] if told else step["full"], step["notice"])
                while one.answer is None and not over.is_set():
                    await self.send(session, one)
                    await asyncio.sleep(PAUSE if one.answer is not None else AGAIN)
                at, told = at + 1, one.remembered

    def ask(self, text: str, notice: str) -> Said:
        """A new message, not sent yet."""
        one = Said(uuid.uuid4().hex, text, notice)
        self.said.append(one)
        return one

    async def send(self, session: aiohttp.ClientSession, one: Said) -> str | None:
        """The answer's text, noted the first time; None where there was none."""
        heard = await self.hear(session, one)
        if heard is None:
            return None
        if one.answer is None:
            one.answer, one.remembered, one.asks, one.cited = heard.text, heard.remembered, heard.asks, heard.cited
        return heard.text

    async def hear(self, session: aiohttp.ClientSession, one: Said) -> Heard | None:
        """What is answered to a message that is sent, for the first time or again; None where nothing is."""
        asked = {"sender": self.sender, "message": one.text, "as_of": DAY}
        one.sent += 1
        try:
            async with session.post(f"{self.base}/api/chat", json=asked, headers={"X-Message-Id": one.number}) as came:
                if came.status != 200:
                    self.refused += 1
                    return None
                messages: list[dict[str, Any]] = (await came.json())["messages"]
        except NOT_ANSWERED as error:
            self.broken += 1
            self.cut += not isinstance(error, aiohttp.ClientConnectorError)
            return None
        customs = [message["custom"] for message in messages]
        if customs[-1].get("status") == "error":
            self.sorry += 1  # and asks to send it again
            return None
        return Heard(
            text="\n".join(message["text"] for message in messages),
            remembered=all(custom.get("remembered", True) for custom in customs),
            asks=customs[-1].get("status") == "clarify",
            cited=frozenset(each["notice_id"] for custom in customs for each in custom.get("citations") or ()),
        )


def people(base: str, count: int) -> list[Person]:
    """So many people with the scripts in turn."""
    return [Person(base, SCRIPTS[number % len(SCRIPTS)]) for number in range(count)]
