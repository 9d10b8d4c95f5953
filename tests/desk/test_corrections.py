"""A supervisor reads a closed call, and what is wrong reaches the record's owner; nobody decides on their own words."""

from __future__ import annotations

import re

import pytest

from bot.desk.stores import CORRECTIONS
from bot.staff.accounts import Accounts
from bot.staff.roles import Role

from .conftest import PASSWORD, Client, sign_in, token
from .talking import Clerk, plain


async def closed_call(clerk: Clerk) -> int:
    """A call that was answered."""
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    await clerk.posts("outcome", outcome="answered", note="", q="大专要干几年")
    return clerk.number


async def signed_in_as(client: Client, name: str) -> None:
    client.session.cookie_jar.clear()
    await sign_in(client, name)


async def posted(client: Client, path: str, page: str, **form: str) -> tuple[int, str]:
    sent = {"csrf": await token(client, page), **form}
    response = await client.post(path, data=sent)
    return response.status, plain(await response.text())


async def proposed(clerk: Clerk, author: str = "supervisor") -> int:
    """The number of a proposal on the call's first fact."""
    card = await closed_call(clerk)
    client = clerk.client
    await signed_in_as(client, author)
    page = f"/desk/corrections/{card}"
    status, said = await posted(
        client, page, page, verdict="corrected", used="0", should="大专满3年", why="县里补充通知第二条"
    )
    assert status == 200 and "等编辑处理" in said, said
    assert client.app is not None
    return client.app[CORRECTIONS].proposals()[0].number


async def test_the_answer_is_read_as_it_was_and_each_read_is_in_the_record(clerk: Clerk) -> None:
    card = await closed_call(clerk)
    await signed_in_as(clerk.client, "supervisor")
    listed = plain(await (await clerk.client.get("/desk/corrections")).text())
    assert "还没核对" in listed and "大专要干几年" not in listed, "what was said is read one by one"
    page = plain(await (await clerk.client.get(f"/desk/corrections/{card}")).text())
    assert "大专要干几年" in page and "满2年可以初定初级" in page and "按 2024-10-10" in page
    record = plain(await (await clerk.client.get("/desk/record")).text())
    assert f"查看对话 card {card}" in record
    status, said = await posted(clerk.client, f"/desk/corrections/{card}", f"/desk/corrections/{card}", verdict="right")
    assert status == 200 and "已核对，无误（supervisor）" in said


async def test_from_the_correction_to_the_editor_and_back(clerk: Clerk) -> None:
    number = await proposed(clerk)
    client = clerk.client
    await signed_in_as(client, "editor")
    page = plain(await (await client.get("/desk/proposals")).text())
    assert "大专满3年" in page and "县里补充通知第二条" in page, "what should be said, and why"
    assert "满2年可以初定初级" in page and "大学专科毕业从事专业技术工作满2年；大学本科毕业" in page, (
        "record and clause"
    )
    status, said = await posted(client, f"/desk/proposals/{number}", "/desk/proposals", state="refused", reason="")
    assert status == 422 and "要写明理由" in said
    await posted(client, f"/desk/proposals/{number}", "/desk/proposals", state="refused", reason="原文就是两年")
    status, said = await posted(client, f"/desk/proposals/{number}", "/desk/", state="taken")
    assert status == 422 and "已经有人处理" in said
    await signed_in_as(client, "supervisor")
    assert "没有采纳 （editor：原文就是两年）" in plain(await (await client.get("/desk/corrections")).text())


async def test_clerks_see_what_is_being_corrected(clerk: Clerk) -> None:
    number = await proposed(clerk)
    client = clerk.client
    await signed_in_as(client, "clerk")
    assert "正在更正：大专满3年" in await clerk.types("大专要干几年")
    assert "正在更正" not in await clerk.types("咨询电话")
    client.app[CORRECTIONS].decide(number, "editor", "taken")  # type: ignore[index]
    assert "正在更正" not in await clerk.types("大专要干几年")


async def test_two_pairs_of_eyes(clerk: Clerk, staff: Accounts) -> None:
    staff.accept(staff.invite("both", "两个角色", [Role.SUPERVISOR, Role.EDITOR]), PASSWORD)
    number = await proposed(clerk, author="both")
    status, said = await posted(clerk.client, f"/desk/proposals/{number}", "/desk/proposals", state="taken")
    assert status == 422 and "另一位编辑" in said


async def test_nobody_approves_their_own_call(clerk: Clerk, staff: Accounts) -> None:
    await signed_in_as(clerk.client, "supervisor")
    await clerk.next_caller()
    card = await closed_call(clerk)
    page = f"/desk/corrections/{card}"
    status, said = await posted(clerk.client, page, page, verdict="right")
    assert status == 422 and "另一位班长" in said


@pytest.mark.parametrize(
    "form", [{"should": "", "why": "因为"}, {"should": "三年", "why": ""}, {"used": "99"}, {"used": ""}]
)
async def test_what_is_missing_is_said(clerk: Clerk, form: dict[str, str]) -> None:
    card = await closed_call(clerk)
    await signed_in_as(clerk.client, "supervisor")
    page = f"/desk/corrections/{card}"
    whole = {"verdict": "corrected", "used": "0", "should": "三年", "why": "因为", **form}
    status, said = await posted(clerk.client, page, page, **whole)
    assert status == 422 and re.search("请写明|请选", said), said


async def test_an_open_call_is_not_read(clerk: Clerk) -> None:
    await signed_in_as(clerk.client, "supervisor")
    assert (await clerk.client.get(f"/desk/corrections/{clerk.number}")).status == 404
