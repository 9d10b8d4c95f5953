"""The day of asking is Beijing's, whatever zone the host's clock is set to."""

from __future__ import annotations

import argparse
import ast
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from rasa_sdk import Tracker

from actions.turn import as_of
from bot.gateway.eligibility import OPERATIONS
from bot.gateway.operations import add_routes
from bot.pages.check_state import State
from policies_kb.answering import Answerer
from policies_kb.checklist import read_token
from policies_kb.console import ask
from policies_kb.today import in_beijing, now, today
from tests.unhurried import unhurried

ROOT = Path(__file__).parents[1]
ZONES = ("America/Los_Angeles", "Pacific/Kiritimati", "UTC", "Asia/Shanghai")
DAY = date(2031, 3, 1)
JUST_BEFORE = datetime(2031, 2, 28, 15, 59, 59, tzinfo=UTC)  # the last second of the day before, in Beijing
JUST_AFTER = datetime(2031, 2, 28, 16, 0, 0, tzinfo=UTC)
BEFORE = date(2031, 2, 28)


@pytest.fixture(params=ZONES)
def host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[datetime], None]]:
    """A host in one of the zones; the returned function stops its clock at a moment."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield lambda moment: monkeypatch.setattr(time, "time", moment.timestamp)
    monkeypatch.undo()
    time.tzset()


def test_the_day_changes_at_midnight_in_beijing(host: Callable[[datetime], None]) -> None:
    host(JUST_BEFORE)
    assert today() == BEFORE
    host(JUST_AFTER)
    assert today() == DAY
    assert now().isoformat() == "2031-03-01T00:00:00+08:00"
    assert in_beijing(JUST_BEFORE.timestamp()).isoformat() == "2031-02-28T23:59:59+08:00"


def test_the_day_of_a_message(host: Callable[[datetime], None]) -> None:
    host(JUST_AFTER)
    events: list[dict[str, Any]] = [{"event": "user", "text": "今天还能报吗", "metadata": {}}]
    for heard in (events, []):
        assert as_of(Tracker("me", {}, {}, heard, False, None, {}, "action_listen")) == DAY


def test_the_day_of_the_check_page(host: Callable[[datetime], None]) -> None:
    host(JUST_AFTER)
    assert State().day == DAY


async def test_the_day_of_the_api_and_of_its_checklist_link(host: Callable[[datetime], None]) -> None:
    app = web.Application()
    unhurried(app)
    add_routes(app, OPERATIONS)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        host(JUST_AFTER)
        response = await client.post("/api/eligibility", json={"target": "初定初级", "applicant": {}})
        link = (await response.json())["checklist"]
    assert read_token(link.split("/")[3]).as_of == DAY


def test_the_day_of_the_console(
    host: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []
    answer = Answerer.answer

    def listening(brain: Answerer, question: Any) -> Any:
        asked.append(question.as_of)
        return answer(brain, question)

    monkeypatch.setattr(Answerer, "answer", listening)
    host(JUST_AFTER)
    options = argparse.Namespace(text="什么时候申报", as_of=None, folder=None, models=tmp_path, why=False)
    assert ask.answer_once(options) == 0
    assert asked == [DAY]


def test_nothing_asks_the_host_for_the_day() -> None:
    """A clock read without a zone is the host's: policies_kb.today has what is meant."""
    found = []
    for path in (path for folder in ("actions", "bot", "policies_kb") for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            call = ast.unparse(node.func)
            naive = call in ("datetime.now", "datetime.fromtimestamp") and len(node.args) + len(node.keywords) < (
                1 if call.endswith("now") else 2
            )
            if naive or call.endswith((".today", ".utcnow", ".localtime", ".utcfromtimestamp", "time.strftime")):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {call}")
    assert found == []
