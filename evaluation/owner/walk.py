"""The way of a notice from a file to a live answer, walked by an editor and an approver in two browsers."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from .hands import PATIENCE, Hands

ASKED_AGAIN = 0.5  # seconds between two questions of whoever waits for the new release


@dataclass(frozen=True)
class Walked:
    """What the two did, and the first answer from the new notice."""

    editor: Hands
    approver: Hands
    items: int
    number: str
    reply: dict[str, object]

    @property
    def waits(self) -> dict[str, float]:
        """Every wait by its name, in seconds."""
        return {**self.editor.waits, **self.approver.waits}


def walk(editor: Hands, approver: Hands, base: str, file: Path, ask: Callable[[], dict[str, object] | None]) -> Walked:
    """Walks it; both have signed in and stand on the desk's first page. ``ask`` gives the answer once it is there."""
    _uploads(editor, file)
    items = _reviews(editor)
    _hands_on(editor)
    number = editor.page.url.split("/")[-1].split("#")[0]
    _approves(approver, number)
    began = time.perf_counter()
    while (reply := ask()) is None:
        if time.perf_counter() - began > PATIENCE / 1000:
            raise TimeoutError("the new notice does not answer")
        time.sleep(ASKED_AGAIN)
    approver.waits["换上"] = round(time.perf_counter() - began, 1)
    return Walked(editor, approver, items, number, reply)


def _uploads(hands: Hands, file: Path) -> None:
    page = hands.page
    hands.click(page.get_by_role("navigation").get_by_role("link", name="通知"))
    hands.click(page.get_by_role("link", name="上传一份通知"))
    hands.chooses(page.locator("#file"), file)
    with hands.waiting("起草", page.locator("#progress")):
        hands.click(page.get_by_role("button", name="上传并起草"))


def _reviews(hands: Hands) -> int:
    """Everything that waits, by the return key; returns how many items waited."""
    page = hands.page
    progress = page.locator("#progress")
    items = int(progress.get_attribute("data-waiting") or 0)
    hands.read += _characters(hands, ".item.waits .to-read")
    while int(progress.get_attribute("data-waiting") or 0):
        expect(page.locator(".item:focus")).to_be_visible()
        item = page.locator(".item:focus")
        hands.judged += 1
        hands.compared += item.locator(".confirm").count() > 0
        before = progress.get_attribute("data-step") or ""
        hands.press("Enter")
        expect(progress).not_to_have_attribute("data-step", before)
    return items


def _characters(hands: Hands, what: str) -> int:
    """The letters of what has to be read, folded or not; the page marks it (item.html, to-read)."""
    return sum(len("".join(text.split())) for text in hands.page.locator(what).all_text_contents())


def _hands_on(hands: Hands) -> None:
    page = hands.page
    with hands.waiting("检查", page.locator("#checked .good").first):
        hands.press("F8")
    expect(page.locator("#submit")).to_be_visible()
    hands.press("F9")
    expect(page.get_by_text("等待审核").first).to_be_visible()


def _approves(hands: Hands, number: str) -> None:
    page = hands.page
    hands.click(page.get_by_role("navigation").get_by_role("link", name="通知"))
    hands.click(page.locator(f'a[href="/desk/notices/{number}"]'))
    expect(page.locator("#approve")).to_be_visible()
    hands.read += _characters(hands, ".item.handled .to-read") + _characters(hands, ".probes .to-read")
    hands.compared += page.locator(".values .good").count()
    hands.types(page.locator("#reason"), "新增通知")
    hands.click(page.get_by_label("已逐条对过原件"))
    with hands.waiting("发布", page.get_by_text("已发布：第").first):
        hands.click(page.locator("#approve"))


def asking(base: str, message: str, day: str, notice: str, wanted: str) -> Callable[[], dict[str, object] | None]:
    """A stranger's question at /api/chat; None until the answer cites the notice and says what is wanted."""

    def ask() -> dict[str, object] | None:
        body = json.dumps({"sender": f"walk-{time.time_ns()}", "message": message, "as_of": day}).encode()
        request = urllib.request.Request(f"{base}/api/chat", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            said: dict[str, object] = json.loads(answer.read())
        told = json.dumps(said, ensure_ascii=False)
        return said if notice in told and wanted in told else None

    return ask
