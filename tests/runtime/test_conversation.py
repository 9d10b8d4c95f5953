"""Turns of a conversation: whole utterances, all or nothing, side by side, bounded, surviving a restart."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import history
from bot.runtime.action_endpoint import THREADS
from bot.runtime.conversation import APOLOGY, Conversation, _read, as_plain_text
from bot.runtime.event_log import conversation_event, conversation_state, stored_name
from bot.runtime.stoppable import GivenUp, Work


async def tracker_of(conversation: Conversation, sender: str) -> DialogueStateTracker:
    tracker = await conversation.store.retrieve(sender)
    assert tracker is not None
    return tracker


async def test_text_buttons_and_custom_data_stay_one_message(toy: Conversation) -> None:
    replies = await toy.say("a", "我在轮台", date(2024, 10, 10))
    assert len(replies) == 1
    assert replies[0].text == "地方:轮台\n\n第二段"
    assert replies[0].buttons == [{"title": "轮台", "payload": "我在轮台"}]
    said = {name: value for name, value in replies[0].custom.items() if name != "release"}
    assert said == {"place": "轮台", "as_of": "2024-10-10"}


async def test_a_failed_turn_apologises_and_leaves_no_trace(toy: Conversation) -> None:
    await toy.say("a", "我在轮台")
    before = (await tracker_of(toy, "a")).current_state()
    rows = len(toy.store.log.read("a"))
    replies = await toy.say("a", "坏掉")
    assert [reply.text for reply in replies] == [APOLOGY]
    assert replies[0].custom == {"status": "error"}
    assert (await tracker_of(toy, "a")).current_state() == before
    assert len(toy.store.log.read("a")) == rows
    assert (await toy.say("a", "哪个县"))[0].custom["place"] == "轮台"


async def test_a_first_turn_that_fails_leaves_no_conversation(toy: Conversation) -> None:
    await toy.say("new", "坏掉")
    assert await toy.store.retrieve("new") is None


async def test_a_turn_without_a_reply_apologises(toy: Conversation) -> None:
    assert (await toy.say("a", "别说话"))[0].text == APOLOGY


async def test_a_blocking_action_does_not_hold_up_others(toy: Conversation) -> None:
    slow = asyncio.create_task(toy.say("slow", "慢慢来"))
    await asyncio.sleep(0.1)
    started = time.perf_counter()
    quick = await toy.say("quick", "我在焉耆")
    assert time.perf_counter() - started < 0.4
    assert quick[0].custom["place"] == "焉耆"
    assert not slow.done()
    assert (await slow)[0].text == "好了"


async def test_an_action_that_hangs_is_given_up(toy: Conversation) -> None:
    toy.actions.time_limit = 0.1
    assert (await toy.say("a", "慢慢来"))[0].text == APOLOGY


async def test_an_action_that_computes_for_ever_frees_its_worker(toy: Conversation) -> None:
    toy.actions.time_limit = 0.2
    worker = toy.actions._threads._threads

    def computes_for_ever() -> None:
        while True:
            pass

    for _ in range(THREADS + 1):
        work = Work()
        running = asyncio.get_running_loop().run_in_executor(worker, work.run, computes_for_ever)
        await asyncio.sleep(0.05)
        work.stop()
        with pytest.raises(GivenUp):
            await running
    toy.actions.time_limit = 10.0
    assert (await toy.say("a", "我在焉耆"))[0].custom["place"] == "焉耆"


async def test_work_that_is_stopped_before_it_starts_never_runs() -> None:
    work = Work()
    work.stop()
    with pytest.raises(GivenUp):
        work.run(pytest.fail)


async def test_messages_are_parsed_off_the_event_loop(toy: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    parse = toy.processor._parse_message_with_graph

    def noted(*args: object) -> object:
        threads.append(threading.current_thread().name)
        return parse(*args)

    monkeypatch.setattr(toy.processor, "_parse_message_with_graph", noted)
    await toy.say("a", "我在轮台")
    assert [name.split("_")[0] for name in threads] == ["reader"]


async def test_only_the_beginning_of_a_long_message_is_kept_and_the_action_is_told(toy: Conversation) -> None:
    long = "我在轮台，" + "".join(f"也到过第{number}站，" for number in range(400))
    await toy.say("a", long)
    tracker = await tracker_of(toy, "a")
    said = tracker.latest_message
    assert said is not None
    assert said.text == _read(long)[0]
    assert said.metadata["unread"] > 0


async def test_turns_of_one_sender_run_one_after_the_other(toy: Conversation) -> None:
    first, second = await asyncio.gather(toy.say("a", "我在轮台"), toy.say("a", "哪个县"))
    assert first[0].custom["place"] == second[0].custom["place"] == "轮台"
    assert len(toy._locks) == 0, "locks of senders that are quiet must not pile up"


async def test_conversations_survive_a_restart(toy_model: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'talk.db'}"
    first = Conversation.load(toy_model, url, "toy_actions")
    await first.say("a", "我在和静")
    await first.close()
    second = Conversation.load(toy_model, url, "toy_actions")
    assert (await second.say("a", "哪个县"))[0].custom["place"] == "和静"
    assert await second.store.retrieve("b") is None
    await second.close()


async def test_long_conversations_stay_bounded_and_keep_their_slots(toy: Conversation) -> None:
    await toy.say("a", "我在轮台")
    for _ in range(40):
        await toy.say("a", "你好")
        assert len((await tracker_of(toy, "a")).events) <= history.FOLD_ABOVE_EVENTS + 10
    assert (await toy.say("a", "哪个县"))[0].custom["place"] == "轮台"
    full = await toy.store.retrieve_full_tracker("a")
    assert full is not None
    said = [event.text for event in full.events if event.type_name == "user"]
    assert said == ["我在轮台", *["你好"] * 40, "哪个县"]


async def test_every_event_is_stored_once_even_when_evicted(toy: Conversation) -> None:
    toy.store.live_conversations = 1
    for text in ("我在轮台", "哪个县", "你好"):
        await asyncio.gather(toy.say("a", text), toy.say("b", text))
    for sender in ("a", "b"):
        stored = toy.store.log.read(sender)
        assert [e["text"] for e in stored if e["event"] == "user"] == ["我在轮台", "哪个县", "你好"]
        stamps = [e["timestamp"] for e in stored]
        assert stamps == sorted(stamps)


async def test_personal_data_and_rankings_are_not_stored(toy: Conversation) -> None:
    await toy.say("a", "我在轮台,身份证652801199003071234,电话13800001234")
    with toy.store.log.engine.connect() as connection:
        stored = "".join(connection.scalars(sa.select(conversation_event.c.body)))
    assert "652801199003071234" not in stored
    assert "13800001234" not in stored
    assert "身份证号" in stored
    assert not any(key in stored for key in history.BULKY_PARSE_DATA)


async def test_old_conversations_are_purged(toy: Conversation) -> None:
    await toy.say("old", "我在轮台")
    await toy.say("new", "我在轮台")
    month = 31 * 86_400
    with toy.store.log.engine.begin() as connection:
        for table, column in ((conversation_event, "happened_at"), (conversation_state, "seen_at")):
            aged = sa.update(table).where(table.c.sender_id == stored_name("old"))
            connection.execute(aged.values({column: table.c[column] - month}))
    assert await toy.store.purge(30) == len(toy.store.log.read("new"))
    assert await toy.store.retrieve("old") is None
    assert (await toy.say("new", "哪个县"))[0].custom["place"] == "轮台"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("/restart", "restart"), ("//ask_place{}", "ask_place{}"), ("/", "?"), (" 好 ", "好")],
)
def test_commands_are_plain_text(typed: str, plain: str) -> None:
    assert as_plain_text(typed) == plain


async def test_custom_data_is_json(toy: Conversation) -> None:
    replies = await toy.say("a", "我在轮台")
    json.dumps(replies[0].custom, ensure_ascii=False)
