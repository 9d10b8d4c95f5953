"""What tests of the desk do first: sign in, take a caller, fix the place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PASSWORD = "九月的棉花地很白很软"
DESK, TABLET, UPRIGHT = (1366, 768), (1024, 768), (768, 1024)


def next_caller(page: Page) -> None:
    before = page.locator("#card").get_attribute("data-number") or ""
    page.keyboard.press("F2")
    expect(page.locator("#card")).not_to_have_attribute("data-number", before)


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/desk/calls")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="接电话").first.click()
    expect(page.locator("#q")).to_be_focused()


def fix_place(page: Page, *keys: str) -> None:
    page.keyboard.press("F4")
    for key in keys:
        page.keyboard.press(key)
