"""What can be measured of every page in every edition, light and dark, on a small phone: each is opened once.

The sizes: 18pt of text, 60 (elder) and 44 (else) points of main components, lines at 1.3 (工信厅信管函〔2021〕67号,
attachment 2: 1.1, 1.2, 2.1, and attachment 1). A CSS pixel is the point of those rules on a phone; 18pt of CSS is 24.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from bot.pages.edition import EDITION, Edition
from scripts.browser import CHROMIUM
from tests.pages.test_phone import PERSON, TWO_YEARS_AFTER, WHILE_OPEN

AXE = Path("web/node_modules/axe-core/axe.min.js")
PHONE = {"width": 360, "height": 740}
WIDTHS = (320, 683)  # 400 % of 1280, and 200 % of 1366
PAGES = {
    "place": "/check",
    "nowhere": "/check?area=elsewhere",
    "series": f"/check?{urlencode({'region': '焉耆县'})}",
    "closed answers": f"/check?{urlencode({'region': '焉耆县', 'series': '工程系列'})}",
    "open result": f"/check?{urlencode(PERSON | WHILE_OPEN)}",
    "closed result": f"/check?{urlencode(PERSON | TWO_YEARS_AFTER)}",
    "notices": "/notices",
    "found": f"/notices?{urlencode({'q': '电话'})}",
    "notice": "/notices/luntai-2024-chuding?whole=1",
    "found inside": f"/notices/luntai-2024-chuding?{urlencode({'q': '公示'})}",
    "not on file": "/notices/nowhere",
}
LOOKS = [
    (Edition.USUAL, False),
    (Edition.USUAL, True),
    (Edition.LARGE, False),
    (Edition.ELDER, False),
    (Edition.ELDER, True),
]
LEAST_TEXT, LEAST_LINE, LEAST_TARGET = 24.0, 1.3, {Edition.ELDER: 60.0}
USUAL_TARGET = 44.0
MEASURE = """(elder) => {
  const seen = (one) => one.offsetParent !== null && !one.closest(".unseen") && !one.matches(".skip");
  const named = (one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 12)}`;
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const texts = [...document.body.querySelectorAll("*")].filter(seen).filter(own);
  let main = "button, a.button, input:not([type=hidden], [type=radio]), select, .choice label, nav a, .switches a";
  if (elder) main += ", summary, .files a, .told a";
  return {
    texts: texts.map((one) => [named(one), parseFloat(getComputedStyle(one).fontSize)]),
    lines: [...document.querySelectorAll("p, li, blockquote")].filter(seen).map((one) => {
      const style = getComputedStyle(one);
      return [named(one), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
    }),
    targets: [...document.querySelectorAll(main)].filter(seen).map((one) => {
      const box = one.getBoundingClientRect();
      return [named(one), Math.min(box.width, box.height)];
    }),
    floating: [...document.body.querySelectorAll("*")].filter(seen)
      .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) || one.matches("dialog"))
      .map(named),
    pictures: document.querySelectorAll("img, canvas, video, audio, iframe").length,
    refreshed: document.querySelectorAll("meta[http-equiv=refresh]").length,
  };
}"""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: scripts/build_web.sh"),
]


@dataclass(frozen=True)
class Seen:
    """A page as it was seen: what axe found, what was measured, widths at which it had to be scrolled sideways, and
    windows or dialogs that came up by themselves."""

    page: str
    axe: list[str]
    measured: dict[str, Any]
    wide: list[int]
    popped: list[str]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]} {'dark' if look[1] else 'light'}")
def look(request: pytest.FixtureRequest) -> tuple[Edition, bool]:
    """An edition, and whether it is dark."""
    found: tuple[Edition, bool] = request.param
    return found


@pytest.fixture(scope="module")
def seen(chromium: Browser, site: str, look: tuple[Edition, bool]) -> Iterator[list[Seen]]:
    """Every page of one look."""
    edition, dark = look
    context = chromium.new_context(viewport=PHONE, color_scheme="dark" if dark else "light")  # type: ignore[arg-type]
    context.add_cookies([{"name": EDITION, "value": edition.value, "url": site}])
    popped: list[str] = []
    context.on("dialog", lambda dialog: popped.append(dialog.message))
    page = context.new_page()
    page.on("popup", lambda other: popped.append(other.url))
    found = []
    for name, address in PAGES.items():
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        strict = {"color-contrast-enhanced": {"enabled": edition is Edition.ELDER}}
        axe = page.evaluate("async (rules) => (await axe.run({rules})).violations", strict)
        measured = page.evaluate(MEASURE, edition is Edition.ELDER)
        wide = []
        for width in (PHONE["width"], *(WIDTHS if not dark else ())):
            page.set_viewport_size({"width": width, "height": PHONE["height"]})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(width)
        named = [f"{v['impact']} {v['id']}: {node['html'][:120]}" for v in axe for node in v["nodes"]]
        found.append(Seen(name, named, measured, wide, list(popped)))
        popped.clear()
    context.close()
    yield found


def test_axe_finds_nothing_at_any_level(seen: list[Seen]) -> None:
    assert {one.page: one.axe for one in seen if one.axe} == {}


def test_no_page_is_wider_than_the_window_up_to_400_percent(seen: list[Seen]) -> None:
    assert {one.page: one.wide for one in seen if one.wide} == {}


def test_text_is_at_least_18pt_in_the_elder_edition(seen: list[Seen], look: tuple[Edition, bool]) -> None:
    if look[0] is Edition.ELDER:
        small = {one.page: [text for text in one.measured["texts"] if text[1] < LEAST_TEXT] for one in seen}
        assert {page: texts for page, texts in small.items() if texts} == {}


def test_large_type_is_larger(seen: list[Seen], look: tuple[Edition, bool]) -> None:
    size = max(size for one in seen for name, size in one.measured["texts"] if name.startswith("P"))
    least = {Edition.USUAL: 16, Edition.LARGE: 20, Edition.ELDER: LEAST_TEXT}[look[0]]
    assert size >= least


def test_lines_stand_apart(seen: list[Seen]) -> None:
    tight = {one.page: [line for line in one.measured["lines"] if line[1] < LEAST_LINE] for one in seen}
    assert {page: lines for page, lines in tight.items() if lines} == {}


def test_main_components_can_be_hit(seen: list[Seen], look: tuple[Edition, bool]) -> None:
    least = LEAST_TARGET.get(look[0], USUAL_TARGET)
    small = {one.page: [target for target in one.measured["targets"] if target[1] < least] for one in seen}
    assert {page: targets for page, targets in small.items() if targets} == {}


def test_nothing_floats_pops_up_or_reloads_and_there_are_no_pictures_to_read(seen: list[Seen]) -> None:
    for one in seen:
        assert one.popped == [], one.page
        assert one.measured["floating"] == [], one.page
        assert one.measured["pictures"] == 0, one.page
        assert one.measured["refreshed"] == 0, one.page
