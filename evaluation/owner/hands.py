"""A person's hands in a browser: what they do is counted, and how long the machine lets them wait is measured."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 240_000  # milliseconds until a wait counts as failed
CHOOSING_A_FILE = 3  # clicks: open the dialogue, the file, 打开


@dataclass
class Hands:
    """One person at one page. ``waits``: what was waited for, in seconds; single exchanges are not waits."""

    page: Page
    clicks: int = 0
    keys: int = 0
    read: int = 0  # characters that had to be read
    compared: int = 0  # values compared with the original, one by one
    judged: int = 0  # decisions
    waits: dict[str, float] = field(default_factory=dict)

    def click(self, target: Locator) -> None:
        """One click."""
        self.clicks += 1
        target.click()

    def press(self, key: str) -> None:
        """One key."""
        self.keys += 1
        self.page.keyboard.press(key)

    def types(self, target: Locator, text: str) -> None:
        """Into a box: a click, and a key a character (Chinese by an input method takes about as many)."""
        self.click(target)
        self.keys += len(text)
        target.fill(text)

    def chooses(self, target: Locator, file: Path) -> None:
        """A file in the browser's dialogue."""
        self.clicks += CHOOSING_A_FILE
        target.set_input_files(file)

    @contextmanager
    def waiting(self, what: str, until: Locator) -> Iterator[None]:
        """From the deed inside to the sight of ``until``."""
        began = time.perf_counter()
        yield
        expect(until).to_be_visible(timeout=PATIENCE)
        self.waits[what] = round(time.perf_counter() - began, 1)
