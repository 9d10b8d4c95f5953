"""The console's screenshots for the clerks' manual: the sign-in, a call answered, a silence, two notices side by side.

The accounts are made for the pictures and go with the assistant that is started for them.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from scripts.assistant_process import Assistant

PASSWORD = "只为了截图才用的一句话"
DESK, TABLET = (1366, 768), (768, 1024)
PLACE, DAY = "轮台县", "2024-10-10"
SHARPNESS = 1.25  # pixels of the picture for one of the page


def shoot(browser: Browser, assistant: Assistant, folder: Path) -> None:
    """Writes the pictures into the folder."""
    accounts = Accounts(assistant.store_url)
    accounts.accept(accounts.invite("admin", "管理员", [Role.ADMIN]), PASSWORD)
    accounts.accept(accounts.invite("guli", "古丽", [Role.CLERK]), PASSWORD)
    accounts.close()

    page = _opened(browser, DESK, assistant.base)
    page.screenshot(path=folder / "工作台-登录.png")
    _sign_in(page)
    _call(page, PLACE, "大专 干了两年 事业单位 考核都合格", "大专要干几年")
    page.screenshot(path=folder / "工作台-答复.png")
    with page.context.expect_page() as compared:
        page.keyboard.press("F6")
    beside = compared.value
    beside.wait_for_load_state()
    beside.screenshot(path=folder / "工作台-比较.png")
    page.bring_to_front()
    _call(page, PLACE, "", "要交多少钱")
    page.screenshot(path=folder / "工作台-没有写.png")

    tablet = _opened(browser, TABLET, assistant.base)
    _sign_in(tablet)
    _call(tablet, PLACE, "大专 干了两年 事业单位 考核都合格", "网上申报哪天截止")
    tablet.screenshot(path=folder / "工作台-平板.png")


def _opened(browser: Browser, size: tuple[int, int], base: str) -> Page:
    width, height = size
    page = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, locale="zh-CN"
    ).new_page()
    page.goto(f"{base}/desk/sign-in")
    return page


def _sign_in(page: Page) -> None:
    page.get_by_label("登录名").fill("guli")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="接电话").first.click()
    expect(page.locator("#q")).to_be_focused()


def _call(page: Page, place: str, told: str, question: str) -> None:
    """A new caller, as a clerk takes one: place, what they tell, what they ask."""
    before = page.locator("#card").get_attribute("data-number") or ""
    page.keyboard.press("F2")
    expect(page.locator("#card")).not_to_have_attribute("data-number", before)
    page.locator("input[name=day]").fill(DAY)
    expect(page.locator(".error")).to_contain_text(DAY)
    page.keyboard.press("F4")
    button = page.locator(f'#places [data-value="{place}"]')
    page.keyboard.press(button.evaluate("one => one.closest('.level').querySelector('button').dataset.key"))
    page.keyboard.press(button.get_attribute("data-key") or "")
    expect(page.locator(".fixed strong").first).not_to_have_text("没定")
    if told:
        page.keyboard.press("F8")
        page.keyboard.type(told)
        page.keyboard.press("Enter")
        expect(page.locator(".chips li").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type(question)
    expect(page.locator("#aloud")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # the answer to the last key
