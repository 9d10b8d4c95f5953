"""/check without JavaScript: one question a page, all of the state in the address."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

DAY = "2024-10-10"
ANSWERS = {
    "region": "焉耆",
    "unit_kind": "企业",
    "series": "工程",
    "specialty": "水利",
    "current_title": "无",
    "education": "大专",
    "study_mode": "全日制",
    "years": "2022年5月1日",
    "assessments": "合格",
    "retired": "false",
    "exam_only": "false",
    "unit_level": "县",
}


class Browser:
    """Sends the forms of the pages as a browser without scripts would."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.address = self.page = ""
        self.status = 0

    async def open(self, address: str) -> None:
        response = await self.client.get(address)
        self.status, self.address = response.status, str(response.url.relative())
        self.page = await response.text()

    @property
    def field(self) -> str:
        found = re.search(r'name="field" value="([^"]+)"', self.page)
        return found[1] if found else ""

    async def answer(self, value: str) -> None:
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        form = [(name, html.unescape(value)) for name, value in hidden]
        await self.open("/check?" + urlencode([*form, ("answer", value)]))

    async def answer_all(self, answers: dict[str, str], most: int = 15) -> None:
        for _ in range(most):
            if not self.field:
                return
            await self.answer(answers.get(self.field, "-"))
        raise AssertionError(f"still asks {self.field} after {most} answers")

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))


@pytest.fixture
def browser(client: Any) -> Browser:
    return Browser(client)


async def test_from_the_first_question_to_verdict_reasons_checklist_and_calendar(browser: Browser) -> None:
    await browser.open(f"/check?on={DAY}")
    assert "您单位在哪个县" in browser.page
    await browser.answer_all(ANSWERS)
    assert "通知写明的条件您都符合" in browser.page
    for words in ("社保缴费清单", "最迟10月12日开始", "0996-6022503", "大专毕业须满2年"):
        assert words in browser.page
    link = html.unescape(re.findall(r'href="(/api/eligibility/[^"]+)"', browser.page)[0])
    await browser.open(link)
    assert browser.status == 200
    assert "材料清单" in browser.page
    calendar = re.findall(r'href="([^"]+\.ics[^"]*)"', browser.page)[0]
    await browser.open(html.unescape(calendar))
    assert "BEGIN:VCALENDAR" in browser.page


async def test_the_address_restores_the_state(browser: Browser) -> None:
    await browser.open(f"/check?on={DAY}")
    await browser.answer("焉耆")
    await browser.answer("企业")
    asked = browser.field
    await browser.open(browser.address)
    assert browser.field == asked
    assert browser.query == {"region": "焉耆回族自治县", "unit_kind": "企业", "on": DAY} or browser.query[
        "region"
    ].startswith("焉耆")


async def test_an_earlier_answer_can_be_changed_and_the_others_stay(browser: Browser) -> None:
    await browser.open(f"/check?on={DAY}")
    await browser.answer_all(ANSWERS)
    change = next(link for link in re.findall(r'href="(/check\?[^"]+)"', browser.page) if "ask=study_mode" in link)
    await browser.open(html.unescape(change))
    assert browser.field == "study_mode"
    await browser.answer("非全日制")
    assert "不能申报" in browser.page
    assert browser.query["education"] == "大专"


async def test_what_cannot_be_read_is_asked_again_with_an_example(browser: Browser) -> None:
    await browser.open("/check")
    await browser.answer("〇〇")
    assert browser.status == 422
    assert browser.field == "region"
    assert "例如" in browser.page
    assert 'aria-invalid="true"' in browser.page


async def test_a_day_to_come_is_told_and_asked_again(browser: Browser) -> None:
    await browser.open(f"/check?{urlencode({'region': '焉耆县', 'unit_kind': '企业', 'on': DAY, 'ask': 'years'})}")
    await browser.answer("2031年5月1日")
    assert "晚于" in browser.page
    assert browser.field == "years"


async def test_nothing_known_at_all_ends_with_what_is_missing(browser: Browser) -> None:
    await browser.open(f"/check?on={DAY}")
    await browser.answer_all({"region": "焉耆"})
    assert "不能替您下结论" in browser.page or "还需要知道" in browser.page
    assert "条件您都符合" not in browser.page


async def test_an_identity_number_typed_by_mistake_is_not_kept(browser: Browser) -> None:
    await browser.open("/check")
    await browser.answer("652801199003071234")
    assert "652801199003071234" not in browser.page + browser.address


@pytest.mark.parametrize(
    "address",
    [
        "/check?unit_kind=外星人&region=焉耆县",
        "/check?years=NaN&region=焉耆县",
        "/check?years=-4",
        "/check?years=:&region=0",
        "/check?on=never&assessments=优良",
        "/check?field=nothing&answer=x",
        "/check?ask=__class__",
        "/check?target=皇帝",
        "/check?region=" + "长" * 300,
        "/check?work_start=2099-01-01&region=焉耆县",
        "/check?field=years&answer=%00",
    ],
)
async def test_a_damaged_address_leads_to_a_question(browser: Browser, address: str) -> None:
    await browser.open(address)
    assert browser.status in (200, 422)
    assert browser.field


async def test_markup_in_an_answer_stays_text(browser: Browser) -> None:
    await browser.open("/check?field=region&answer=<script>alert(1)</script>")
    assert "<script>alert" not in browser.page
