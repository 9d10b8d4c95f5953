"""The console: one caller is one card; what is typed is answered for the card's place, the same each time."""

from __future__ import annotations

import pytest

from bot.desk.calls.direct import Direct
from bot.desk.calls.messages import SMS, copies
from bot.desk.calls.places import places, series
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.model.question import Scope
from policies_kb.serving import serving_base
from policies_kb.today import today

from .conftest import PASSWORD, sign_in
from .talking import Clerk, plain


async def test_the_place_of_the_card_answers(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    found = await clerk.types("大专要干几年")
    assert found.startswith("大专毕业，从事专业技术工作满2年可以初定初级。")
    assert "轮台县初定通知 三" in found and "正在申报，还剩20天" in found


async def test_clauses_stand_below_and_keep_to_the_place(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    found = await clerk.types("纸质材料")
    assert "相关条款 找到" in found and "轮台县初定通知 四" in found
    assert "焉耆" not in found and "阿克苏" not in found
    assert "相关条款 没有找到" in await clerk.types("量子纠缠")


async def test_the_same_words_say_the_same(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    first = await clerk.types("咨询电话")
    await clerk.types("那中专呢")
    await clerk.types("焉耆什么时候截止")
    assert await clerk.types("咨询电话") == first


async def test_nothing_of_the_last_caller_is_left(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    await clerk.posts("told", text="大专 干了两年 事业单位 考核都合格")
    left = clerk.number
    await clerk.next_caller()
    page = plain(await (await clerk.client.get(f"/desk/calls/{clerk.number}")).text())
    assert clerk.number != left and "学历：" not in page and "地区 没定" in page
    again = plain(await (await clerk.client.get(f"/desk/calls/{left}")).text())
    assert "学历：大专" in again and "地区 轮台" in again


async def test_chips_in_any_order_and_the_verdict_after_each(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", series="农业系列", day="2024-10-10")
    assert "请问来电人" in await clerk.posts("told", text="考核都合格")
    for told in (
        "事业单位",
        "干了两年半",
        "大专",
        "全日制",
        "还没有职称",
        "初定初级",
        "没退休",
        "没受过处分",
        "不是以考代评",
        "县直单位",
    ):
        shown = await clerk.posts("told", text=told)
    assert "您都符合" in shown, shown
    assert "您都符合" not in await clerk.posts("told", without="education")


@pytest.mark.parametrize(
    ("told", "chip"),
    [
        ("2022年7月参加工作", "开始工作：2022-07"),
        ("22年参加工作的", "开始工作：2022"),
        ("2022年7月15日参加工作", "开始工作：2022-07-15"),
        ("干了一年半", "工作年限：1年6个月"),
    ],
)
async def test_each_way_of_telling_the_time_is_a_chip(clerk: Clerk, told: str, chip: str) -> None:
    assert chip in await clerk.posts("told", text=told)
    told_anew = await clerk.posts("told", text="不对，是干了三年")
    assert chip not in told_anew and "工作年限：3年" in told_anew, "of two ways of telling the same the later counts"


async def test_what_the_caller_does_not_know_is_not_asked_again(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    first = await clerk.posts("told", text="初定 大专 干了三年")
    asked = first.split("请问来电人：")[1].split("？")[0]
    assert asked not in await clerk.posts("told", text="不知道")


async def test_what_cannot_be_read_is_said(clerk: Clerk) -> None:
    assert "没读懂“嗯嗯啊啊”" in await clerk.posts("told", text="嗯嗯啊啊")


async def test_an_outcome_and_a_note_close_the_card(clerk: Clerk) -> None:
    await clerk.posts("outcome", outcome="not_stated", note="身份证650102199001011234问补办", q="证书丢了怎么办")
    page = await (await clerk.client.get(f"/desk/calls/{clerk.number}")).text()
    assert "证书丢了怎么办" in page and "650102199001011234" not in page


async def test_another_clerks_card_is_not_there(clerk: Clerk, staff: Accounts) -> None:
    staff.accept(staff.invite("second", "第二位", [Role.CLERK]), PASSWORD)
    clerk.client.session.cookie_jar.clear()
    await sign_in(clerk.client, "second")
    for path in ("", "/answer?q=电话"):
        assert (await clerk.client.get(f"/desk/calls/{clerk.number}{path}")).status == 404


@pytest.mark.parametrize("number", ["0", "99999", "x", "1e3", "9" * 30])
async def test_a_card_that_is_none(clerk: Clerk, number: str) -> None:
    assert (await clerk.client.get(f"/desk/calls/{number}")).status == 404


@pytest.mark.parametrize(
    "form", [{"region": "火星"}, {"day": "明天"}, {"path": "x"}, {"round": "?"}, {"series": "<b>"}]
)
async def test_what_is_no_value_clears(clerk: Clerk, form: dict[str, str]) -> None:
    assert "地区 没定" in await clerk.posts("scope", **form)


def test_one_or_two_keys_for_every_place_of_a_notice() -> None:
    base = serving_base()
    reached = {one.name for top in places(base, today()) for one in top.below}
    for notice in base.notices.values():
        assert set(notice.head.coverage.regions) <= reached, notice.id
    for level in (places(base, today()), series(base, today()), *(top.below for top in places(base, today()))):
        keys = [one.key for one in level]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("length", [10, 69, 70, 71, 300])
def test_short_messages_fit(length: int) -> None:
    sentence = "可" * (length - 1) + "。"
    found = Direct(sentence, (), "依据：某通知 三", (), (), "answered", False, False, Scope())
    parts = copies(found)["短信"].split("\n")
    assert all(len(part) <= SMS for part in parts)
    assert "".join(parts) == f"{sentence}（依据：某通知 三）"


async def test_clauses_of_another_notice_are_never_first_and_are_said_to_be_another_s(clerk: Clerk) -> None:
    """A notice for one series covers the place, too, and prints fees; the place's own notice does not."""
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    found = await clerk.types("要交多少钱")
    assert found.startswith("通知没有写收费") and "元/人" not in found
    listed = (await clerk.types("评审费")).partition("相关条款")[2]
    own, marked, others = listed.partition("别的通知里的，不能当这一份的答")
    assert marked and "元/人" in others and "元/人" not in own
