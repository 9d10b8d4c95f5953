"""The door as the platform meets it: callbacks, duplicates, accidents, sessions, the quota."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from benchmarks.wecom_door import ACCOUNT, WORDS
from benchmarks.wecom_platform import KFID, WRONG_STATE, FakeWeCom, Trouble
from bot.messenger.inbox import Inbox, State
from bot.messenger.kinds import Kind
from bot.messenger.sealing import Seal
from bot.wecom.customers import MOST, WINDOW, Address, Customers
from bot.wecom.door import LONGEST_ID
from bot.wecom.kf import ServiceState
from bot.wecom.messages import DOOR, Incoming
from bot.wecom.replies import MORE, Outgoing
from bot.wecom.settings import Humans

from .conftest import LEASE, LINK, PERSON, Brain, door, quiet, until

A = "wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw"


def sender(customer: str) -> str:
    return Incoming("", Address(KFID, customer), Kind.TALK, "", 0.0).sender


async def test_a_message_is_answered_in_a_session_of_the_assistants(tmp_path: Path) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await platform.say(A, "焉耆电话")
        await until(lambda: platform.said_to(A))
        assert platform.said_to(A) == ["答：焉耆电话"]
        assert platform.sessions[A].state == ServiceState.ASSISTANT
        assert not platform.broken
    assert brain.asked == ["焉耆电话"]


async def test_callbacks_that_come_twice_and_messages_that_are_fetched_twice_are_answered_once(tmp_path: Path) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await asyncio.gather(*(platform.say(f"wm{n}", f"问{n}", duplicate=True) for n in range(60)))
        await until(lambda: all(platform.said_to(f"wm{n}") for n in range(60)))
    # a process that died before it moved the cursor fetches all of them again
    forgets = Customers(f"sqlite:///{tmp_path / 'wecom.db'}", Seal(ACCOUNT.tokens, LONGEST_ID))
    forgets.move(KFID, forgets.cursors()[KFID], "1")
    forgets.close()
    async with door(brain, tmp_path, await reopened(platform)):
        await quiet()
    assert [platform.said_to(f"wm{n}") for n in range(60)] == [[f"答：问{n}"] for n in range(60)]
    assert len(brain.asked) == 60


async def test_an_answer_whose_sending_was_not_heard_of_is_said_once(tmp_path: Path) -> None:
    """The platform takes every message and never says so: whoever tries again learns it from the message's number."""
    async with door(Brain(), tmp_path) as platform:
        await platform.say(A, "先热身")
        await until(lambda: platform.said_to(A))
        platform._trouble = Trouble(lost=0.5)
        await asyncio.gather(*(platform.say(f"wm{n}", f"问{n}") for n in range(20)))
        await until(lambda: all(platform.said_to(f"wm{n}") for n in range(20)))
        platform._trouble = Trouble()
        await quiet()
        assert [platform.said_to(f"wm{n}") for n in range(20)] == [[f"答：问{n}"] for n in range(20)]


@pytest.mark.parametrize("began", ["noted", "thinking", "answered", "sent, and nothing said of it"])
async def test_a_new_process_goes_on_where_a_dead_one_stopped(tmp_path: Path, began: str) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await platform.say(A, "先热身")
        await until(lambda: platform.said_to(A))
    store = f"sqlite:///{tmp_path / 'wecom.db'}"
    dead = Inbox(store, "dead", 0.0, door=DOOR)
    dead.note("k" * 64, sender(A), "talk:再问", time.time() - 60, lambda connection: None)
    if began != "noted":
        dead.claim("k" * 64, sender(A), "", "", "talk:再问")
    if began in ("answered", "sent, and nothing said of it"):
        reply = Outgoing(({"msgtype": "text", "text": {"content": "答：再问"}},)).stored()
        assert dead.answered("k" * 64, reply) is State.ANSWERED
    if began == "sent, and nothing said of it":
        assert dead.hand_out("k" * 64)
        body = {"touser": A, "open_kfid": KFID, "msgid": "k" * 28 + "_0"}
        platform._send({**body, "msgtype": "text", "text": {"content": "答：再问"}})
    dead.close()
    async with door(brain, tmp_path, await reopened(platform)):
        await until(lambda: len(platform.said_to(A)) == 2)
        await quiet()
    assert platform.said_to(A) == ["答：先热身", "答：再问"]


async def reopened(platform: FakeWeCom) -> FakeWeCom:
    platform.api = await platform.open()
    return platform


async def test_what_came_while_nobody_was_there_is_fetched_at_the_start(tmp_path: Path) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await platform.say(A, "先热身")
        await until(lambda: platform.said_to(A))
    platform.address = "http://127.0.0.1:9/wecom"
    await platform.say(A, "没人在")
    await platform.close()
    async with door(brain, tmp_path, await reopened(platform)):
        await until(lambda: len(platform.said_to(A)) == 2)
    assert platform.said_to(A)[1] == "答：没人在"


