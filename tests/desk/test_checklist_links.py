"""The checklist that a caller is sent: one short message, and nothing of it kept longer than it can be opened."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.desk.calls.messages import SMS
from bot.receipts.checklists import Checklists
from policies_kb.checklist.link import VALID, read_token

from .talking import Clerk, token

LINK = re.compile(r"http://[^ ]+(/a/[a-z2-7]{16})$")
TOLD = "初定 全日制大专 2022年7月参加工作 事业单位 在编 专业对口 考核都合格 继续教育完成了 没受过处分"


async def listed(clerk: Clerk) -> tuple[int, str]:
    sent = {"csrf": await token(clerk.client, "/desk/")}
    response = await clerk.client.post(f"/desk/calls/{clerk.number}/checklist", data=sent)
    return response.status, await response.text()


async def decided(clerk: Clerk) -> str:
    """Tells what is asked until there is a verdict; the card as it reads then."""
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    card = await clerk.posts("told", text=TOLD)
    for _ in range(20):
        if "请问来电人" not in card:
            return card
        card = await clerk.posts("told", text="不知道")
    raise AssertionError(card)


async def test_the_message_opens_the_checklist(clerk: Clerk) -> None:
    assert "清单短信" in await decided(clerk)
    status, text = await listed(clerk)
    assert status == 200 and len(text) <= SMS, text
    found = LINK.search(text)
    assert found, text
    response = await clerk.client.get(found[1], allow_redirects=False)
    assert response.status == 303
    case = read_token(response.headers["Location"].split("/")[3])
    assert (case.target, case.applicant.region, case.applicant.work_period) == ("初定初级", "轮台县", "2022-07")
    assert case.applicant.education == "大专" and case.as_of == date(2024, 10, 10)


async def test_without_a_verdict_there_is_none(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    assert "清单短信" not in await clerk.posts("told", text="大专")
    status, said = await listed(clerk)
    assert status == 422 and "没有结论" in said


@pytest.mark.parametrize("url_end", ["", "x", "a" * 15, "A" * 17])
async def test_an_address_that_is_none(clerk: Clerk, url_end: str) -> None:
    assert (await clerk.client.get(f"/a/{url_end}")).status == 404


def test_an_address_lasts_as_long_as_its_link(tmp_path: Path) -> None:
    url, life = f"sqlite:///{tmp_path / 'talk.db'}", VALID.total_seconds()
    number = Checklists(url, clock=lambda: 0.0).keep("signed")
    assert Checklists(url, clock=lambda: life).read(number) == "signed"
    later = Checklists(url, clock=lambda: life + 1)
    assert later.read(number) is None and later.purge() == 1 and later.purge() == 0
