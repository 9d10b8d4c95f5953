"""/check on a small phone: what is seen without scrolling, how long a page is, and how many taps a person needs."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import CHROMIUM

PHONE = {"width": 360, "height": 740}
MOST_SCREENS = 3
PERSON = {
    "region": "焉耆回族自治县",
    "series": "工程系列",
    "unit_kind": "企业",
    "specialty": "水利",
    "current_title": "无",
    "education": "大专",
    "study_mode": "全日制",
    "work_start": "2022-05-01",
    "assessments": "合格",
}
WHILE_OPEN, TWO_YEARS_AFTER = {"on": "2024-10-10"}, {"on": "2026-11-29"}
COLOURS = {  # what a person is told, and the colour: good only where all is met and one can apply now
    "open": ({**PERSON, **WHILE_OPEN}, "good"),
    "closed": ({**PERSON, **TWO_YEARS_AFTER}, "wait"),
    "too short": ({**PERSON, "work_start": "2023-05-01", **WHILE_OPEN}, "wait"),
    "unit": ({**PERSON, "unit_kind": "机关", **WHILE_OPEN}, "bad"),
    "another county": ({**PERSON, "region": "库车市", "target": "初定初级", "on": "2024-04-20"}, "good"),
}
QUESTIONS = {  # those that tests/pages/test_editions_seen.py does not open in every edition
    "county": {"area": "巴音郭楞蒙古自治州", "ask": "region"},
    "putonghua": {**PERSON, "ask": "putonghua"},
}
# The walk: what is tapped or typed for each question; a text is typed into the field and sent.
TAPPED = {
    "unit_kind": "企业",
    "current_title": "还没有职称",
    "education": "大专",
    "study_mode": "全日制",
    "assessments": "都合格",
}
TYPED = {"specialty": "水利", "years": "2022年5月1日"}
MOST_TAPS = 17

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")


def address(site: str, query: dict[str, str]) -> str:
    return f"{site}/check?{urlencode(query)}"


def screens(page: Page) -> float:
    height = page.evaluate("document.documentElement.scrollHeight")
    return float(height) / PHONE["height"]


@pytest.mark.parametrize("name", COLOURS)
def test_verdict_next_step_and_phone_are_seen_without_scrolling(chromium: Browser, site: str, name: str) -> None:
    told, colour = COLOURS[name]
    page = chromium.new_page(viewport=PHONE)
    page.goto(address(site, told))
    for part in (page.locator(".verdict").first, page.locator(".step").first, page.locator("a[href^='tel:']").first):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]
    assert page.locator(".verdict").first.get_attribute("class") == f"verdict {colour}"
    assert screens(page) <= MOST_SCREENS
    page.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_is_longer_than_three_screens(chromium: Browser, site: str, name: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(address(site, {**QUESTIONS[name], **WHILE_OPEN}))
    assert screens(page) <= MOST_SCREENS
    page.close()


def test_a_person_without_scripts_taps_from_the_first_question_to_the_verdict(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)  # with scripts: tests/web/walks.yml
    page = context.new_page()
    page.goto(address(site, WHILE_OPEN))
    taps, asked = 0, []

    def tap(name: str, role: str = "button") -> None:
        nonlocal taps
        before = page.url
        page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        page.wait_for_url(lambda url: url != before)
        page.wait_for_load_state()
        taps += 1

    tap("巴音郭楞蒙古自治州", "link")
    tap("焉耆回族自治县")
    tap("工程")
    while page.locator("input[name=field]").count():
        name = page.locator("input[name=field]").get_attribute("value") or ""
        asked.append(name)
        assert len(asked) <= len(TAPPED) + len(TYPED), asked
        if name in TYPED:
            page.locator("#answer").fill(TYPED[name])
        else:
            page.get_by_label(TAPPED[name], exact=True).check()
        taps += 1
        tap("下一步")
    assert "核对结果" in page.inner_text("h1")
    assert page.locator(".verdict").first.get_attribute("class") == "verdict good"
    assert taps <= MOST_TAPS, (taps, asked)
    context.close()


def test_printing_opens_what_is_folded_and_the_button_is_there_only_with_scripts(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(address(site, {**PERSON, **WHILE_OPEN}))
    button = page.get_by_role("button", name="打印")
    assert button.first.is_visible()
    page.evaluate("window.print = () => { window.asked = true }")
    button.first.click()
    assert page.evaluate("window.asked")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details:not([open])").count() > 0
    page.close()
    plain = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = plain.new_page()
    page.goto(address(site, {**PERSON, **WHILE_OPEN}))
    assert page.locator("[data-print]:visible").count() == 0
    assert re.search("打印用的清单", page.inner_text("main"))
    plain.close()
