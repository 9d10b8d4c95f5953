"""The pages in Debian's Chromium: with and without JavaScript, on a phone, on paper, for a screen reader."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from bot.pages.site import BUILT
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Applicant
from scripts.browser import CHROMIUM

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
TOLD = {
    "region": "焉耆回族自治县",
    "unit_kind": "企业",
    "series": "工程系列",
    "specialty": "水利",
    "current_title": "无",
    "education": "大专",
    "study_mode": "全日制",
    "work_start": "2022-05-01",
    "assessments": "合格",
    "on": "2024-10-10",
}
RESULT = f"/check?{urlencode(TOLD)}"


pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")


def go_through(page: Page) -> None:
    """From the first question to the result, as somebody who presses and types."""
    answers = {"region": "焉耆", "series": "工程", "specialty": "水利", "years": "2022年5月1日"}
    chosen = {
        "unit_kind": "企业",
        "current_title": "还没有职称",
        "education": "大专",
        "study_mode": "全日制",
        "assessments": "都合格",
    }
    for _ in range(14):
        if "核对结果" in page.inner_text("h1"):
            return
        asked = page.locator("input[name=field]").get_attribute("value") or ""
        before = page.url
        if asked in answers:
            page.locator("#answer").fill(answers[asked])
            page.get_by_role("button", name="下一步").click()
        elif asked in chosen:
            page.get_by_label(chosen[asked], exact=True).check()
            page.get_by_role("button", name="下一步").click()
        else:
            page.get_by_role("button", name="不知道").click()
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_load_state()
    raise AssertionError("no result after 14 questions")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_check_from_the_first_question_to_the_result(chromium: Browser, site: str, scripts: bool) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/check?on=2024-10-10")
    go_through(page)
    assert "通知写明的条件您都符合" in page.inner_text("main")
    page.go_back()
    page.wait_for_function("document.querySelector('input[name=field]') !== null") if scripts else None
    assert page.locator("input[name=field]").count() == 1
    context.close()


@pytest.mark.skipif(not (BUILT / "htmx.min.js").is_file(), reason="the web files are not built: scripts/build_web.sh")
def test_with_scripts_only_the_middle_of_the_page_is_fetched(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{site}/check")
    page.evaluate("window.stayed = true")
    page.locator("#answer").fill("焉耆")
    page.get_by_role("button", name="下一步").click()
    page.get_by_text("您从事哪个职称系列").first.wait_for()
    assert page.evaluate("window.stayed")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_a_citation_leads_to_its_clause_and_marks_it(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=DESK)
    page.goto(site + RESULT)
    page.locator(".items summary").filter(has_text="继续教育").first.click()
    link = page.get_by_role("link", name="五(一)4", exact=True).first
    link.click()
    marked = page.locator(":target")
    assert marked.get_attribute("id") == "五(一)4"
    assert "继续教育" in marked.inner_text()
    assert marked.is_visible()
    page.close()


def test_on_paper_there_are_boxes_to_tick_and_no_menu(chromium: Browser, site: str) -> None:
    person = Applicant.model_validate({"region": "焉耆县", "unit_kind": "企业"})
    token = make_token(Case("初定初级", person, date(2024, 10, 10)))
    page = chromium.new_page(viewport=DESK)
    page.goto(f"{site}/api/eligibility/{token}/checklist")
    page.emulate_media(media="print")
    assert page.locator(".box").first.is_visible()
    assert not page.locator("nav").is_visible()
    assert page.pdf()[:4] == b"%PDF"
    page.close()


def test_the_keyboard_alone_is_enough(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=DESK)
    page.goto(f"{site}/check?{urlencode({'region': '焉耆县', 'series': '工程系列'})}")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**unit_kind=**")
    page.close()


def test_a_page_is_read_aloud_and_stopped(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.add_init_script("""
        window.read = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, "speechSynthesis", {value: {
          speak: (words) => window.read.push(words.text), cancel: () => { window.stopped = true; },
        }});
    """)
    page.goto(site + RESULT)
    page.get_by_role("button", name="朗读").click()
    read = page.evaluate("window.read")
    assert any("通知写明的条件您都符合" in text for text in read)
    assert not any("看通知里的这一条" in text for text in read)  # folded: it is not seen
    page.evaluate("window.stopped = false")
    page.get_by_role("button", name="停止").click()
    assert page.evaluate("window.stopped")
    page.close()
    silent = chromium.new_page(viewport=PHONE)
    silent.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined});")
    silent.goto(f"{site}/notices")
    assert silent.locator("[data-aloud]:visible").count() == 0
    silent.close()


def test_a_link_to_a_clause_opens_the_section_it_stands_in(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{site}/notices/luntai-2024-chuding#四(一)3")
    assert page.locator(":target").is_visible()
    assert page.locator("details.section[open]").count() == 1
    page.close()


def test_the_large_pointer_is_drawn_by_pictures_of_our_own(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=DESK)
    page.goto(f"{site}/notices?edition=elder")
    page.get_by_role("link", name="特大鼠标").click()
    page.get_by_role("link", name="普通鼠标").wait_for()
    shown = page.evaluate("""async () => {
      const size = async (one) => {
        const picture = new Image();
        picture.src = getComputedStyle(one).cursor.match(/url\\("([^"]+)"\\)/)[1];
        await picture.decode();
        return [new URL(picture.src).pathname, picture.naturalHeight];
      };
      return Promise.all(["h1", "main a", "#q"].map((what) => size(document.querySelector(what))));
    }""")
    assert shown == [["/static/pointer.svg", 64], ["/static/pointer-hit.svg", 64], ["/static/pointer-text.svg", 64]]
    page.close()
    phone = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{site}/notices?edition=elder")
    assert page.locator(".mouse:visible").count() == 0
    phone.close()
