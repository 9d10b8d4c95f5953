"""Takes the screenshots of docs/images from a running assistant: `python -m scripts.screenshots`.

What is asked in them stands here; what is answered comes from the assistant on the day they are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts import desk_screenshots, notices_screenshots, owner_screenshots
from scripts.assistant_process import Assistant, running_assistant
from scripts.browser import ARGUMENTS, CHROMIUM

FOLDER = Path("docs/images")
DESKTOP, PHONE = (1280, 800), (390, 844)
# A person's case, as /check keeps it in the address.
PERSON = {
    "region": "焉耆回族自治县",
    "unit_kind": "企业",
    "series": "工程系列",
    "specialty": "水利",
    "current_title": "无",
    "education": "大专",
    "study_mode": "全日制",
    "years": "3",
    "assessments": "合格",
}


def open_page(browser: Browser, size: tuple[int, int], address: str) -> Page:
    """A page of its own, as on a first visit."""
    width, height = size
    page = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=1.5, locale="zh-CN", reduced_motion="reduce"
    ).new_page()
    page.goto(address)
    return page


def ask(page: Page, *questions: str) -> None:
    """Asks one after the other, then opens the sources of the last answer."""
    for number, question in enumerate(questions):
        page.get_by_label("请输入问题").fill(question)
        page.get_by_label("请输入问题").press("Enter")
        expect(page.locator(".Message.left[data-status]").nth(number)).to_be_visible()
        expect(page.locator(".Typing")).to_have_count(0)
    page.locator("summary").last.click()


def main() -> int:
    """Writes those of the pages and those of the desk as PNG."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_assistant() as assistant, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*ARGUMENTS, "--lang=zh-CN"])
        shoot(browser, assistant)
        desk_screenshots.shoot(browser, assistant, FOLDER)
        notices_screenshots.shoot(browser, FOLDER)
        owner_screenshots.shoot(browser, assistant, FOLDER)
        browser.close()
    for image in sorted(FOLDER.glob("*.png")):
        print(f"{image}  {image.stat().st_size // 1024} KB")
    return 0


def shoot(browser: Browser, assistant: Assistant) -> None:
    """Those of the pages: 桌面, 条款, 手机, 结果, 长辈版 and 一份通知."""
    page = open_page(browser, DESKTOP, assistant.base)
    ask(page, "焉耆县大专毕业，几年能初定")
    page.screenshot(path=FOLDER / "桌面.png")
    with page.context.expect_page() as opened:
        page.locator("blockquote a").last.click()
    clause = opened.value
    clause.wait_for_load_state()
    clause.locator(":target").scroll_into_view_if_needed()
    clause.screenshot(path=FOLDER / "条款.png")
    notice = open_page(browser, PHONE, clause.url.split("#")[0])
    notice.screenshot(path=FOLDER / "一份通知.png")

    page = open_page(browser, PHONE, assistant.base)
    ask(page, "焉耆和轮台的申报时间分别是什么时候")
    page.screenshot(path=FOLDER / "手机.png")

    page = open_page(browser, PHONE, f"{assistant.base}/check?{urlencode(PERSON)}")
    answer_check(page)
    page.screenshot(path=FOLDER / "结果.png")
    page.get_by_role("link", name="长辈版").click()
    page.screenshot(path=FOLDER / "长辈版.png")


def answer_check(page: Page) -> None:
    """Answers what the check still asks with 不知道, until it gives its result."""
    for _ in range(12):
        if page.locator(".verdict").count():
            return
        page.get_by_role("button", name="不知道").click()
    raise RuntimeError("the check gave no result")


if __name__ == "__main__":
    sys.exit(main())
