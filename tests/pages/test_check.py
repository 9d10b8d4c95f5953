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


STORY = {
    "region": "焉耆回族自治县",
    "unit_kind": "企业",
    "series": "工程系列",
    "specialty": "水利",
    "current_title": "无",
    "education": "大专",
    "study_mode": "全日制",
    "on": DAY,
}


@pytest.mark.parametrize(
    ("said", "kept", "read"),
    [
        ("2022年7月", {"work_period": "2022-07"}, "2022年7月"),
        ("2022.7", {"work_period": "2022-07"}, "2022年7月"),
        ("2022年", {"work_period": "2022"}, "2022年"),
        ("2022年夏天", {"work_period": "2022-05..2022-08"}, "2022年5月至8月"),
        ("2022年5月1日", {"work_start": "2022-05-01"}, "2022年5月1日"),
        ("两年半", {"years": "2.5"}, "2年6个月"),
    ],
)
async def test_the_time_at_work_is_taken_however_it_is_told(
    browser: Browser, said: str, kept: dict[str, str], read: str
) -> None:
    await browser.open(f"/check?{urlencode({**STORY, 'ask': 'years'})}")
    await browser.answer(said)
    assert browser.status == 200
    assert "没看懂" not in browser.page
    assert kept.items() <= browser.query.items()
    assert f"<strong>{read}</strong>" in browser.page
    assert browser.field != "years"


async def test_another_way_of_telling_the_time_takes_the_place_of_the_first(browser: Browser) -> None:
    told = {**STORY, "work_period": "2022-07", "years": "2.25", "ask": "years"}
    await browser.open(f"/check?{urlencode(told)}")
    assert 'value="2022年7月"' in browser.page or 'value="2年3个月"' in browser.page
    await browser.answer("2023年3月5日")
    assert browser.query["work_start"] == "2023-03-05"
    assert "work_period" not in browser.query


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("region", "yanqi", "焉耆回族自治县"),
        ("region", "鄢耆", "焉耆回族自治县"),
        ("region", "luntai", "轮台县"),
        ("series", "助工", "工程系列"),
        ("series", "农业系列", "农业系列"),
        ("series", "dangan", "档案系列"),
    ],
)
async def test_typing_errors_and_pinyin_are_understood(browser: Browser, field: str, said: str, kept: str) -> None:
    told = {} if field == "region" else {"region": "焉耆回族自治县"}
    await browser.open(f"/check?{urlencode({**told, 'on': DAY, 'ask': field})}")
    await browser.answer(said)
    assert browser.query[field] == kept


@pytest.mark.parametrize(("said", "meant"), [("gongcheng", "工程系列"), ("工陈", "工程系列"), ("gongchen", "工程系列")])
async def test_a_series_that_is_only_like_one_is_offered_and_not_taken(browser: Browser, said: str, meant: str) -> None:
    await browser.open(f"/check?{urlencode({'region': '焉耆回族自治县', 'on': DAY, 'ask': 'series'})}")
    await browser.answer(said)
    assert browser.status == 422
    assert browser.field == "series"
    assert f'value="{meant}" class="plain"' in browser.page
    await browser.answer(f"={said}")
    assert browser.query["specialty"] == said


async def test_the_place_is_picked_and_then_the_series_comes(browser: Browser) -> None:
    await browser.open(f"/check?on={DAY}")
    area = next(link for link in re.findall(r'href="(/check\?[^"]+)"', browser.page) if "area=" in link)
    await browser.open(html.unescape(area))
    places = re.findall(r'name="answer" value="([^"-]+)"', browser.page)
    assert "焉耆回族自治县" in places
    await browser.answer("焉耆回族自治县")
    assert browser.field == "series"


@pytest.mark.parametrize("query", [{"area": "-"}, {"region": "和田地区"}, {"region": "铁门关市"}])
async def test_where_nothing_is_on_file_the_check_ends_at_once(browser: Browser, query: dict[str, str]) -> None:
    await browser.open(f"/check?{urlencode({**query, 'on': DAY})}")
    assert not browser.field
    assert "没有收录" in browser.page
    assert "人力资源和社会保障局" in browser.page
    assert 'href="tel:' in browser.page


@pytest.mark.parametrize(("start", "asks"), [("2022-05-01", False), ("1985-05-01", True)])
async def test_whether_somebody_is_retired_is_asked_only_where_they_can_be(
    browser: Browser, start: str, asks: bool
) -> None:
    asked = []
    await browser.open(f"/check?{urlencode({**STORY, 'region': '轮台县', 'work_start': start})}")
    while browser.field and len(asked) < 9:
        asked.append(browser.field)
        await browser.answer({**ANSWERS, "retired": "-"}[browser.field])
    assert ("retired" in asked) is asks
    if not asks:
        assert "没有问，因为工作不满15年" in browser.page  # what was taken for granted is said, and can be changed
        assert "ask=retired" in browser.page


async def test_who_is_retired_after_all_can_say_so(browser: Browser) -> None:
    told = {**STORY, "region": "轮台县", "work_start": "2022-05-01", "assessments": "合格", "retired": "true"}
    await browser.open(f"/check?{urlencode(told)}")
    assert "条件您都符合" not in browser.page


async def test_the_old_answer_is_chosen_when_it_is_changed(browser: Browser) -> None:
    await browser.open(f"/check?{urlencode({**STORY, 'ask': 'education'})}")
    assert 'value="大专" required checked' in browser.page
    await browser.open(f"/check?{urlencode({**STORY, 'ask': 'specialty'})}")
    assert 'id="answer" name="answer" value="水利"' in browser.page


async def test_it_says_how_far_along_one_is(browser: Browser) -> None:
    await browser.open(f"/check?{urlencode(STORY)}")
    first = re.search(r"第(\d+)问，最多还有(\d+)问", browser.page)
    assert first
    await browser.answer(ANSWERS[browser.field])
    second = re.search(r"第(\d+)问，最多还有(\d+)问", browser.page)
    assert second
    assert int(second[1]) == int(first[1]) + 1
    assert int(second[2]) < int(first[2])


@pytest.mark.parametrize("day", [DAY, "2026-11-29"])
async def test_what_is_met_is_green_only_while_one_can_apply(browser: Browser, day: str) -> None:
    told = {**STORY, "work_start": "2022-05-01", "assessments": "合格", "on": day}
    await browser.open(f"/check?{urlencode(told)}")
    assert "通知写明的条件您都符合" in browser.page
    assert ('class="verdict good"' in browser.page) is (day == DAY)
    assert ("现在不能报" in browser.page) is (day != DAY)
    assert (".ics" in browser.page) is (day == DAY)  # no calendar of days that are over


async def test_the_conditions_in_the_way_stand_before_those_that_are_met(browser: Browser) -> None:
    told = {**STORY, "work_start": "2023-05-01", "assessments": "合格"}
    await browser.open(f"/check?{urlencode(told)}")
    assert browser.page.index("✗ 不符合") < browser.page.index("符合的条件（")
    assert browser.page.index('href="tel:') < browser.page.index("✗ 不符合")
