"""Two notices side by side in a browser: reached with a key, worked by keyboard, printed, on the desk's screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.at_the_desk import DESK, TABLET, UPRIGHT, fix_place, next_caller, sign_in
from tests.web.conftest import OpenPage
from tests.web.talking import overflows
from tests.web.test_looks import findings


@pytest.fixture
def compared(new_page: OpenPage, site: str, clerk: str) -> Page:
    """From the console with a place, by one key."""
    page = new_page(DESK)
    sign_in(page, site, clerk)
    next_caller(page)
    fix_place(page, "2", "2")
    expect(page.locator(".fixed strong").first).to_have_text("轮台")
    with page.context.expect_page() as opened:
        page.keyboard.press("F6")
    return opened.value


def test_by_one_key_and_then_by_keyboard_alone(compared: Page) -> None:
    expect(compared.get_by_role("heading", level=1)).to_contain_text("轮台县初定通知")
    expect(compared.get_by_label("主题")).to_be_focused()
    compared.keyboard.type("网上申报时间")
    compared.keyboard.press("Enter")
    expect(compared.locator(".beside tbody")).to_have_count(1)
    expect(compared.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("size", [DESK, TABLET, UPRIGHT], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(
    new_page: OpenPage,
    site: str,
    clerk: str,
    size: tuple[int, int],
    scheme: str,
) -> None:
    page = new_page(size, color_scheme=scheme)
    sign_in(page, site, clerk)
    page.goto(f"{site}/desk/compare")
    expect(page.locator(".beside").first).to_be_visible()
    assert findings(page) == []
    assert not overflows(page)


def test_on_paper_the_two_stand_without_the_form(compared: Page) -> None:
    compared.emulate_media(media="print")
    expect(compared.locator(".choosing")).to_be_hidden()
    expect(compared.locator(".beside").first).to_be_visible()
    assert not overflows(compared)
