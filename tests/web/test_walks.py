"""People and what they want (walks.yml), on a small phone and a desk screen, with taps and screens counted.

`pytest tests/web/test_walks.py -rP` shows the counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import BUILT, PHONE, OpenPage, missing
from tests.web.talking import answered

WALKS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("walks.yml").read_text(encoding="utf-8"))
SIZES = {"phone": PHONE, "desk": (1366, 768)}
MOST_SCREENS, MOST_OF_A_LIST = 3.0, 1.5
TAPPED = "a:visible, button:visible, summary:visible, .choice label:visible"


@dataclass
class Walk:
    """A person on the way: taps so far, and the longest page met, in screens."""

    page: Page
    taps: int = 0
    longest: float = 0.0

    def look(self) -> None:
        """Measures the page as it came; one that a link to a clause has unfolded is as long as that section."""
        if "#" in self.page.url:
            return
        height = self.page.evaluate("document.documentElement.scrollHeight / innerHeight")
        self.longest = max(self.longest, float(height))

    def tap(self, there: Locator) -> None:
        """One tap; where it leads to another page, that is measured, too."""
        before = self.page.url
        leads = there.evaluate("one => one.matches('a:not([href^=\"#\"]), form button:not([type=button])')")
        there.click()
        self.taps += 1
        if leads:
            self.page.wait_for_url(lambda url: url != before)
            self.page.wait_for_load_state()
            self.look()

    def type(self, text: str) -> None:
        """A text and Enter, into the one field of the page."""
        field = self.page.locator("main input[type=text], main input[type=search], #message, #plain-message").first
        chatting = field.get_attribute("id") == "message"
        field.fill(text)
        self.taps += 1
        if chatting:
            field.press("Enter")
            answered(self.page, 1)
        else:
            with self.page.expect_navigation():
                field.press("Enter")
        self.look()

    def answer(self, known: dict[str, str]) -> None:
        """Answers the questions of /check until it gives its result."""
        while self.page.locator("input[name=field]").count():
            said = known[self.page.locator("input[name=field]").get_attribute("value") or ""]
            if self.page.locator("#answer").count():
                self.page.locator("#answer").fill(said)
            else:
                self.page.get_by_label(said, exact=True).check()
            self.taps += 1
            self.tap(self.page.get_by_role("button", name="下一步"))

    def download(self, name: str, file: str) -> None:
        """A tap that brings a file."""
        with self.page.expect_download() as got:
            self.named(name).click()
        self.taps += 1
        assert got.value.suggested_filename == file

    def named(self, name: str) -> Locator:
        """What can be tapped and begins with these words."""
        return self.page.locator(TAPPED).filter(has_text=re.compile(rf"^\s*{re.escape(name)}")).first

    def do(self, step: dict[str, Any]) -> None:
        """One step of the file."""
        if "tap" in step:
            self.tap(self.named(step["tap"]))
        elif "tap_in" in step:
            self.tap(self.page.locator(f"{step['tap_in']} a").first)
        elif "type" in step:
            self.type(step["type"])
        elif "download" in step:
            self.download(step["download"], step["named"])
        else:
            self.answer(step["answers"])


def on_screen(page: Page, selector: str) -> bool:
    """Whether the first of these stands whole on the screen, as it is scrolled now."""
    expect(page.locator(selector).first).to_be_visible()
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] >= 0 and int(box["y"] + box["height"]) <= page.evaluate("innerHeight")


def extent(page: Page, selector: str) -> float:
    """From the top of the first of these to the bottom of the last, in screens."""
    boxes = [box for one in page.locator(selector).all() if (box := one.bounding_box())]
    assert boxes
    return (max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)) / SIZES["phone"][1]


@pytest.mark.parametrize("who", WALKS)
@pytest.mark.parametrize("size", SIZES)
def test_a_person_gets_there(new_page: OpenPage, site: str, who: str, size: str) -> None:
    told = WALKS[who]
    scripts = told.get("scripts", True)
    if scripts and not BUILT.exists():
        missing("the chat page is not built: make web")
    walk = Walk(new_page(SIZES[size], java_script_enabled=scripts))
    walk.page.goto(site + told["at"])
    if scripts and told["at"] == "/":
        walk.page.wait_for_selector("#message")
    walk.look()
    for step in told.get("steps", ()):
        walk.do(step)
    print(f"{who} ({size}): {walk.taps} taps, longest page {walk.longest:.1f} screens")
    assert walk.taps == told["taps"]
    assert [one for one in told.get("sees", ()) if not on_screen(walk.page, one)] == []
    assert told.get("reads", "") in walk.page.locator("main").inner_text()
    assert walk.longest <= told.get("screens", MOST_SCREENS)
    if "list" in told:
        assert extent(walk.page, told["list"]) <= MOST_OF_A_LIST
