"""Between the door and the assistant: the link to an answer, somebody's case, a place in the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web

from bot.desk.calls.cards import Card
from bot.desk.calls.direct import direct
from bot.gateway.computing import COMPUTING, Computing
from bot.gateway.rate_limit import ALLOWANCE
from bot.receipts.opened import RECEIPTS
from bot.receipts.store import Receipts
from bot.runtime.conversation import Conversation
from bot.runtime.exchanges import Exchange
from bot.runtime.heard import Heard, Reply
from bot.runtime.places import Busy
from bot.wecom import asking
from policies_kb.loading import load_knowledge_base
from policies_kb.model.question import Scope

DAY = date(2024, 10, 10)
SITE = "https://zc.example"
BASE = load_knowledge_base()
COUNTY = next(
    name for notice in BASE.notices.values() for name in notice.head.coverage.regions if name in BASE.reference.regions
)
QUESTION = f"{BASE.reference.regions[COUNTY].short}的咨询电话"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[web.Application]:
    app = web.Application()
    app[COMPUTING] = Computing(limit=120.0)
    app[RECEIPTS] = Receipts(f"sqlite:///{tmp_path / 'talk.db'}", 0)
    yield app
    app[COMPUTING].close()
    app[RECEIPTS].close()


def answered() -> Exchange:
    """The question as the assistant answers it: with the topics and clauses that the notices have for it."""
    found = direct(QUESTION, Card(0, "", 0.0, scope=Scope()), DAY, of_nobody=True)
    cited = [{"notice_id": one.notice_id, "clause": one.clause} for one in found.sources]
    custom = {"status": found.status, "topics": list(found.topics), "citations": cited}
    return Exchange(QUESTION, as_of=DAY.isoformat(), replies=[Reply("咨询电话是…", custom=custom)])


def talk(*exchanges: Exchange, **more: Any) -> Conversation:
    async def earlier(sender: str, most: int) -> list[Exchange]:
        return list(exchanges)

    return cast(Conversation, SimpleNamespace(earlier=earlier, **more))


async def test_an_answer_that_stands_alone_gets_a_link_and_that_leads_to_it(app: web.Application) -> None:
    whole = asking.link_to(app, talk(answered()), SITE)
    link = await whole("wk:1", QUESTION, ["咨询电话是…"])
    assert link.startswith(f"{SITE}/a/")
    receipt = app[RECEIPTS].read(link.rsplit("/", 1)[1])
    assert receipt is not None
    assert receipt.content.cited


async def test_other_answers_get_none(app: web.Application) -> None:
    verdict = Exchange(QUESTION, replies=[Reply("都符合。", custom={"status": "answered"})])
    told = ["咨询电话是…"]
    assert await asking.link_to(app, talk(answered()), "")("wk:1", QUESTION, told) == ""  # no address of the pages
    assert await asking.link_to(app, talk(), SITE)("wk:1", QUESTION, told) == ""
    assert await asking.link_to(app, talk(answered()), SITE)("wk:1", "别的", told) == ""
    assert await asking.link_to(app, talk(answered()), SITE)("wk:1", QUESTION, ["别的"]) == ""
    assert await asking.link_to(app, talk(verdict), SITE)("wk:1", QUESTION, ["都符合。"]) == ""


async def test_a_case_is_place_series_and_last_question() -> None:
    events = [{"event": "user", "text": text, "timestamp": at} for at, text in enumerate(["要哪些材料", "转人工"], 1)]
    log = SimpleNamespace(read=lambda sender: events)
    case = asking.case_of(talk(store=SimpleNamespace(log=log)), lambda: BASE)
    short = BASE.reference.regions[COUNTY].short
    assert await case("wk:1", "转人工", Scope(regions=(COUNTY,)).as_dict()) == f"{short}；“要哪些材料”"
    events.pop(0)
    assert await case("wk:1", "转人工", {}) == "转人工"


async def test_a_message_waits_for_a_place_and_is_not_refused(
    app: web.Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.0)
    app[ALLOWANCE] = cast(Any, SimpleNamespace(text_of=lambda sender, text: asyncio.sleep(0)))
    full = [True, True, False]

    async def say(sender: str, text: str, *, channel: str, message_id: str) -> list[Reply]:
        if full.pop(0):
            raise Busy(waited=False)
        return [Reply(f"{channel} {message_id}")]

    brain = asking.asked(app, talk(say=say))
    assert [one.text for one in await brain(Heard("wk:1", "问", "wecom", key="k"))] == ["wecom k"]