@pytest.mark.parametrize("told", [True, False], ids=["the callback was taken", "no callback ever came"])
async def test_a_process_that_died_before_its_first_fetch_leaves_it_to_the_next(tmp_path: Path, told: bool) -> None:
    fake = FakeWeCom(ACCOUNT, pace=0.01)
    fake.address = "http://127.0.0.1:9/wecom"
    await fake.say(A, "没人在")
    await fake.close()
    if told:
        customers = Customers(f"sqlite:///{tmp_path / 'wecom.db'}", Seal(ACCOUNT.tokens, LONGEST_ID))
        customers.know(KFID)
        customers.close()
    async with door(Brain(), tmp_path, await reopened(fake)):
        await until(lambda: fake.said_to(A))
        await fake.say(A, "再问")
        await until(lambda: len(fake.said_to(A)) == 2)
    assert fake.said_to(A) == ["答：没人在", "答：再问"]


async def test_what_was_written_long_before_the_door_was_there_is_not_answered(tmp_path: Path) -> None:
    brain = Brain()
    fake = FakeWeCom(ACCOUNT, pace=0.01)
    old = {"send_time": int(time.time()) - 86400, "open_kfid": KFID, "external_userid": A}
    fake._entries.append(fake._entry(3) | old | {"msgtype": "text", "text": {"content": "前天问的"}})
    async with door(brain, tmp_path, await reopened(fake)):
        await fake.say("wm1", "刚才问的")
        await until(lambda: fake.said_to("wm1"))
    assert brain.asked == ["刚才问的"]


async def test_five_messages_and_the_rest_with_the_persons_next_one(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'wecom.db'}"
    async with door(Brain(), tmp_path) as platform:
        await platform.say(A, "一")
        await until(lambda: platform.said_to(A))
        customers = Customers(store, Seal(ACCOUNT.tokens, LONGEST_ID))
        assert customers.charge(sender(A), MOST) == MOST - 1  # a clerk has said a lot
        inbox = Inbox(store, "test", LEASE, door=DOOR)
        inbox.note("k" * 64, sender(A), "talk:二", time.time(), lambda connection: None)
        await until(lambda: inbox.kept(sender(A)))
        assert platform.said_to(A) == ["答：一"]
        await platform.say(A, "三")
        await until(lambda: len(platform.said_to(A)) == 2)
        assert platform.said_to(A)[1] == f"{WORDS.earlier}\n答：二\n\n答：三"
        inbox.close()
        customers.close()


async def test_after_two_days_nothing_is_written_and_the_id_is_gone(tmp_path: Path) -> None:
    now = time.time()
    customers = Customers(f"sqlite:///{tmp_path / 'w.db'}", Seal(("t",), LONGEST_ID), lambda: now)
    with customers.engine.begin() as connection:
        customers.heard(connection, "wk:1", Address(KFID, A), now - WINDOW + 1)
    assert customers.charge("wk:1", 2) == 2
    assert customers.address("wk:1") == Address(KFID, A)
    now += 2
    assert customers.charge("wk:1", 1) == 0
    assert customers.forget() == 1
    assert customers.address("wk:1") is None
    customers.close()


async def test_a_long_answer_is_cut_with_the_link_to_all_of_it(tmp_path: Path) -> None:
    async with door(Brain(linked=True), tmp_path) as platform:
        await platform.say(A, "long")
        await until(lambda: platform.said_to(A))
        (said,) = platform.said_to(A)
        assert said.startswith("很长的一句话。")
        assert said.endswith(f"{WORDS.whole}{LINK}")
        assert not platform.broken


async def test_a_long_answer_that_cannot_be_linked_comes_in_pages(tmp_path: Path) -> None:
    async with door(Brain(), tmp_path) as platform:
        await platform.say(A, "long")
        await until(lambda: platform.said_to(A))
        await quiet()  # a page is several messages
        for on in (MORE, "继续", "还有吗"):
            if f"[{MORE}]" not in platform.said_to(A)[-1]:
                break
            before = len(platform.said_to(A))
            await platform.say(A, on)
            await until(lambda before=before: len(platform.said_to(A)) > before)  # type: ignore[misc]
            await quiet()
        assert "".join(platform.said_to(A)).count("很长的一句话。") == 300
        assert not platform.broken


async def test_choices_are_a_menu(tmp_path: Path) -> None:
    async with door(Brain(), tmp_path) as platform:
        await platform.say(A, "choices")
        await until(lambda: platform.said_to(A))
        assert platform.said_to(A) == ["请选单位性质：\n[企业]\n[事业单位]"]


async def test_who_comes_in_is_greeted_once_by_the_code(tmp_path: Path) -> None:
    async with door(Brain(), tmp_path) as platform:
        await platform.come_in(A)
        await until(lambda: platform.said_to(A))
        await platform.happen("enter_session", A)  # again, and without a code
        await quiet()
        (said,) = platform.said_to(A)
        assert said.startswith(WORDS.greeting)
        assert "[转人工]" in said
        assert platform.calls["send_msg"] == 0
        assert not platform.broken


