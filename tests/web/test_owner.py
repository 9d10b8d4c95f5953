"""A sister notice walks from a file to a live, cited answer in two browsers, the editor by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from evaluation.owner.hands import PATIENCE, Hands
from evaluation.owner.walk import asking, walk
from policies_kb.loading import NOTICES
from policies_kb.releases import current, seed
from scripts.assistant_process import Assistant, running_assistant
from tests.web.at_the_desk import DESK, PASSWORD, TABLET, UPRIGHT
from tests.web.conftest import ROOT, OpenPage
from tests.web.talking import overflows
from tests.web.test_looks import findings

NOTICE = "hejing-2025-chuding"
SISTER = ROOT / "tests" / "manual" / NOTICE / "text.txt"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of releases of this module's own, with the five notices."""
    url = f"sqlite:///{tmp_path_factory.mktemp('book') / 'book.sqlite'}"
    seed(url, NOTICES, gate=lambda _: [])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZC_KB_URL", url)
        patch.setenv("ZC_RELEASE_SECONDS", "1")
        yield url


@pytest.fixture(scope="module")
def office(book: str) -> Iterator[Assistant]:
    """An assistant with an editor and an approver."""
    with running_assistant() as assistant:
        accounts = Accounts(assistant.store_url)
        for role in (Role.ADMIN, Role.EDITOR, Role.APPROVER):
            accounts.accept(accounts.invite(role.value, role.value, [role]), PASSWORD)
        accounts.close()
        yield assistant


@pytest.fixture(scope="module")
def site(office: Assistant) -> str:
    """The pages of this module are those of the office's own assistant."""
    return office.base


def sits_down(page: Page, base: str, name: str) -> Page:
    page.goto(f"{base}/desk/sign-in")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("您好")
    return page


def test_from_a_file_to_a_live_answer_by_two_people(new_page: OpenPage, office: Assistant, book: str) -> None:
    editor = Hands(sits_down(new_page(DESK), office.base, "editor"))
    approver = Hands(sits_down(new_page(DESK), office.base, "approver"))
    ask = asking(office.base, "和静网上申报时间是哪几天", "2025-03-12", NOTICE, "3月10日至3月31日")
    assert ask() is None
    walked = walk(editor, approver, office.base, SISTER, ask)
    assert current(book) == 2
    assert walked.items > 0 and editor.keys >= editor.compared > 0
    assert editor.clicks <= 10 and approver.clicks <= 10  # the review itself needs no mouse

    page = editor.page
    page.goto(f"{office.base}/notices/{NOTICE}")
    with page.expect_download() as download:
        page.get_by_role("link", name="查看原件").click()
    assert Path(download.value.path()).read_bytes() == SISTER.read_bytes()


@pytest.fixture(scope="module")
def under_review(office: Assistant, browser: Browser) -> str:
    """The page of a draft on which nothing has been decided yet: last year's notice of its line is on file."""
    page = sits_down(browser.new_page(), office.base, "editor")
    page.goto(f"{office.base}/desk/notices/upload")
    page.locator("#file").set_input_files(ROOT / "tests" / "time" / "book" / "yanqi-2025-chuding" / "text.txt")
    page.get_by_role("button", name="上传并起草").click()
    expect(page.locator("#progress")).to_be_visible(timeout=PATIENCE)
    address = page.url
    page.close()
    return address


@pytest.mark.parametrize("size", [DESK, TABLET, UPRIGHT], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(
    new_page: OpenPage, office: Assistant, under_review: str, size: tuple[int, int], scheme: str
) -> None:
    page = sits_down(new_page(size, color_scheme=scheme), office.base, "editor")
    for path in ("", "/upload"):
        page.goto(f"{office.base}/desk/notices{path}")
        assert findings(page) == []
        assert not overflows(page)
    page.goto(under_review)
    expect(page.locator("#changes mark.figure").first).to_be_attached()
    expect(page.locator(".item:focus")).to_be_visible()
    page.keyboard.press("e")
    expect(page.locator(".typing")).to_be_visible()
    for summary in page.locator("#history summary, .keys summary").all():
        summary.click()
    assert findings(page) == []
    assert not overflows(page)


def test_words_lead_to_their_fact_and_a_fact_to_its_words(new_page: OpenPage, office: Assistant) -> None:
    page = sits_down(new_page(DESK), office.base, "editor")
    page.goto(f"{office.base}/desk/notices")
    page.get_by_role("button", name="更正 轮台县初定通知").click()
    page.locator(".words", has_text="联系电话").first.click()
    item = page.locator(".item:focus-within")
    expect(item).to_be_visible()
    expect(page.locator(".words.lit").first).to_be_visible()
    page.keyboard.press("e")
    form = item.locator(".typing")
    expect(form).to_be_visible()
    form.locator("[name='f-quote']").fill("这一句原文里没有")
    expect(form.locator(".typed .error").first).to_contain_text("原文里没有")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
