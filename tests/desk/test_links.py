"""The link that a caller is sent: one short message, the answer as it was said, and nothing of the caller."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.desk.calls.messages import SMS
from bot.desk.calls.ours import ours, without
from bot.receipts import Cited, Content, Expired, Receipts, Used
from bot.receipts.since import changes
from policies_kb.serving import serving_base

from .talking import Clerk, plain

LINK = re.compile(r"http://[^ ]+(/a/[a-z2-7]{16})$")
CONTENT = Content(aloud="满2年可以初定。", status="answered", day=date(2024, 10, 10), release=3)


async def test_the_page_shows_what_was_read_out(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    status, text = await clerk.link("大专要干几年")
    assert status == 200 and len(text) <= SMS, text
    found = LINK.search(text)
    assert found, text
    response = await clerk.client.get(found[1])
    page = plain(await response.text())
    assert "满2年可以初定初级" in page and "轮台县初定通知 三" in page and "按2024年10月10日的情况答复" in page
    assert "答复时正在申报，还剩20天" in page and "已经结束" in page, "then and now"
    assert response.headers["X-Robots-Tag"].startswith("noindex")
    scripts = re.findall(r"<script[^>]*>", await response.text())
    assert all('src="/static/' in script for script in scripts), "none of its own, and none that runs what was said"


async def test_nothing_of_the_caller_is_in_it(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    await clerk.posts("told", text="大专 干了一年半 事业单位 考核都合格")
    said = "我是大专，干了一年半，身份证650102199001011234，够年限吗"
    assert "1年6个月" in await clerk.types(said), "the clerk reads out the verdict on the caller"
    _, text = await clerk.link(said)
    found = LINK.search(text)
    assert found, text
    page = plain(await (await clerk.client.get(found[1])).text())
    assert "满2年可以初定初级" in page
    for told in ("1年6个月", "一年半", "650102199001011234", "事业单位"):
        assert told not in page and told not in text, told


@pytest.mark.parametrize("asked", ["", "申报时间", "今天天气怎么样"])
async def test_what_is_no_answer_is_not_sent(clerk: Clerk, asked: str) -> None:
    status, said = await clerk.link(asked)
    assert status == 422 and "还没有可以发出的答复" in said


@pytest.mark.parametrize("number", ["aaaaaaaaaaaaaaaa", "x", "0" * 400, "' or 1=1", "..%2f..%2fetc"])
async def test_a_link_that_is_none(clerk: Clerk, number: str) -> None:
    response = await clerk.client.get(f"/a/{number}")
    assert response.status == 404 and "链接打不开" in await response.text()


def receipts(folder: Path, now: float = 0.0, days: float = 400) -> Receipts:
    return Receipts(f"sqlite:///{folder / 'talk.db'}", days, clock=lambda: now)


def test_a_receipt_ends_and_its_content_with_the_last(tmp_path: Path) -> None:
    first = receipts(tmp_path).keep(CONTENT)
    second = receipts(tmp_path, 300 * 86400.0).keep(CONTENT)
    assert first.number != second.number and first.digest == second.digest
    later = receipts(tmp_path, 500 * 86400.0)
    with pytest.raises(Expired):
        later.read(first.number)
    assert later.purge() == 1 and later.read(first.number) is None
    kept = later.read(second.number)
    assert kept is not None and kept.content == CONTENT
    with sa.create_engine(f"sqlite:///{tmp_path / 'talk.db'}").connect() as connection:
        assert connection.scalar(sa.text("select count(*) from answer_content")) == 1


def test_a_receipt_is_never_changed(tmp_path: Path) -> None:
    receipts(tmp_path).keep(CONTENT)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'talk.db'}")
    for statement in (
        "update answer_content set body = ''",
        "update answer_receipt set made_at = 0",
        "insert or replace into answer_content select digest, '' from answer_content",
    ):
        with pytest.raises(sa.exc.IntegrityError, match="never changed"), engine.begin() as connection:
            connection.execute(sa.text(statement))


def test_which_receipts_rest_on_a_fact(tmp_path: Path) -> None:
    store = receipts(tmp_path)
    used = Used(notice_id="one", topic="years", fact="years.chuding")
    with_fact = store.keep(CONTENT.model_copy(update={"used": (used,)}))
    store.keep(CONTENT)
    assert store.resting_on("one", "years.chuding", since=0.0) == [with_fact.number]
    assert store.resting_on("one", "years.chuding", since=1.0) == []


def test_what_has_changed_since() -> None:
    base = serving_base()
    notice = next(iter(base.notices.values()))
    fact, day = notice.record.facts[0], notice.head.issued
    silent = next(topic for topic in base.reference.topics if not notice.cell(topic).facts)
    same = Used(notice_id=notice.id, topic=fact.topic, fact=fact.id, say=fact.say)
    cited = (Cited(notice_id=notice.id, name=base.names[notice.id], clause=fact.clause, quote=fact.quote),)

    def since(*used: Used) -> list[tuple[str, str]]:
        content = CONTENT.model_copy(update={"used": used, "cited": cited, "day": day})
        return [(change.kind, change.now) for change in changes(content, base, day)]

    assert since(same, Used(notice_id=notice.id, topic=silent)) == []
    assert since(same.model_copy(update={"say": "满9年。"})) == [("changed", fact.say)]
    assert since(same.model_copy(update={"fact": "gone"})) == [("dropped", "")]
    assert [kind for kind, _ in since(Used(notice_id=notice.id, topic=fact.topic))] == ["stated"]
    without_it = replace(base, notices={k: v for k, v in base.notices.items() if k != notice.id})
    content = CONTENT.model_copy(update={"used": (same,), "cited": cited})
    assert [change.kind for change in changes(content, without_it, day)] == ["gone"]


async def test_where_the_clerk_is_that_phone(clerk: Clerk) -> None:
    from bot.desk.calls.cards import Card
    from bot.desk.calls.direct import direct

    phone = serving_base().notices["luntai-2024-chuding"].contacts[0].phone
    card = Card(0, "clerk", 0.0).with_scope(regions=("轮台县",))
    silent = direct("评审费多少钱", card, date(2024, 10, 10))
    assert silent.silent and phone in "".join([silent.aloud, *silent.rest])
    assert ours(silent, ["0999-1234567"]) == ""
    assert ours(silent, [phone.replace("-", "")]) == phone
    said = without(silent, phone)
    assert said.aloud and phone not in "".join([said.aloud, *said.rest])
    stated = direct("咨询电话", card, date(2024, 10, 10))
    assert ours(stated, [phone]) == "", "a caller who asks for the phone is told it"
