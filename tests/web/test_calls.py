"""The console in a browser, by keyboard alone, as a clerk works with a caller on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.staff.roles import Role
from tests.web.at_the_desk import DESK, PASSWORD, TABLET, UPRIGHT, fix_place, next_caller, sign_in
from tests.web.conftest import OpenPage
from tests.web.talking import overflows
from tests.web.test_looks import findings


@pytest.fixture
def console(new_page: OpenPage, site: str, clerk: str) -> Page:
    """Signed in, with a new caller."""
    page = new_page(DESK)
    sign_in(page, site, clerk)
    next_caller(page)
    return page


def test_from_the_first_key_to_the_copied_text(console: Page) -> None:
    fix_place(console, "2", "2")
    expect(console.locator(".fixed strong").first).to_have_text("轮台")
    console.keyboard.type("大专要干几年")
    expect(console.locator("#aloud")).to_contain_text("大专毕业，从事专业技术工作满2年可以初定初级")
    console.keyboard.press("Control+1")
    expect(console.locator("#copied")).to_have_text("已复制：口述")
    assert findings(console) == []
    assert not overflows(console)


@pytest.mark.parametrize("size", [DESK, TABLET, UPRIGHT], ids=str)
def test_answer_and_verdict_are_on_the_screen_without_scrolling(
    new_page: OpenPage, site: str, clerk: str, size: tuple[int, int]
) -> None:
    page = new_page(size)
    sign_in(page, site, clerk)
    next_caller(page)
    fix_place(page, "2", "2")
    page.keyboard.press("F8")
    page.keyboard.type("大专 干了两年 事业单位 考核都合格")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_count(4)
    page.keyboard.press("Escape")
    page.keyboard.type("网上申报哪天截止")
    expect(page.locator("#aloud")).to_contain_text("10月30日")
    for part in ("#q", "#aloud", ".judged"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


def test_the_next_caller_finds_nothing_of_the_last(console: Page) -> None:
    fix_place(console, "2", "2")
    console.keyboard.press("F8")
    console.keyboard.type("大专 干了两年 事业单位")
    console.keyboard.press("Enter")
    expect(console.locator(".chips")).to_contain_text("学历：大专")
    next_caller(console)
    expect(console.locator(".chips li")).to_have_count(0)
    expect(console.locator(".fixed strong").first).to_have_text("没定")
    expect(console.locator("#q")).to_have_value("")
    expect(console.locator("#q")).to_be_focused()
    expect(console.locator("#answer")).to_have_text("")


def test_what_is_being_composed_is_not_asked(console: Page) -> None:
    asked: list[str] = []
    console.on("request", lambda request: asked.append(request.url) if "/answer?" in request.url else None)
    input_method = console.context.new_cdp_session(console)
    for composed in ("d", "dh", "dianhua"):
        input_method.send("Input.imeSetComposition", {"text": composed, "selectionStart": 0, "selectionEnd": 0})
        console.wait_for_timeout(300)
    assert asked == [], "letters of pinyin are no question"
    input_method.send("Input.insertText", {"text": "电话"})
    expect(console.locator("#aloud")).not_to_be_empty()
    assert len(asked) == 1 and console.locator("#q").input_value() == "电话"


def test_an_outcome_by_two_keys(console: Page) -> None:
    console.keyboard.press("F9")
    console.keyboard.press("2")
    expect(console.get_by_role("button", name="通知未写")).to_have_attribute("aria-pressed", "true")


def test_the_desk_is_closed_to_who_has_not_signed_in(new_page: OpenPage, site: str, clerk: str) -> None:
    page = new_page(TABLET)
    page.goto(f"{site}/desk/calls")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found_on_a_tablet(new_page: OpenPage, site: str, clerk: str, scheme: str) -> None:
    page = new_page(TABLET, color_scheme=scheme)
    sign_in(page, site, clerk)
    page.keyboard.type("轮台交哪些材料")
    expect(page.locator("#aloud")).to_contain_text("项")
    assert findings(page) == []
    assert not overflows(page)
    page.keyboard.press("F4")
    assert findings(page) == []


def test_the_admins_pages_are_clean(new_page: OpenPage, site: str, clerk: str) -> None:
    page = new_page(DESK)
    page.goto(f"{site}/desk/sign-in")
    page.get_by_label("登录名").fill(Role.ADMIN.value)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    for name in ("人员", "操作记录", "改密码"):
        page.get_by_role("navigation", name="主菜单").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        assert findings(page) == []
        assert not overflows(page)


def test_what_is_being_typed_survives_an_answer_that_comes_late(console: Page) -> None:
    """The card is exchanged when the place comes back; words typed meanwhile are not lost."""
    fix_place(console, "2", "2")
    console.keyboard.press("F8")
    for piece in ("大专 ", "干了", "两年 ", "事业单位"):
        console.keyboard.type(piece)
        console.wait_for_timeout(60)
    expect(console.locator(".fixed strong").first).to_have_text("轮台")
    expect(console.locator("#told")).to_have_value("大专 干了两年 事业单位")
    expect(console.locator("#told")).to_be_focused()


def test_a_chooser_survives_an_answer_that_comes_late(console: Page) -> None:
    """The day is sent while the place is being chosen: the second key still means a county."""
    console.route("**/scope", lambda route: (console.wait_for_timeout(300), route.continue_())[1])
    console.locator("input[name=day]").fill("2024-10-10")
    console.keyboard.press("F4")
    console.keyboard.press("2")
    expect(console.locator(".error")).to_contain_text("2024-10-10")
    console.keyboard.press("2")
    expect(console.locator(".fixed strong").first).to_have_text("轮台")
