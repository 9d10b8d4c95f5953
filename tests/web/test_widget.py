"""The chat on another site: one line, whatever that site does to its page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, Neighbour, OpenPage
from tests.web.talking import overflows
from tests.web.test_looks import findings

OpenChat = Callable[..., Page]


def host_page(site: str, attributes: str = "") -> str:
    return (
        "<!doctype html><html lang='zh-CN'><head><title>某局</title>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'></head><body>"
        f"<main><h1>某局网站</h1><p>正文</p></main><script src='{site}/widget.js' {attributes}></script></body></html>"
    )


def test_a_site_embeds_the_chat_with_one_line(
    chat: OpenChat, new_page: OpenPage, site: str, neighbour: Neighbour
) -> None:
    neighbour.pages["/"] = host_page(
        site, "data-colour='#7a1f1f' data-title='职称问答' data-greeting='欢迎咨询。' data-region='轮台县'"
    )
    chat().close()  # built, or skipped
    page = new_page()
    page.goto(neighbour.origin)
    opener = page.get_by_role("button", name="职称问答")
    assert opener.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(122, 31, 31)"
    opener.click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("职称问答")
    expect(frame.locator(".greeting")).to_have_text("欢迎咨询。")
    assert frame.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundColor") == "rgb(122, 31, 31)"
    frame.get_by_label("请输入问题").fill("申报时间")
    frame.get_by_label("请输入问题").press("Enter")
    expect(frame.locator(".Message.left[data-status]").last).to_contain_text("轮台县初定通知")
    assert frame.locator(".Message.right").count() == 1  # the place was told silently
    frame.get_by_label("请输入问题").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_visible()
    expect(frame.locator(".Message.right")).to_have_count(1)  # as it was left
    assert not overflows(page)


def test_the_widget_fills_a_phone(chat: OpenChat, new_page: OpenPage, site: str, neighbour: Neighbour) -> None:
    neighbour.pages["/phone"] = host_page(site)
    chat().close()  # built, or skipped
    page = new_page(PHONE)
    page.goto(neighbour.origin + "/phone")
    page.get_by_role("button", name="职称通知咨询").click()
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("职称通知咨询助手")
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == PHONE
    assert findings(page) == []
    page.get_by_label("职称通知咨询").get_by_role("button", name="关闭", exact=True).first.click()  # the site's own
    expect(page.locator("iframe")).to_be_hidden()


def test_a_site_that_replaces_its_body_keeps_the_chat(
    chat: OpenChat, new_page: OpenPage, site: str, neighbour: Neighbour
) -> None:
    chat().close()  # built, or skipped
    hostile = "<style>div, button, iframe { display: none !important; font-size: 60px !important }</style>"
    twice = f"<script src='{site}/widget.js'></script>"
    neighbour.pages["/turbo"] = host_page(site).replace("</body>", f"{twice}{hostile}</body>")
    page = new_page()
    page.goto(neighbour.origin + "/turbo")
    opener = page.get_by_role("button", name="职称通知咨询")
    expect(opener).to_have_count(1)
    opener.click()
    frame = page.frame_locator("iframe")
    frame.get_by_label("请输入问题").fill("还没写完")
    page.evaluate(  # as Turbo does: another body, whose scripts run again
        """(source) => {
          const body = document.createElement("body"), script = document.createElement("script");
          body.textContent = "另一页";
          script.src = source;
          body.append(script);
          document.documentElement.replaceChild(body, document.body);
          return new Promise((done) => (script.onload = done));
        }""",
        f"{site}/widget.js",
    )
    expect(frame.get_by_label("请输入问题")).to_have_value("还没写完")
    expect(page.locator("iframe")).to_have_count(1)
    page.evaluate("document.getElementById('title-assistant').remove()")  # a page that is built anew as a whole
    expect(page.get_by_role("button", name="职称通知咨询")).to_have_count(1)
    page.keyboard.press("Escape")


def test_a_site_that_is_not_named_gets_a_small_note(new_page: OpenPage, site: str, stranger: Neighbour) -> None:
    stranger.pages["/"] = host_page(site)
    page = new_page(PHONE)
    page.goto(stranger.origin)
    opener = page.get_by_role("button", name="职称通知咨询")
    opener.click()
    note = page.get_by_role("status").filter(has_text="没有打开")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["height"] < PHONE[1] / 3
    expect(page.locator("iframe")).to_have_count(0)
    expect(note.get_by_role("link")).to_have_attribute("href", f"{site}/")
    assert findings(page) == []
    page.get_by_role("button", name="关闭", exact=True).click()
    expect(note).to_be_hidden()
    expect(opener).to_be_focused()
