"""What holds for everyone: no sideways scrolling, nothing that axe finds, other origins, quiet motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

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


def small_or_hard_to_hit(page: Page) -> list[str]:
    """What the elder edition forbids: text below 18pt (24 CSS pixels), main components below 60 pixels either way."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = (one) => one.getBoundingClientRect().width > 1;
          const seen = (one) => one.offsetParent !== null && !one.closest(".unseen") && wide(one);
          const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
          const named = (one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 12)}`;
          const small = [...document.body.querySelectorAll("*")].filter((one) => seen(one) && own(one))
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 24);
          const main = [...document.querySelectorAll("button, textarea, summary, .bar a")];
          const tight = main.filter(seen).filter((one) => {
            const box = one.getBoundingClientRect();
            return Math.min(box.width, box.height) < 60;
          });
          return [...small.map((one) => "small " + named(one)), ...tight.map((one) => "tight " + named(one))];
        }"""
    )
    return found


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
    for summary in page.locator("summary").all():
        summary.click()
    page.get_by_role("button", name="这条不对").last.click()
    page.context.set_offline(True)
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    assert not overflows(page)
    if edition == "elder":  # its type is larger already
        assert small_or_hard_to_hit(page) == []
    else:
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
