"""What can be measured of every page in every edition, light and dark, on a small phone: each is opened once.

The sizes: 18pt of text, 60 (elder) and 44 (else) points of main components, lines at 1.3 (工信厅信管函〔2021〕67号,
attachment 2: 1.1, 1.2, 2.1, and attachment 1). A CSS pixel is the dp of those rules on a phone; 18pt of CSS is 24.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from bot.pages.edition import EDITION, Edition
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Applicant
from scripts.browser import CHROMIUM
from tests.pages.looking import MEASURE, close_together, forced, nameless, spaced, walked, with_type
from tests.pages.test_phone import COLOURS, PERSON, TWO_YEARS_AFTER, WHILE_OPEN

AXE = Path("web/node_modules/axe-core/axe.min.js")
PHONE = {"width": 360, "height": 740}
WIDTHS = (320, 683)  # 400 % of 1280, and 200 % of 1366
CASE = make_token(
    Case("初定初级", Applicant.model_validate({"region": "焉耆县", "unit_kind": "企业"}), date(2024, 10, 10))
)
PAGES = {
    "place": "/check",
    "nowhere": "/check?area=elsewhere",
    "series": f"/check?{urlencode({'region': '焉耆县'})}",
    "closed answers": f"/check?{urlencode({'region': '焉耆县', 'series': '工程系列'})}",
    "typed wrong": f"/check?{urlencode({'region': '焉耆县', 'field': 'region', 'answer': '焉奇'})}",
    "open result": f"/check?{urlencode(PERSON | WHILE_OPEN)}",
    "closed result": f"/check?{urlencode(PERSON | TWO_YEARS_AFTER)}",
    "another county": f"/check?{urlencode(COLOURS['another county'][0])}",
    "bad result": f"/check?{urlencode(COLOURS['unit'][0])}",
    "checklist": f"/api/eligibility/{CASE}/checklist",
    "notices": "/notices",
    "found": f"/notices?{urlencode({'q': '电话'})}",
    "search refused": f"/notices?{urlencode({'q': '电话', 'place': '月亮'})}",
    "edition by name": f"/notices?{urlencode({'q': '关怀版'})}",
    "long notice": "/notices/bazhou-archives-2024",
    "notice": "/notices/luntai-2024-chuding?whole=1",
    "found inside": f"/notices/luntai-2024-chuding?{urlencode({'q': '公示'})}",
    "not on file": "/notices/nowhere",
}
LOOKS = [
    (Edition.USUAL, False),
    (Edition.USUAL, True),
    (Edition.LARGE, False),
    (Edition.LARGE, True),
    (Edition.ELDER, False),
    (Edition.ELDER, True),
]
LEAST_TEXT, LEAST_LINE, LEAST_TARGET = 24.0, 1.3, {Edition.ELDER: 60.0}
USUAL_TARGET = 44.0
MOST_SCREENS = 3.0
LONG = {"checklist", "notice", "found inside"}  # for paper; all unfolded by ?whole=1
# In the dark nothing but colours differs, so that only what concerns them is asked again.
BY_KEYBOARD = {(Edition.USUAL, False), (Edition.ELDER, False)}  # colours change neither order nor ring
SYSTEM_TYPE, TYPE_ASKED = 20, 30.0  # pixels: one step of a phone's own setting, and what 1.1 asks can be reached

# Verdict, next step and phone, where a page has them: whether each stands on the first screen.
AT_ONCE = """() => [".verdict.good, .verdict.wait, .verdict.bad", ".step", "main a[href^='tel:']"]
  .map((what) => document.querySelector(what)).filter((one) => one && one.checkVisibility())
  .map((one) => one.getBoundingClientRect().bottom <= innerHeight)"""

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
    screens: float
    seen_at_once: list[bool]
    by_keyboard: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    spaced: list[str] = field(default_factory=list)
    forced: list[str] = field(default_factory=list)
    with_type: tuple[float, bool] | None = None


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
    strict = {"color-contrast-enhanced": {"enabled": edition is Edition.ELDER}}
    # In the dark nothing but colours differs, so that only what concerns them is asked again.
    colours = [
        "color-contrast",
        "link-in-text-block",
        *(["color-contrast-enhanced"] if edition is Edition.ELDER else []),
    ]
    how: dict[str, Any] = {"runOnly": {"type": "rule", "values": colours}} if dark else {"rules": strict}
    found = []
    for name, address in PAGES.items():
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(site + address)
        screens = page.evaluate("document.documentElement.scrollHeight / innerHeight")
        at_once = page.evaluate(AT_ONCE)
        keys = walked(page) if look in BY_KEYBOARD else []
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        axe = page.evaluate("async (how) => (await axe.run({...how, resultTypes: ['violations']})).violations", how)
        measured = page.evaluate(MEASURE, edition is Edition.ELDER)
        wide = []
        for width in (PHONE["width"], *(WIDTHS if not dark else ())):
            page.set_viewport_size({"width": width, "height": PHONE["height"]})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(width)
        named = [f"{v['impact']} {v['id']}: {node['html'][:120]}" for v in axe for node in v["nodes"]]
        one = Seen(name, named, measured, wide, list(popped), screens, at_once, keys)
        if look in BY_KEYBOARD:
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            one = replace(one, nameless=nameless(page), spaced=spaced(page), forced=forced(page))
        if look == (Edition.ELDER, False):
            one = replace(one, with_type=with_type(page, SYSTEM_TYPE))
        found.append(one)
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


def test_no_page_is_longer_than_three_screens_of_a_phone(seen: list[Seen]) -> None:
    long = {one.page: round(one.screens, 2) for one in seen if one.screens > MOST_SCREENS and one.page not in LONG}
    assert long == {}


def test_verdict_next_step_and_phone_stand_on_the_first_screen_in_every_edition(seen: list[Seen]) -> None:
    results = [one for one in seen if one.page.endswith("result") or one.page == "another county"]
    assert results
    assert {one.page: one.seen_at_once for one in results if one.seen_at_once != [True, True, True]} == {}


def test_paragraphs_stand_further_apart_than_lines(seen: list[Seen]) -> None:
    assert {one.page: pairs for one in seen if (pairs := close_together(one.measured))} == {}
    assert sum(len(one.measured["gaps"]) for one in seen) > len(seen)  # something was measured


def test_the_keyboard_comes_to_everything_in_order_with_a_ring_and_is_held_nowhere(seen: list[Seen]) -> None:
    assert {one.page: one.by_keyboard for one in seen if one.by_keyboard} == {}


def test_every_control_has_a_name_for_screen_readers(seen: list[Seen]) -> None:
    assert {one.page: one.nameless for one in seen if one.nameless} == {}


def test_nothing_is_lost_with_the_spacing_of_the_reader(seen: list[Seen]) -> None:
    assert {one.page: one.spaced for one in seen if one.spaced} == {}


def test_with_forced_colours_every_control_keeps_an_edge(seen: list[Seen]) -> None:
    assert {one.page: one.forced for one in seen if one.forced} == {}


def test_type_follows_the_setting_of_the_system_up_to_30(seen: list[Seen], look: tuple[Edition, bool]) -> None:
    if look == (Edition.ELDER, False):
        assert {one.page: one.with_type for one in seen if one.with_type and one.with_type[0] < TYPE_ASKED} == {}
        assert [one.page for one in seen if one.with_type and one.with_type[1]] == []
