"""What a person does on the chat page, in a word each."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def say(page: Page, text: str) -> None:
    """Types and sends, and waits for the answer."""
    before = page.locator(".MessageList .Message.left[data-status]").count()
    page.get_by_label("请输入问题").fill(text)
    page.get_by_label("请输入问题").press("Enter")
    answered(page, before + 1)


def answered(page: Page, at_least: int) -> None:
    """Waits until there are so many answers, and nothing is under way."""
    expect(page.locator(".MessageList .Message.left[data-status]").nth(at_least - 1)).to_be_visible()
    expect(page.locator(".Typing")).to_have_count(0)


def questions(page: Page) -> list[str]:
    """What the person has said so far."""
    return page.locator(".MessageList .Message.right .said").all_inner_texts()


def last_answer(page: Page) -> str:
    """The newest message of the assistant."""
    return page.locator(".MessageList .Message.left[data-status]").last.inner_text()


def overflows(page: Page) -> bool:
    """Whether the page can be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def offered(page: Page) -> str:
    """The first question that the page offers; which those are, the notices on file decide."""
    return page.locator(".welcome .often button").first.inner_text()
