"""What was not answered is listed once, masked, with where it comes from, and worked off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk.misses import Miss, Misses
from bot.desk.misses.from_log import collect
from bot.desk.misses.likeness import groups
from bot.desk.stores import MISSES
from bot.gateway.feedback_store import FeedbackStore, Opinion
from bot.runtime.event_log import EventLog

from .conftest import Client, sign_in, token
from .talking import Clerk, plain

AT = 1_795_936_530.0  # an evening in Beijing
LATER = AT + 3600


@pytest.fixture
def misses(tmp_path: Path) -> Iterator[Misses]:
    store = Misses(f"sqlite:///{tmp_path / 'talk.db'}", clock=lambda: LATER)
    yield store
    store.close()


@pytest.fixture
def log(misses: Misses) -> Iterator[EventLog]:
    found = EventLog(misses.engine.url)
    yield found
    found.close()


def turn(text: str, status: str, at: float = AT, region: str = "", **custom: Any) -> list[dict[str, Any]]:
    """The events of a turn as Rasa writes them."""
    frame = {"who": "我", "cases": {"我": {"scope": {"regions": [region] if region else [], "series": []}}}}
    data = {"custom": {"status": status, **custom}}
    return [
        {"event": "user", "timestamp": at, "text": text, "input_channel": "wechat", "parse_data": {}, "metadata": {}},
        {"event": "bot", "timestamp": at + 0.1, "text": f"对“{text}”的答复", "data": data},
        {"event": "slot", "timestamp": at + 0.2, "name": "frame", "value": frame},
    ]


@pytest.mark.parametrize(
    ("status", "custom", "kind"),
    [
        ("not_stated", {}, "not_stated"),
        ("deferred", {}, "not_stated"),
        ("no_notice", {}, "no_notice"),
        ("out_of_scope", {}, "out_of_scope"),
        ("handoff", {}, "handoff"),
        ("clarify", {}, "clarify"),
        ("partial", {"clause_only": True}, "clause_only"),
        ("answered", {}, None),
        ("partial", {}, None),
        ("small_talk", {}, None),
    ],
)
def test_how_a_turn_ended(misses: Misses, log: EventLog, status: str, custom: dict[str, Any], kind: str | None) -> None:
    log.append("one", turn("证书丢了怎么办", status, region="轮台县", topics=["certificate"], **custom), 0)
    collect(misses, LATER)
    found = misses.listed(settled=False)
    assert [(miss.kind, miss.question, miss.region, miss.topic, miss.door) for miss in found] == (
        [(kind, "证书丢了怎么办", "轮台县", "certificate", "wechat")] if kind else []
    )


def test_a_question_asked_back_counts_only_where_it_ended(misses: Misses, log: EventLog) -> None:
    log.append("one", turn("申报时间", "clarify"), 0)
    log.append("one", turn("轮台", "answered", AT + 20), 1)
    log.append("two", turn("要交什么", "clarify"), 0)
    collect(misses, LATER)
    assert [miss.question for miss in misses.listed(settled=False)] == ["要交什么"]


def test_read_twice_and_by_two_at_once_each_turn_is_listed_once(misses: Misses, log: EventLog) -> None:
    log.append("one", turn("证书丢了怎么办", "not_stated"), 0)
    assert (collect(misses, LATER), collect(misses, LATER)) == (1, 0)
    misses.reach("turns", 0.0)  # as for somebody else who began before
    assert collect(misses, LATER) == 0
    log.append("one", turn("成绩什么时候出", "not_stated", AT + 60), 1)
    misses.reach("turns", AT + 30)
    assert collect(misses, LATER) == 1


def test_what_has_not_settled_waits(misses: Misses, log: EventLog) -> None:
    log.append("one", turn("证书丢了怎么办", "not_stated", LATER - 60), 0)
    assert collect(misses, LATER) == 0
    assert collect(misses, LATER + 600) == 1


def test_an_answer_of_no_use_is_listed_with_its_turn(misses: Misses, log: EventLog) -> None:
    log.append("one", turn("轮台的电话", "answered", region="轮台县", topics=["contact"]), 0)
    opinions = FeedbackStore(str(misses.engine.url))
    opinions.add(Opinion("one", "轮台的电话", "answered", useful=False), AT + 30)
    opinions.add(Opinion("two", "没有存下来的问题", "answered", useful=False), AT + 31)
    opinions.add(Opinion("three", "好问题", "answered", useful=True), AT + 32)
    opinions.close()
    collect(misses, LATER)
    found = {miss.question: (miss.kind, miss.useless, miss.region) for miss in misses.listed(settled=False)}
    assert found == {"轮台的电话": ("useless", True, "轮台县"), "没有存下来的问题": ("useless", True, "")}


def test_an_opinion_is_about_the_answer_that_was_attached(misses: Misses, log: EventLog) -> None:
    asked = "电话呢"
    log.append("one", turn(asked, "answered", region="轮台县", topics=["contact"]), 0)
    again = turn(asked, "answered", AT + 60, region="焉耆县", topics=["contact"])
    again[1]["text"] = "另一个答复"
    log.append("one", again, 1)
    opinions = FeedbackStore(str(misses.engine.url))
    first = Opinion("one", asked, "answered", useful=False, answer=f"对“{asked}”的答复")
    opinions.add(first, AT + 90)
    opinions.add(Opinion("two", "没有存下来的问题", "answered", useful=False, answer="不对的答复"), AT + 91)
    opinions.close()
    collect(misses, LATER)
    found = {miss.question: (miss.region, miss.answered) for miss in misses.listed(settled=False)}
    assert found == {asked: ("轮台县", first.answer), "没有存下来的问题": ("", "不对的答复")}


def test_alike_by_topic_and_place_else_by_wording() -> None:
    def miss(number: int, question: str, topic: str = "", region: str = "") -> Miss:
        return Miss(f"card:{number}", AT - number, "desk", "not_stated", question, region=region, topic=topic)

    found = groups(
        [
            miss(1, "证书什么时候发", "certificate", "轮台县"),
            miss(2, "啥时候能领到证", "certificate", "轮台县"),
            miss(3, "证书什么时候发", "certificate", "焉耆县"),
            miss(4, "养老保险怎么转移"),
            miss(5, "养老保险关系怎么转移过来"),
            miss(6, "公积金贷款额度是多少"),
        ]
    )
    together = sorted(sorted(one.source for one in group.misses) for group in found)
    assert together == [["card:1", "card:2"], ["card:3"], ["card:4", "card:5"], ["card:6"]]


async def test_a_card_closed_as_not_stated_is_listed_and_worked_off(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    await clerk.posts("outcome", outcome="not_stated", note="", q="我的身份证650102199001011234，证书什么时候能拿到")
    await clerk.next_caller()
    await clerk.posts("outcome", outcome="answered", note="", q="轮台咨询电话")
    client = clerk.client
    client.session.cookie_jar.clear()
    await sign_in(client, "editor")
    page = plain(await (await client.get("/desk/misses")).text())
    assert "轮台县（1）" in page and "按 2024-10-10" in page and "通知没写" in page
    assert "650102199001011234" not in page and "轮台咨询电话" not in page
    assert client.app is not None
    (miss,) = client.app[MISSES].listed(settled=False)
    form = {"csrf": await token(client, "/desk/misses"), "number": str(miss.number), "change": "settle"}
    assert (await client.post("/desk/misses", data={**form, "note": " "})).status == 422
    assert "没有。" in await (await client.post("/desk/misses", data={**form, "note": "已请县局补充"})).text()
    assert "已请县局补充" in await (await client.get("/desk/misses?state=settled")).text()
    await client.post("/desk/misses", data={**form, "change": "reopen"})
    assert len(client.app[MISSES].listed(settled=False)) == 1


async def test_another_outcome_takes_it_off_the_list(clerk: Clerk) -> None:
    await clerk.posts("outcome", outcome="not_stated", note="问的是补办", q="")
    assert clerk.client.app is not None
    assert [miss.question for miss in clerk.client.app[MISSES].listed(settled=False)] == ["问的是补办"]
    await clerk.posts("outcome", outcome="answered", note="", q="轮台咨询电话")
    assert clerk.client.app[MISSES].listed(settled=False) == []


async def test_looking_is_in_the_record(client: Client, staff: Any) -> None:
    await sign_in(client, "supervisor")
    await client.get("/desk/misses")
    assert "查看没答上的问题" in await (await client.get("/desk/record")).text()


def test_old_ones_go(misses: Misses) -> None:
    misses.add(
        [
            Miss("card:1", LATER - 40 * 86400, "desk", "clarify", "旧的"),
            Miss("card:2", LATER, "desk", "clarify", "新的"),
        ]
    )
    assert misses.purge(30) == 1
    assert [miss.question for miss in misses.listed(settled=False)] == ["新的"]


async def test_an_answer_for_the_clerks_and_what_is_not_ours(clerk: Clerk) -> None:
    client = clerk.client
    assert client.app is not None
    store = client.app[MISSES]
    store.add(
        [
            Miss("card:90", AT, "desk", "not_stated", "轮台证书什么时候发", region="轮台县", topic="certificate"),
            Miss("card:91", AT, "desk", "out_of_scope", "养老金怎么领"),
        ]
    )
    numbers = {miss.question: str(miss.number) for miss in store.listed(settled=False)}
    client.session.cookie_jar.clear()
    await sign_in(client, "supervisor")
    page = await (await client.get("/desk/misses")).text()
    assert "/notices/luntai-2024-chuding" in page and "给话务员写一句答复" in page
    form = {"csrf": await token(client, "/desk/misses"), "miss": numbers["轮台证书什么时候发"], "should": "年底前发"}
    assert (await client.post("/desk/misses/answer", data={**form, "why": " "})).status == 422
    assert (await client.post("/desk/misses/answer", data={**form, "why": "问过县局"})).status == 200
    other = {**form, "miss": numbers["养老金怎么领"], "why": "没有通知"}
    assert (await client.post("/desk/misses/answer", data=other)).status == 422
    await client.post("/desk/misses", data={**form, "number": numbers["养老金怎么领"], "change": "not_ours"})
    assert [(miss.question, miss.note) for miss in store.listed(settled=True)] == [("养老金怎么领", "不归这里答")]
    client.session.cookie_jar.clear()
    await sign_in(client, "clerk")
    await clerk.next_caller()
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    assert "正在更正：年底前发" in await clerk.types("证书什么时候发")
    assert "正在更正" not in await clerk.types("咨询电话多少")
