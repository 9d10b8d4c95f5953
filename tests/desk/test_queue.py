"""The queue's pages: two clerks at their desks, people in chat and WeChat."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.desk.access import CSRF
from bot.handover.door import HANDOVER, HandOver
from bot.handover.words import words
from bot.runtime.event_log import EventLog
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.model.question import Scope

from .conftest import PASSWORD, Client, sign_in, token

PERSON = "a" * 32
MOBILE = "13812345678"


@pytest.fixture
def part(client: Client) -> HandOver:
    assert client.app is not None
    return client.app[HANDOVER]


@pytest_asyncio.fixture
async def first(client: Client, staff: Accounts) -> Client:
    """The first clerk, signed in."""
    await sign_in(client, "clerk")
    return client


@pytest_asyncio.fixture
async def second(client: Client, staff: Accounts) -> AsyncIterator[Client]:
    """Another clerk, at another computer."""
    staff.accept(staff.invite("other", "别人", [Role.CLERK]), PASSWORD)
    assert isinstance(client.server, TestServer)
    other: Client = TestClient(client.server)
    await sign_in(other, "other")
    yield other
    await other.session.close()


def ask(part: HandOver, sender: str = PERSON, question: str = "几号截止", door: str = "gateway") -> int:
    return part.queue.ask(sender, door, scope=Scope(), question=question, due_at=None)[0].number


async def post(client: Client, path: str, **form: str) -> tuple[int, str, str]:
    """Status, path and text of the page that a form leads to."""
    form[CSRF] = await token(client, "/desk/queue")
    response = await client.post(f"/desk/queue{path}", data=form)
    return response.status, response.url.path, await response.text()


async def page(client: Client, path: str = "") -> str:
    return await (await client.get(f"/desk/queue{path}")).text()


async def test_the_list_shows_who_waits_the_longest_first(first: Client, part: HandOver) -> None:
    assert "没有人在等" in await page(first)
    for sender, question in (("a", "公示几天"), ("b", "材料有哪些")):
        ask(part, sender, question, "wechat" if sender == "b" else "gateway")
    text = await page(first)
    assert "2位在等" in text and text.index("公示几天") < text.index("材料有哪些")
    assert "微信" in text and "网页" in text


async def test_two_clerks_take_two_people_and_neither_sees_the_others(
    first: Client, second: Client, part: HandOver
) -> None:
    ask(part, "a"), ask(part, "b")
    assert (await post(first, "/next"))[1] == "/desk/queue/1"
    assert (await post(second, "/next"))[1] == "/desk/queue/2"
    status, _, text = await post(second, "/1/claim")
    assert status == 404 and "正由clerk接待" in text and "几号截止" not in text
    for act in ("reply", "end", "back"):
        status, _, text = await post(second, f"/1/{act}", text="插话", key="k")
        assert status == 404 and "现在不由您接待" in text
    assert "等您答" in await page(first) and "other 在接" in await page(first)


async def test_the_conversation_so_far_is_read_masked_and_the_reading_is_recorded(
    first: Client, part: HandOver, staff: Accounts, settings: object
) -> None:
    log = EventLog(settings.store_url)  # type: ignore[attr-defined]
    said = [
        {"event": "user", "text": "我的电话是〔电话号码〕，几号截止", "timestamp": 1.0},
        {"event": "bot", "text": "请问单位在哪里", "timestamp": 2.0},
        {"event": "user", "text": "转人工", "timestamp": 3.0},
    ]
    log.append(PERSON, said, after=0)
    log.close()
    ask(part)
    _, path, text = await post(first, "/next")
    assert text.index("〔电话号码〕") < text.index("请问单位在哪里") < text.index("转人工")
    ticket = part.queue.find(1)
    assert ticket is not None
    part.queue.said(ticket, "我叫〔姓名〕", "m")
    assert "我叫〔姓名〕" in await page(first, "/1/talk")
    lines = [(line.name, line.action, line.subject) for line in staff.record()]
    assert ("clerk", "claim", "在线1") in lines and ("clerk", "read_conversation", "在线1") in lines
    assert not any("截止" in subject for _, _, subject in lines)
    assert path == "/desk/queue/1"


async def test_a_reply_reaches_the_person_as_written_and_the_record_masked(first: Client, part: HandOver) -> None:
    ask(part)
    _, _, text = await post(first, "/next")
    key = re.search(r'name="key" value="([^"]+)"', text)
    assert key
    for _ in range(2):  # the form sent again after a lost answer
        status, _, text = await post(first, "/1/reply", text=f"打{MOBILE}", key=key[1])
        assert status == 200 and "〔电话号码〕" in text and MOBILE not in text
    assert text.count('<li class="clerk">') == 1 and "还没送到" in text
    _, news = part.outbox.news(PERSON, 0)
    assert [word.text for word in news] == [words("claimed"), f"打{MOBILE}"]
    part.outbox.news(PERSON, news[-1].number)
    assert "还没送到" not in await page(first, "/1/talk")


async def test_nothing_and_too_much_are_refused_and_what_was_typed_stays(first: Client, part: HandOver) -> None:
    ask(part)
    await post(first, "/next")
    status, _, text = await post(first, "/1/reply", text="  ", key="k")
    assert status == 422 and "还没有写答复" in text
    status, _, text = await post(first, "/1/reply", text="长" * 401, key="k")
    assert status == 422 and "最多400个字" in text and "长" * 401 in text


async def test_one_is_given_back_and_another_clerk_goes_on(first: Client, second: Client, part: HandOver) -> None:
    ask(part)
    await post(first, "/next")
    await post(first, "/1/reply", text="我问一下同事", key="k")
    assert (await post(first, "/1/back"))[1] == "/desk/queue"
    assert "我问一下同事" in (await post(second, "/next"))[2]
    assert (await post(second, "/1/end"))[1] == "/desk/queue"
    assert "今天来了1位，答复了1位" in await page(first)
    assert "没有人在等" in await page(first)


async def test_who_left_is_seen_to_have_left(first: Client, part: HandOver) -> None:
    ask(part)
    await post(first, "/next")
    ticket = part.queue.open_of(PERSON)
    assert ticket is not None
    part.queue.leave(ticket)
    assert "对方结束了" in await page(first, "/1/talk")
    assert (await post(first, "/1/reply", text="还在吗", key="k"))[0] == 422


async def test_nobody_takes_more_than_can_be_answered(first: Client, part: HandOver) -> None:
    most = part.reception.hours.now().at_once
    for number in range(most + 1):
        ask(part, f"人{number}")
    for _ in range(most):
        await post(first, "/next")
    status, _, text = await post(first, "/next")
    assert status == 422 and f"最多{most}位" in text
    assert len(part.queue.waiting()) == 1


async def test_a_card_of_the_console_opens_with_place_and_question(
    first: Client, part: HandOver, trained: None
) -> None:
    scope = Scope(series=("档案系列",))
    part.queue.ask(PERSON, "gateway", scope=scope, question="公示几天", due_at=None)
    await post(first, "/next")
    _, path, text = await post(first, "/1/card")
    assert path == "/desk/calls/1"
    assert 'value="公示几天"' in text and "档案系列" in text
