"""What holds for everyone: no sideways scrolling, nothing that axe finds, other origins, quiet motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.looking import MEASURE, close_together, forced, nameless, spaced
from tests.web.conftest import DESKTOP, PHONE, ROOT, OpenPage, missing
from tests.web.talking import overflows, say

OpenChat = Callable[..., Page]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def findings(page: Page) -> list[str]:
    """What axe finds, at any level."""
    if not AXE.exists():
        missing("no axe-core: make web")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['impact']} {found['id']}: {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def wrong_for_eyes_and_hands(page: Page, elder: bool) -> list[str]:
    """Text below 18pt (24 CSS pixels; 长辈版 only), main components below 60 (else 44) pixels either way, paragraphs
    too close, controls without a name, and what is lost with a reader's own spacing or with forced colours."""
    measured = page.evaluate(MEASURE, elder)
    least = 60 if elder else 44
    return [
        *(f"small: {name}" for name, size in measured["texts"] if elder and size < 24),
        *(f"hard to hit: {name} {size}" for name, size in measured["targets"] if size < least),
        *(f"close: {pair} {gap}" for pair, gap in close_together(measured)),
        *(f"no name: {role}" for role in nameless(page)),
        *(f"lost with spacing: {name}" for name in spaced(page)),
        *(f"no edge: {name}" for name in forced(page)),
    ]


@pytest.mark.parametrize(
    ("size", "scheme", "edition"),
    [
        (DESKTOP, "light", "usual"),
        (DESKTOP, "dark", "elder"),
        (PHONE, "dark", "usual"),
        (PHONE, "light", "elder"),
        (PHONE, "dark", "elder"),
        ((320, 568), "light", "usual"),
    ],
)
def test_nothing_is_found_in_a_whole_conversation(
    chat: OpenChat, size: tuple[int, int], scheme: str, edition: str
) -> None:
    page = chat(size, f"/?edition={edition}", color_scheme=scheme, reduced_motion="reduce")
    assert findings(page) == []
    assert not overflows(page)
    say(page, "申报时间是什么时候")
    say(page, "焉耆大专毕业几年能初定")
    for summary in page.locator("summary:visible").all():  # on a phone 现在能报什么 has made room
        summary.click()
    page.get_by_role("button", name="这条不对").last.click()
    page.context.set_offline(True)
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    assert not overflows(page)
    assert wrong_for_eyes_and_hands(page, edition == "elder") == []
    if edition != "elder":  # its type is larger already
        page.get_by_role("button", name="大字").click()
        assert findings(page) == []
        assert not overflows(page)


def test_the_plain_page_is_clean_too(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE)
    page.route("**/chat.js*", lambda route: route.abort())  # a script that does not arrive
    page.goto(f"{site}/?q=轮台的申报时间")
    expect(page.locator(".answer")).to_contain_text("轮台")
    page.locator(".answer summary").first.click()
    assert findings(page) == []
    assert not overflows(page)


def test_reduced_motion(chat: OpenChat) -> None:
    page = chat(reduced_motion="reduce")
    page.route("**/api/chat", lambda route: None)
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    dot = page.locator(".Typing-dot").first
    expect(dot).to_be_visible()
    assert dot.evaluate("dot => getComputedStyle(dot).animationName") == "none"


def test_odd_wishes_of_an_embedding_site_do_no_harm(chat: OpenChat) -> None:
    page = chat(
        path="/embed?colour=red;}body{display:none&title=<script>alert(1)</script>&region='&greeting=" + "长" * 500
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    assert page.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundColor") == "rgb(20, 82, 143)"
    assert page.locator(".greeting").inner_text() == "长" * 200


def test_new_answers_are_announced_and_an_edition_is_found_by_other_names(chat: OpenChat) -> None:
    page = chat(PHONE)
    said: list[str] = []
    page.expose_function("heard", lambda text: said.append(text))
    page.evaluate("""() => {
      const log = document.querySelector("[role=log]");
      const tell = (changes) => changes.forEach(({addedNodes}) => addedNodes.forEach((one) => heard(one.textContent)));
      new MutationObserver(tell).observe(log, {childList: true});
    }""")
    assert page.locator("[role=log]").get_attribute("aria-live") == "polite"
    for other in ("亲情版", "关爱版", "关怀版"):
        say(page, f"{other}在哪里")
        page.get_by_role("link", name="换成长辈版").wait_for()
    assert len([text for text in said if text.startswith("助手回答：")]) >= 3
    page.get_by_role("link", name="换成长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-edition", "elder")
    expect(page.get_by_text("关怀版在哪里")).to_be_visible()  # the conversation went along
    expect(page.get_by_role("link", name="换成长辈版")).to_have_count(0)
