"""The pages of those who keep the notices, on the desk's screens: nothing that axe finds serious, nothing too wide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bot.desk.misses import Miss, Misses
from bot.figures import Figures, Tally
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.today import today
from scripts.assistant_process import Assistant
from tests.web.at_the_desk import DESK, PASSWORD, UPRIGHT
from tests.web.conftest import OpenPage
from tests.web.talking import overflows
from tests.web.test_looks import findings

PAGES = ("statistics", "due", "consequences", "words", "misses")


@pytest.fixture(scope="module")
def filled(running: Assistant, clerk: str) -> str:
    """Something to show on each page, and somebody who may see them all."""
    figures = Figures(running.store_url)
    now = today().isoformat()
    figures.put_card(1, [Tally(now, "desk", "not_stated", "certificate", "轮台县", "", True)])
    figures.put_card(2, [Tally(now, "desk", "answered", "contact", "轮台县", "工程系列")])
    figures.close()
    misses = Misses(running.store_url)
    misses.add([Miss("web:1", 1.0, "desk", "not_stated", "证书啥时候发", region="轮台县", topic="certificate")])
    misses.close()
    accounts = Accounts(running.store_url)
    accounts.accept(accounts.invite("keeper", "管通知的", [Role.EDITOR, Role.APPROVER, Role.SUPERVISOR]), PASSWORD)
    accounts.close()
    return "keeper"


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/desk/sign-in")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="统计").first.wait_for()


@pytest.mark.parametrize("size", [DESK, UPRIGHT], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(
    new_page: OpenPage, site: str, filled: str, size: tuple[int, int], scheme: str
) -> None:
    page = new_page(size, color_scheme=scheme)
    sign_in(page, site, filled)
    for name in PAGES:
        page.goto(f"{site}/desk/{name}")
        for summary in page.locator("summary").all()[:3]:
            summary.click()
        assert findings(page) == [], name
        assert not overflows(page), name


def test_a_word_is_tried_by_keyboard_alone(new_page: OpenPage, site: str, filled: str) -> None:
    page = new_page(DESK)
    page.set_default_timeout(120_000)
    sign_in(page, site, filled)
    page.goto(f"{site}/desk/words")
    page.get_by_label("给哪一句加").focus()
    page.keyboard.type("梨木屯大专要干几年")
    page.keyboard.press("Tab")
    page.keyboard.type("梨木屯")
    page.keyboard.press("Tab")
    page.get_by_label("说的是").select_option("region:轮台县")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#effect").wait_for()
    assert "满2年可以初定初级" in page.inner_text("main")
    assert findings(page) == [] and not overflows(page)
