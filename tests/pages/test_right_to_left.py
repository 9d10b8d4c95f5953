"""In a browser: Uyghur stands in its own font, which nobody else loads, and a phone number keeps its order."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from bot.pages.chat import with_phones
from bot.pages.site import BUILT

FONT = "noto-naskh-arabic.woff2"
AREA, NUMBER = "0996", "6022503"
SAID = f"تېلېفونى: {AREA}-{NUMBER}"
# Where a run of digits begins, in pixels from the left.
LEFT = """(digits) => {
  const walker = document.createTreeWalker(document.querySelector("[lang=ug]"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(digits);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + digits.length);
    return range.getBoundingClientRect().left;
  }
}"""


def show(page: Page, html: str) -> None:
    """The words as an answer of the page."""
    page.evaluate("html => document.querySelector('main').innerHTML = `<p lang=ug dir=rtl>${html}</p>`", html)
    page.evaluate("document.fonts.ready.then(() => null)")


@pytest.mark.skipif(not (BUILT / FONT).is_file(), reason="the font is not built: make web")
def test_a_phone_keeps_its_order_and_the_font_comes_only_with_uyghur(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    loaded: list[str] = []
    page.on("response", lambda response: loaded.append(f"{response.status} {response.url}"))
    page.goto(f"{site}/notices", wait_until="networkidle")
    assert not any(FONT in one for one in loaded)
    show(page, SAID)
    assert page.evaluate(LEFT, AREA) > page.evaluate(LEFT, NUMBER), "left alone the halves change places"
    for kept in (str(with_phones(SAID)), SAID.replace(AREA, f"\u2066{AREA}") + "\u2069"):
        show(page, kept)
        assert page.evaluate(LEFT, AREA) < page.evaluate(LEFT, NUMBER)
    assert f"200 {site}/static/built/{FONT}" in loaded
    page.close()
