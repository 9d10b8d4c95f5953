"""The pictures of the manuals for whoever owns notices: upload, review, hand on, release, go back.

The assistant is started for them with a database of releases of its own: nothing that serves is touched.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from evaluation.owner.hands import PATIENCE
from policies_kb.loading import NOTICES
from policies_kb.releases import seed
from scripts.assistant_process import Assistant, running_assistant

PASSWORD = "只为了截图才用的一句话"
DESK, TABLET = (1366, 768), (768, 1024)
SHARPNESS = 1.25  # pixels of the picture for one of the page
SISTER = Path("tests/manual/hejing-2025-chuding/text.txt")
PEOPLE = {"bianji": ("张三", Role.EDITOR), "shenhe": ("李四", Role.APPROVER), "admin": ("管理员", Role.ADMIN)}


def shoot(browser: Browser, folder: Path) -> None:
    """Writes the pictures into the folder."""
    with tempfile.TemporaryDirectory() as place:
        before = os.environ.get("ZC_KB_URL")
        os.environ["ZC_KB_URL"] = f"sqlite:///{place}/book.sqlite"
        try:
            seed(os.environ["ZC_KB_URL"], NOTICES, gate=lambda _: [])
            with running_assistant() as assistant:
                _hire(assistant)
                _pictures(browser, assistant.base, folder)
        finally:
            del os.environ["ZC_KB_URL"]
            if before is not None:
                os.environ["ZC_KB_URL"] = before


def _hire(assistant: Assistant) -> None:
    accounts = Accounts(assistant.store_url)
    for name, (shown, role) in sorted(PEOPLE.items()):
        accounts.accept(accounts.invite(name, shown, [role]), PASSWORD)
    accounts.close()


def _pictures(browser: Browser, base: str, folder: Path) -> None:
    page = _signed_in(browser, base, "bianji", DESK)
    page.goto(f"{base}/desk/notices/upload")
    page.screenshot(path=folder / "通知-上传.png")
    page.locator("#file").set_input_files(
        {"name": "和静县通知.txt", "mimeType": "text/plain", "buffer": SISTER.read_bytes()}
    )
    page.get_by_role("button", name="上传并起草").click()
    expect(page.locator("#progress")).to_be_visible(timeout=PATIENCE)
    window = page.locator("[data-key='fact:window.apply']")
    page.locator("#words-item-fact-window-apply + .words").click()
    expect(window).to_be_focused()
    page.screenshot(path=folder / "通知-审阅.png")
    page.keyboard.press("e")
    window.locator("[name='f-end']").fill("2025-04-30")
    expect(window.locator(".typed .error").first).to_be_visible()
    window.locator(".typed").scroll_into_view_if_needed()
    page.screenshot(path=folder / "通知-改一项.png")
    page.reload()
    _settle(page)
    page.keyboard.press("F8")
    expect(page.locator("#checked .good").first).to_be_visible(timeout=PATIENCE)
    page.locator("#checked summary").click()
    page.locator("#checked").scroll_into_view_if_needed()
    page.screenshot(path=folder / "通知-检查.png")
    page.keyboard.press("F9")
    expect(page.get_by_text("等待审核").first).to_be_visible()

    second = _signed_in(browser, base, "shenhe", DESK)
    second.goto(f"{base}/desk/notices/1")
    second.get_by_label("发布的理由").fill("新增和静县通知")
    second.locator("#hand-on").scroll_into_view_if_needed()
    second.screenshot(path=folder / "通知-审核.png")
    second.get_by_label("已逐条对过原件").check()
    second.locator("#approve").click()
    expect(second.get_by_text("已发布：第").first).to_be_visible(timeout=PATIENCE)
    second.goto(f"{base}/desk/releases")
    second.get_by_label("退回的理由").fill("和静县通知的日期有误")
    second.screenshot(path=folder / "通知-退回.png")
    page.goto(f"{base}/desk/notices")
    page.screenshot(path=folder / "通知-列表.png")

    tablet = _signed_in(browser, base, "bianji", TABLET)
    tablet.goto(f"{base}/desk/notices/1")
    tablet.screenshot(path=folder / "通知-平板.png")


def _settle(page: Page) -> None:
    progress = page.locator("#progress")
    while int(progress.get_attribute("data-waiting") or 0):
        expect(page.locator(".item:focus")).to_be_visible()
        before = progress.get_attribute("data-step") or ""
        page.keyboard.press("Enter")
        expect(progress).not_to_have_attribute("data-step", before)


def _signed_in(browser: Browser, base: str, name: str, size: tuple[int, int]) -> Page:
    width, height = size
    page = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, locale="zh-CN"
    ).new_page()
    page.goto(f"{base}/desk/sign-in")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("您好", timeout=PATIENCE)
    return page