@pytest.mark.parametrize(
    ("content", "wanted", "asked"),
    [
        ({"msgtype": "location", "location": {"address": "某县某路1号", "name": "大院"}}, "答：某县", ["某县"]),
        ({"msgtype": "location", "location": {"latitude": 42.0, "longitude": 86.5}}, WORDS.where, []),
        ({"msgtype": "image", "image": {"media_id": "m"}}, WORDS.unsupported, []),
        ({"msgtype": "voice", "voice": {"media_id": "m"}}, WORDS.unsupported, []),
        ({"msgtype": "text", "text": {"content": "企业", "menu_id": "1"}}, "答：企业", ["企业"]),
        ({"msgtype": "text", "text": {"content": "查看答案"}}, WORDS.nothing, []),
        ({"msgtype": "text", "text": "damaged"}, WORDS.unsupported, []),
    ],
)
async def test_every_kind_of_message(tmp_path: Path, content: dict[str, Any], wanted: str, asked: list[str]) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await platform.say(A, "", content=content)
        await until(lambda: platform.said_to(A))
        assert platform.said_to(A) == [wanted]
    assert brain.asked == asked


async def test_while_a_person_in_wecom_has_the_session_the_assistant_is_silent(tmp_path: Path) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        platform.sessions[A].state = ServiceState.PERSON
        await platform.say(A, "在吗")
        await until(lambda: platform.calls["service_state/get"])
        await quiet()
        assert platform.said_to(A) == []
        platform.sessions[A].state = ServiceState.OVER  # the person ends it
        await platform.say(A, "再问")
        await until(lambda: platform.said_to(A))
    assert platform.said_to(A) == ["答：再问"]
    assert brain.asked == ["再问"]


@pytest.mark.parametrize(
    ("humans", "free", "state"),
    [
        (Humans.POOL, set[str](), ServiceState.POOL),
        (Humans.STAFF, {"li"}, ServiceState.PERSON),
        (Humans.STAFF, set[str](), ServiceState.POOL),
    ],
)
async def test_who_asks_for_a_person_is_given_to_one_with_the_case(
    tmp_path: Path, humans: Humans, free: set[str], state: ServiceState
) -> None:
    servicers = ("zhang", "li") if humans is Humans.STAFF else ()
    account = replace(ACCOUNT, humans=humans, servicers=servicers)
    async with door(Brain(), tmp_path, account=account) as platform:
        platform.free_servicers = free
        await platform.say(A, PERSON)
        await until(lambda: platform.sessions[A].state == state)
        await quiet()
        summary = WORDS.to_person.format(summary="某县；“要哪些材料”")
        assert platform.said_to(A) == ["咨询电话见通知。", summary]


async def test_where_no_person_can_be_had_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = replace(ACCOUNT, humans=Humans.POOL)
    async with door(Brain(), tmp_path, account=account) as platform:
        monkeypatch.setattr("benchmarks.wecom_platform.MAY_FOLLOW", {0: {1}, 1: set[int](), 4: set[int]()})
        await platform.say(A, PERSON)
        await until(lambda: len(platform.said_to(A)) == 3)
        assert platform.said_to(A)[-1] == WORDS.not_taken


async def test_a_token_that_is_over_is_renewed_and_calls_that_are_too_many_wait(tmp_path: Path) -> None:
    async with door(Brain(), tmp_path) as platform:
        platform._trouble = Trouble(busy=0.1, too_old=0.05, too_often=0.1)
        await asyncio.gather(*(platform.say(f"wm{n}", f"问{n}") for n in range(20)))
        await until(lambda: all(platform.said_to(f"wm{n}") for n in range(20)))
        await quiet()
        assert [platform.said_to(f"wm{n}") for n in range(20)] == [[f"答：问{n}"] for n in range(20)]


async def test_the_address_is_verified_and_a_wrong_signature_refused(tmp_path: Path) -> None:
    async with door(Brain(), tmp_path) as platform, aiohttp.ClientSession() as session:
        cipher = platform.encrypted("4711")
        query = platform.signed(cipher) | {"echostr": cipher}
        async with session.get(platform.address, params=query) as response:
            assert await response.text() == "4711"
        async with session.get(platform.address, params={**query, "nonce": "m"}) as response:
            assert response.status == 403
        query, body = platform.push("<xml><Event>kf_msg_or_event</Event></xml>")
        async with session.post(platform.address, params={**query, "nonce": "m"}, data=body) as response:
            assert response.status == 403
        async with session.post(platform.address, params=query, data=body[:-10]) as response:
            assert response.status == 400
        assert platform.calls["sync_msg"] == 0


async def test_ids_and_personal_numbers_stay_out_of_the_database(tmp_path: Path) -> None:
    brain = Brain()
    async with door(brain, tmp_path) as platform:
        await platform.say(A, "我的身份证652801199003071234")
        await until(lambda: platform.said_to(A))
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert A.encode() not in kept
    assert b"652801199003071234" not in kept
    assert "652801199003071234" not in brain.asked[0]


def test_the_session_error_is_no_sign_of_a_message_that_came_before() -> None:
    from bot.messenger.calling import PlatformError
    from bot.wecom.kf import came_before

    assert not came_before(PlatformError(WRONG_STATE, ""), again=True)
    assert came_before(PlatformError(40999, ""), again=True)
    assert came_before(PlatformError(40999, "", unsure=True), again=False)
    assert not came_before(PlatformError(40999, ""), again=False)
