"""The page without scripts and the link show the answer from right to left, with phones that keep their order."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from actions.knowledge import answerer
from actions.languages import Phrases, fixed
from actions.saying import Said
from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from bot.receipts import Content
from bot.receipts.in_language import in_language
from bot.receipts.opened import RECEIPTS
from bot.runtime.conversation import Conversation, Reply
from bot.runtime.exchanges import Exchange
from bot.wechat import replies as wechat
from bot.wecom import replies as wecom
from policies_kb.languages import heard
from policies_kb.model.question import Scope
from policies_kb.serving import serving_base

DAY = date(2024, 5, 20)
ASKED = "يەنجى تېلېفون نومۇرى"


def said_to(question: str, reviewed: Phrases) -> tuple[Exchange, Said]:
    """What was asked and answered, as it is stored."""
    base = answerer().base
    found = heard(question, base.reference)
    assert found is not None
    scope = Scope(regions=found.places)
    said = fixed(found.language, reviewed.languages[found.language], scope, found.matters, base, DAY)
    frame = {"who": "我", "cases": {"我": {"scope": scope.as_dict()}}}
    return Exchange(question, as_of=DAY.isoformat(), frame=frame, replies=[Reply(said.text, custom=said.custom)]), said


@pytest.mark.asyncio
async def test_the_plain_page_and_the_link_run_from_right_to_left(
    toy: Conversation, tmp_path: Path, reviewed: Phrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, said = said_to(ASKED, reviewed)

    async def say(*_: Any, **__: Any) -> list[Reply]:
        return exchange.replies

    monkeypatch.setattr(toy, "say", say)
    app = create_app(toy, serving_base, Settings(store_url=f"sqlite:///{tmp_path / 'talk.db'}"))
    content = in_language(exchange, said.text, DAY, reviewed)
    assert content is not None
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        page = await (await client.post("/", data={"message": ASKED})).text()
        receipt = await asyncio.to_thread(app[RECEIPTS].keep, content)
        link = await (await client.get(f"/a/{receipt.number}")).text()
    for shown in (page, link):
        assert 'lang="ug" dir="rtl">' in shown
        assert 'dir="ltr">0996-6022503</a>' in shown
    assert f"<bdi>{ASKED}</bdi>" in page
    assert "〔" not in link
    assert "/notices/yanqi-2024-chuding#" in link


@pytest.mark.parametrize("asked", [ASKED, "ئۇنۋان تېلېفون نومۇرى", "What documents do I need?"])
def test_messengers_send_it_whole_with_its_marks(reviewed: Phrases, asked: str) -> None:
    _, said = said_to(asked, reviewed)
    assert wechat.in_pages(said.text) == [said.text]
    assert said.text in wechat.text_reply("person", "account", said.text)
    assert wecom.fits_one_page(said.text)


def test_a_link_says_what_was_answered_or_is_not_made(reviewed: Phrases) -> None:
    exchange, said = said_to("How many years do I need in Yanqi", reviewed)
    content = in_language(exchange, said.text, DAY, reviewed)
    assert content is not None
    assert content.language == "en"
    assert "\n".join((content.aloud, *content.rest, content.line)) == said.text
    assert {used.topic for used in content.used} >= {"years", "contact"}
    assert in_language(exchange, f"{said.text} ", DAY, reviewed) is None
    assert in_language(exchange, said.text, DAY, None) is None


def test_chinese_receipts_are_stored_as_before() -> None:
    content = Content(aloud="咨询电话见通知。", status="answered", day=DAY)
    assert "language" not in content.as_json()
    assert Content.model_validate_json(content.as_json()) == content
    spoken = content.model_copy(update={"language": "ug"})
    assert Content.model_validate_json(spoken.as_json()).language == "ug"
    assert spoken.digest() != content.digest()
