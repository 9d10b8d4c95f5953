"""A door of 微信客服 on a free port, and a stand-in for the platform that talks to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from actions.course import WANTS_PERSON
from benchmarks.wecom_door import ACCOUNT, WORDS
from benchmarks.wecom_platform import FakeWeCom, Trouble
from bot.handover.outbox import Outbox
from bot.messenger import calling
from bot.runtime.heard import Heard, Reply
from bot.wecom.desk import Times
from bot.wecom.door import Parts, open_door
from bot.wecom.settings import Humans, WeComSettings

LEASE = 0.4  # seconds: short, so that what is left lying is soon taken up
PERSON = "转人工"
QUICK = Times(renewal=0.1, patience=1.0, settled=0.3)
LINK = "https://zc.example/a/abcdefghijklmnop"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "FIRST_PAUSE", 0.005)
    monkeypatch.setattr(calling, "LIMIT_PAUSE", 0.02)


@dataclass
class Brain:
    """Says 答：… and writes down what it was asked; `long` has a long answer, `choices` buttons, `linked` a link."""

    asked: list[str] = field(default_factory=list)
    linked: bool = False

    async def __call__(self, heard: Heard) -> list[Reply]:
        self.asked.append(heard.text)
        if heard.text == "long":
            return [Reply("很长的一句话。" * 300)]
        if heard.text == "choices":
            return [Reply("请选单位性质：", [{"title": one, "payload": one} for one in ("企业", "事业单位")])]
        if heard.text == PERSON:
            return [Reply("咨询电话见通知。", [], {WANTS_PERSON: {}})]
        return [Reply(f"答：{heard.text}")]

    async def whole(self, sender: str, question: str, answers: Sequence[str]) -> str:
        return LINK if self.linked else ""


async def case(sender: str, said: str, scope: dict[str, Any]) -> str:
    return "某县；“要哪些材料”"


def place(texts: Iterable[str]) -> str:
    """A gazetteer that knows one county."""
    return "某县" if "某县" in "".join(texts) else ""


@asynccontextmanager
async def door(
    brain: Brain,
    folder: Path,
    platform: FakeWeCom | None = None,
    account: WeComSettings = ACCOUNT,
    outbox: Outbox | None = None,
) -> AsyncIterator[FakeWeCom]:
    """The door, and the platform that knows its address; with ``platform`` the one that was there before."""
    fake = platform or FakeWeCom(account, Trouble(), pace=0.02)
    if platform is None:
        fake.api = await fake.open()
    app = web.Application()
    parts = Parts(brain, lambda: WORDS, brain.whole, None if account.humans is Humans.DESK else case, place, outbox)
    store = f"sqlite:///{folder / 'wecom.db'}"
    open_door(app, replace(account, api=fake.api), store, parts, QUICK, LEASE)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.address = f"http://127.0.0.1:{runner.addresses[0][1]}/wecom"
    try:
        yield fake
    finally:
        await runner.cleanup()
        await fake.close()


async def until(true: Callable[[], object], at_most: float = 60.0) -> None:
    """Waits for what happens soon, on a busy machine a little later."""
    async with asyncio.timeout(at_most):
        while not true():
            await asyncio.sleep(0.02)


async def quiet() -> None:
    """Long enough for a second answer to come, if there were one."""
    await asyncio.sleep(3 * QUICK.settled + LEASE)
