"""Between person and assistant: when the queue is offered, who answers while one waits, and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.course import WANTS_PERSON
from bot.handover.hours_file import HoursFile
from bot.handover.queue import Queue
from bot.handover.reception import Reception
from bot.handover.tickets import State
from bot.handover.words import words
from bot.runtime.heard import Heard, Reply
from policies_kb.model.question import Scope

from .conftest import Clock, at
from .test_hours import USUAL

PHONES = Reply(
    "请直接打电话找工作人员：\n…", custom={"status": "handoff", WANTS_PERSON: Scope(series=("某系列",)).as_dict()}
)
ANSWER = Reply("十月十八号", custom={"status": "answered"})
EVENTS = [
    {"event": "user", "text": "几号截止", "timestamp": 1.0},
    {"event": "bot", "text": "请问单位在哪里", "timestamp": 2.0},
    {"event": "user", "text": "转人工", "timestamp": 3.0},
]


class Desk:
    """A reception with what a test may change."""

    def __init__(self, queue: Queue, clock: Clock, folder: Path, **hours: Any) -> None:
        file = folder / "hours.yml"
        file.write_text(yaml.safe_dump(USUAL | hours), encoding="utf-8")
        self.queue, self.staffed = queue, True
        self.reception = Reception(queue, HoursFile(file), lambda: self.staffed, lambda _: EVENTS, clock)

    async def say(self, text: str, *replies: Reply, sender: str = "甲", key: str = "") -> list[Reply] | None:
        """What the person gets; None where the assistant would answer."""
        heard = Heard(sender, text, key=key)
        said = await self.reception.instead(heard)
        return said if said is not None or not replies else await self.reception.after(heard, list(replies))

    async def ask(self, sender: str = "甲") -> Reply:
        """Asks for a person."""
        found = await self.say("转人工", PHONES, sender=sender)
        assert found is not None
        return found[0]


@pytest.fixture
def desk(queue: Queue, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(queue, clock, tmp_path)


async def test_without_hours_or_clerks_the_phones_are_given_as_ever(queue: Queue, clock: Clock, tmp_path: Path) -> None:
    shut = Desk(queue, clock, tmp_path, open=False)
    unstaffed = Desk(queue, clock, tmp_path)
    unstaffed.staffed = False
    for desk in (shut, unstaffed):
        assert await desk.ask() == Reply(PHONES.text, custom={"status": "handoff"})
    assert queue.waiting() == []


async def test_in_hours_the_place_in_the_queue_is_told_and_the_phones_too(desk: Desk) -> None:
    first, second = await desk.ask("甲"), await desk.ask("乙")
    assert "您排在最前面" in first.text and "最晚今天17:00前" in first.text and PHONES.text in first.text
    assert "前面还有1位" in second.text
    assert second.custom["handover"] == {"number": 2, "state": "waiting"}
    waiting = desk.queue.waiting()[0]
    assert (waiting.question, waiting.scope.series) == ("几号截止", ("某系列",))


async def test_outside_the_hours_there_is_a_number_and_a_promise(desk: Desk, clock: Clock) -> None:
    clock.moment = at("2024-10-18 21:00")
    text = (await desk.ask()).text
    assert "现在不是人工服务时间" in text and "编号1" in text and "10月21日（周一）12:00" in text


async def test_while_one_waits_the_assistant_answers(desk: Desk) -> None:
    await desk.ask()
    assert await desk.say("那材料呢") is None
    assert await desk.say("那材料呢", ANSWER) == [ANSWER]
    assert desk.queue.waiting()[0].question == "那材料呢"


async def test_with_a_clerk_the_words_go_to_the_clerk(desk: Desk) -> None:
    await desk.ask()
    desk.queue.claim_next("a")
    first, second = await desk.say("我是民办学校的", ANSWER, key="1"), await desk.say("能报吗", ANSWER, key="2")
    await desk.say("能报吗", ANSWER, key="2")
    assert [reply.text for reply in first or ()] == [words("receipt_long")]
    assert [reply.text for reply in second or ()] == [words("receipt")]
    said = [word.text for word in desk.queue.talk(1)]
    assert said == [words("claimed"), "我是民办学校的", "能报吗"]


async def test_one_leaves_the_queue_and_the_clerk(desk: Desk) -> None:
    await desk.ask()
    assert await desk.say("算了") is None  # said to the assistant
    assert [reply.text for reply in await desk.say("不等了") or ()] == [words("left_queue")]
    await desk.ask()
    desk.queue.claim_next("a")
    assert [reply.text for reply in await desk.say("结束人工") or ()] == [words("left_clerk")]
    assert await desk.say("几号截止") is None
    found = desk.queue.find(2)
    assert found is not None and found.state is State.CLOSED
    assert desk.queue.talk(2)[-1].text == words("person_left")


async def test_who_is_with_a_clerk_stays_so_when_the_queue_is_switched_off(
    desk: Desk, queue: Queue, clock: Clock, tmp_path: Path
) -> None:
    await desk.ask()
    queue.claim_next("a")
    shut = Desk(queue, clock, tmp_path, open=False)
    assert [reply.text for reply in await shut.say("还在吗") or ()] == [words("receipt_long")]


async def test_phones_for_want_of_an_answer_come_with_the_way_to_a_person(desk: Desk) -> None:
    found = await desk.say("怎么办", Reply("请打电话", custom={"status": "handoff"}))
    assert [button["payload"] for reply in found or () for button in reply.buttons] == ["转人工"]
    assert desk.queue.waiting() == []


async def test_people_of_a_door_that_has_a_desk_elsewhere_are_left_to_it(desk: Desk) -> None:
    desk.reception.elsewhere.add("wecom")
    heard = Heard("丙", "转人工", channel="wecom")
    assert await desk.reception.instead(heard) is None
    assert await desk.reception.after(heard, [PHONES]) == [PHONES]  # with the mark by which the door knows it
    assert desk.queue.waiting() == []
