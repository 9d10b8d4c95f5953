"""State in the store: two processes answer as one, a repeated message is answered once, a failing database stops none.

Two `Conversation`s on one database stand for two processes: they share nothing else.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.runtime import history
from bot.runtime.conversation import NOT_REMEMBERED, Conversation
from bot.runtime.database import open_engine
from bot.runtime.event_log import EventLog, Overtaken, answered_message, conversation_event, conversation_state
from bot.runtime.reaching import StoreUnavailable

Two = tuple[Conversation, Conversation]


@pytest_asyncio.fixture
async def two(toy_model: Path, store_url: str) -> AsyncIterator[Two]:
    loaded = (
        Conversation.load(toy_model, store_url, "toy_actions"),
        Conversation.load(toy_model, store_url, "toy_actions"),
    )
    yield loaded
    for one in loaded:
        await one.close()


def said(conversation: Conversation, sender: str) -> list[str]:
    return [event["text"] for event in conversation.store.log.read(sender) if event["event"] == "user"]


async def test_a_sender_who_changes_between_processes_is_answered_as_by_one(two: Two) -> None:
    first, second = two
    await first.say("a", "我在轮台")
    assert (await second.say("a", "哪个县"))[0].custom["place"] == "轮台"
    await second.say("a", "我在焉耆")
    assert (await first.say("a", "哪个县"))[0].custom["place"] == "焉耆"


async def test_only_who_was_overtaken_asks_before_a_turn_what_has_come_since(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    asked: list[str] = []
    sequence = first.store.log.sequence
    monkeypatch.setattr(first.store.log, "sequence", lambda sender: asked.append(sender) or sequence(sender))
    for text in ("我在轮台", "哪个县"):
        await first.say("a", text)
    assert asked == []
    await second.say("a", "我在焉耆")
    assert (await first.say("a", "哪个县"))[0].custom["place"] == "焉耆"
    await first.say("a", "哪个县")
    assert asked[-1] == "a"


async def test_two_processes_at_once_lose_nothing(two: Two) -> None:
    first, _ = two
    await asyncio.gather(*(one.say("a", f"你好{n}") for n in range(6) for one in two))
    assert sorted(said(first, "a")) == sorted(f"你好{n}" for n in range(6) for _ in two)
    assert first.store.log.sequence("a") == 12


async def test_a_message_that_comes_again_is_answered_once_wherever_it_comes(two: Two) -> None:
    first, second = two
    replies = await first.say("a", "我在轮台", message_id="m1")
    assert await second.say("a", "我在轮台", message_id="m1") == replies
    assert await first.say("a", "我在轮台", message_id="m1") == replies
    assert said(first, "a") == ["我在轮台"]
    await second.say("a", "我在焉耆", message_id="m1")
    assert said(first, "a") == ["我在轮台", "我在焉耆"], "another question under a used number is another question"


async def test_a_message_that_comes_twice_at_once_is_answered_once(two: Two) -> None:
    first, second = two
    one, other = await asyncio.gather(
        first.say("a", "我在轮台", message_id="m1"), second.say("a", "我在轮台", message_id="m1")
    )
    assert one == other
    assert said(first, "a") == ["我在轮台"]


async def test_a_failed_turn_may_be_sent_again(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = two
    await first.say("a", "坏掉", message_id="m1")
    assert said(first, "a") == []
    assert await first.store.answered("a", "m1") is None


async def test_what_is_counted_is_said_once(two: Two) -> None:
    first, second = two
    counted: list[str] = []
    for one in two:
        one.count = lambda channel, status: counted.append(channel)
    await first.say("a", "我在轮台", message_id="m1")
    await second.say("a", "我在轮台", message_id="m1")
    assert len(counted) == 1


async def test_a_purge_reaches_every_process(two: Two) -> None:
    first, second = two
    await first.say("a", "我在轮台")
    await second.say("a", "哪个县")
    assert await first.store.purge(-1) > 0
    assert said(second, "a") == []
    assert (await second.say("a", "哪个县"))[0].custom["place"] is None


async def test_each_event_goes_by_its_own_age(two: Two) -> None:
    first, second = two
    await first.say("a", "我在轮台")
    events = first.store.log.read("a")
    with first.store.log.engine.begin() as connection:
        connection.execute(sa.text("update conversation_event set happened_at = happened_at - 31 * 86400"))
    await second.say("a", "我在焉耆")
    await first.store.purge(30)
    assert said(first, "a") == ["我在焉耆"]
    assert len(first.store.log.read("a")) < len(events) * 2
    assert (await first.say("a", "哪个县"))[0].custom["place"] == "焉耆"


async def test_a_restart_reads_little_of_a_long_conversation(two: Two) -> None:
    first, second = two
    await first.say("a", "我在轮台")
    for number in range(40):
        await two[number % 2].say("a", "你好")
        stored = first.store.log.stored("a")
        assert stored is not None
        assert len(stored.events) <= history.FOLD_ABOVE_EVENTS + 10
    assert (await second.say("a", "哪个县"))[0].custom["place"] == "轮台"


async def test_the_database_names_nobody(two: Two) -> None:
    first, _ = two
    sender = "652801199003071233"  # a program may call its people what it likes
    await first.say(sender, "我在轮台", message_id="m1")
    with first.store.log.engine.connect() as connection:
        for table in (conversation_event, conversation_state, answered_message):
            for row in connection.execute(sa.select(table)):
                assert sender not in str(row)


async def test_a_conversation_from_before_turns_were_counted_goes_on(two: Two) -> None:
    first, second = two
    await first.say("a", "我在轮台")
    with first.store.log.engine.begin() as connection:
        connection.execute(conversation_state.delete())
    assert (await second.say("a", "哪个县"))[0].custom["place"] == "轮台"
    assert (await first.say("a", "哪个县"))[0].custom["place"] == "轮台"


async def test_while_nothing_can_be_stored_people_are_answered_and_told(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two
    first.store.reaching.again_after = 0.0
    await first.say("a", "我在轮台")

    def full(*args: object) -> int:
        raise sa.exc.OperationalError("insert", {}, Exception("database or disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr(first.store.log, "append", full)
        reply = (await first.say("a", "哪个县"))[-1]
        assert reply.custom["place"] == "轮台"
        assert reply.custom["remembered"] is False
        assert reply.text.endswith(NOT_REMEMBERED)
        assert first.store.reaching.failing
        with pytest.raises(StoreUnavailable, match="a turn could not be stored"):
            await first.store.check()
    reply = (await first.say("a", "我在焉耆"))[-1]
    assert "remembered" not in reply.custom
    assert not first.store.reaching.failing
    assert said(first, "a") == ["我在轮台", "哪个县", "我在焉耆"], "what could not be stored is stored later"


async def test_what_one_of_several_remembers_is_not_believed_while_the_database_is_away(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    first.store.alone = False
    first.store.reaching.again_after = 0.0
    await first.say("a", "我在轮台")
    await second.say("a", "我在焉耆")

    def away(*args: object) -> int:
        raise sa.exc.OperationalError("select", {}, Exception("connection refused"))

    with monkeypatch.context() as broken:
        for name in ("sequence", "stored", "append"):
            broken.setattr(first.store.log, name, away)
        assert (await first.say("a", "哪个县"))[0].custom["place"] is None, "it is no longer the place last named"
    assert (await first.say("a", "哪个县"))[0].custom["place"] == "焉耆"


async def test_a_database_that_hangs_holds_up_nobody_for_long(two: Two) -> None:
    first, second = two
    await second.say("a", "我在轮台")
    go_on = threading.Event()
    first.store.reaching.patience = 0.1
    hanging = asyncio.ensure_future(first.store.reaching.call(go_on.wait))
    with pytest.raises(Exception, match="does not answer"):
        await hanging
    async with asyncio.timeout(5):
        assert (await first.say("b", "我在焉耆"))[-1].custom["remembered"] is False
    go_on.set()
    first.store.reaching.again_after = 0.0
    first.store.reaching.patience = 4.0
    while not said(second, "b"):
        await first.say("b", "哪个县")
    assert (await first.say("b", "哪个县"))[0].custom["place"] == "焉耆"


def test_only_one_turn_takes_a_number(store_url: str) -> None:
    log = EventLog(store_url)
    assert log.append("a", [], after=0) == 1
    for taken in (0, 5):
        with pytest.raises(Overtaken):
            log.append("a", [], after=taken)
    assert log.append("a", [], after=1) == 2
    log.close()


def test_six_processes_start_on_one_empty_database(store_url: str) -> None:
    makes = f"from bot.runtime.event_log import EventLog; EventLog({store_url!r}).check()"
    started = [subprocess.Popen([sys.executable, "-c", makes], stderr=subprocess.PIPE, text=True) for _ in range(6)]
    for process in started:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    assert sa.inspect(open_engine(store_url)).has_table("conversation_state")
