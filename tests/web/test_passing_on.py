"""An answer is copied, shared with a link, read aloud; a question is spoken. What a browser cannot is not offered."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, OpenPage
from tests.web.talking import say

OpenChat = Callable[..., Page]
STORY = "我想初定，轮台县，县直事业单位，工程系列，全日制本科，2022年7月参加工作，没有职称，考核都合格，在职"
# No browser of a test hears or speaks: these stand where the browser's own would, and note what they are told.
VOICES = """
window.said = [];
window.SpeechRecognition = class { start() {
  this.onresult({results: [[{transcript: "轮台的电话"}]]}); this.onend();
} abort() {} };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", {value: {
  speak: (words) => window.said.push(words.text), cancel: () => window.said.push("cancel"),
}});
"""
NO_VOICES = """
for (const name of ["speechSynthesis", "SpeechSynthesisUtterance", "SpeechRecognition", "webkitSpeechRecognition"])
  delete window[name];
"""


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_an_answer_is_copied_and_shared_with_a_link(chat: OpenChat, new_page: OpenPage, site: str) -> None:
    page = chat(PHONE, permissions=["clipboard-read", "clipboard-write"])
    say(page, "轮台的咨询电话")
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_text("已复制。")).to_be_visible()
    text = copied(page)
    assert text.startswith("问：轮台的咨询电话")
    assert "依据：" in text
    assert "年" in text.split("（")[-1]  # the day
    page.evaluate("delete Navigator.prototype.share")
    with page.expect_response("**/api/receipts") as made:
        page.get_by_role("button", name="分享").click()
    assert made.value.status == 200
    expect(page.get_by_text("带链接")).to_be_visible()
    link = copied(page).splitlines()[-1]
    assert link.startswith(f"{site}/a/")
    other = new_page(PHONE)
    other.goto(link)
    expect(other.locator("blockquote").first).to_be_visible()
    expect(other.locator("body")).to_contain_text("轮台")


def test_a_verdict_on_somebody_gets_no_link(chat: OpenChat) -> None:
    page = chat(PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("delete Navigator.prototype.share")
    say(page, STORY)
    with page.expect_response("**/api/receipts") as made:
        page.get_by_role("button", name="分享").first.click()
    assert made.value.status == 409
    expect(page.get_by_text("已复制，可以粘贴给别人。")).to_be_visible()
    assert "/a/" not in copied(page)


def test_reading_aloud_and_speaking(chat: OpenChat, new_page: OpenPage, site: str) -> None:
    chat().close()  # built, or skipped
    page = new_page(PHONE)
    page.add_init_script(VOICES)
    page.goto(site)
    page.get_by_role("button", name="语音").click()
    expect(page.get_by_label("请输入问题")).to_have_value("轮台的电话")  # to be read before it is sent
    page.get_by_role("button", name="发送").click()
    page.get_by_role("button", name="朗读").click()
    said = page.evaluate("window.said")
    assert said[0] == "cancel"
    assert "轮台县" in said[1]
    page.get_by_role("button", name="停止朗读").click()
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_visible()
    assert page.evaluate("window.said.at(-1)") == "cancel"


def test_a_browser_without_voices_offers_none(chat: OpenChat, new_page: OpenPage, site: str) -> None:
    chat().close()  # built, or skipped
    page = new_page(PHONE)
    page.add_init_script(NO_VOICES)
    page.goto(site)
    say(page, "轮台的电话")
    expect(page.get_by_role("button", name="复制")).to_be_visible()
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)
    expect(page.get_by_role("button", name="语音")).to_have_count(0)
