"""The screenshots of docs/看统计.md: what was not answered, a word tried, the figures, what is due.

The questions are asked of the assistant that is started for the pictures; the figures of days before are made up for
the chart, and the manual says so.
"""

from __future__ import annotations

import json
import urllib.request
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from bot.desk.misses import Miss, Misses
from bot.figures import Figures
from bot.figures.store import add
from bot.figures.turns import of_topics
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.today import now, today
from scripts.assistant_process import Assistant

PASSWORD = "只为了截图才用的一句话"
DESK = (1366, 768)
SHARPNESS = 1.25  # pixels of the picture for one of the page
ASKED = (
    "轮台大专要干几年",
    "轮台证书什么时候发",
    "焉耆网上申报哪天截止",
    "养老金怎么领",
    "阿克苏要交多少钱",
    "焉耆联系电话",
)
NEW_WORD, PLACE = "梨木屯", "轮台县"
FOR_CHART = (
    ("answered", "years"),
    ("answered", "contact"),
    ("not_stated", "certificate"),
    ("answered", "window_apply"),
)


def shoot(browser: Browser, assistant: Assistant, folder: Path) -> None:
    """Writes the pictures into the folder; an admin must be there already (desk_screenshots)."""
    accounts = Accounts(assistant.store_url)
    accounts.accept(accounts.invite("dilnur", "迪丽努尔", [Role.EDITOR]), PASSWORD)
    accounts.close()
    _ask(assistant)
    _figures(assistant.store_url)
    _misses(assistant.store_url)
    page = _signed_in(browser, assistant.base)
    page.goto(f"{assistant.base}/desk/statistics")
    page.screenshot(path=folder / "统计.png")
    page.locator("#silences").scroll_into_view_if_needed()
    page.screenshot(path=folder / "统计-没写的.png")
    page.goto(f"{assistant.base}/desk/misses")
    page.screenshot(path=folder / "没答上的.png")
    page.locator(".miss").filter(has_text=NEW_WORD).get_by_role("link", name="加一个说法").click()
    page.get_by_label("说法", exact=True).fill(NEW_WORD)
    page.get_by_label("说的是").select_option(f"region:{PLACE}")
    page.get_by_role("button", name="试一试").click()
    page.locator("#effect").evaluate("one => one.scrollIntoView()")
    page.screenshot(path=folder / "说法-试一试.png")
    page.goto(f"{assistant.base}/desk/due")
    page.screenshot(path=folder / "该复核的.png")


def _ask(assistant: Assistant) -> None:
    for number, question in enumerate(ASKED):
        body = json.dumps({"sender": f"picture-{number}", "message": question}).encode()
        request = urllib.request.Request(f"{assistant.base}/api/chat", body, {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=60).close()


def _figures(store_url: str) -> None:
    figures = Figures(store_url)
    with figures.engine.begin() as connection:
        for back in range(1, 30):
            for at in range(3 + back * 7 % 11):
                status, topic = FOR_CHART[(at + back) % len(FOR_CHART)]
                made = of_topics(
                    day=(today() - timedelta(days=back)).isoformat(),
                    door="gateway" if at % 3 else "wechat",
                    status=status,
                    topics=(topic,),
                    silent=(),
                    aspects={},
                    region=PLACE,
                    series="",
                    release=None,
                )
                add(connection, made)
    figures.close()


def _misses(store_url: str) -> None:
    at, misses = now().timestamp(), Misses(store_url)
    misses.add(
        [
            Miss("picture:1", at - 900, "gateway", "out_of_scope", f"{NEW_WORD}大专要干几年"),
            Miss("picture:2", at - 800, "wechat", "not_stated", "证书啥时候发", region=PLACE, topic="certificate"),
            Miss("picture:3", at - 700, "desk", "not_stated", "什么时候能拿到证", region=PLACE, topic="certificate"),
        ]
    )
    misses.close()


def _signed_in(browser: Browser, base: str) -> Page:
    width, height = DESK
    page = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, locale="zh-CN"
    ).new_page()
    page.set_default_timeout(90_000)
    page.goto(f"{base}/desk/sign-in")
    page.get_by_label("登录名").fill("dilnur")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).first.wait_for()
    page.get_by_role("link", name="统计").first.wait_for()
    return page
