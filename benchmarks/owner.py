"""Two people bring a notice online in a browser: clicks, keys, waits, and an estimate of their work.

`python -m benchmarks.owner [--json FILE] [--forms txt docx pdf] [--only known]`; ends with 1 where an aim is missed.
Walked are a sister notice whose line is not on file yet and this year's notice of a line that is, both of the tests,
each from its text, from a Word file with Word's own numbers and from a print made of it. After each walk the release is
taken back, so that every walk begins from the same book. What is counted: evaluation/owner/hands.py; how reading is
estimated: evaluation/owner/effort.py. The aims: 60 seconds of waiting in all, from the upload to the answer; 5 minutes
of each person's work for a known line and 45 for a first notice.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.cli.measuring import bench_parser
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from evaluation.drafting.forms import WRITERS
from evaluation.owner.effort import minutes
from evaluation.owner.hands import PATIENCE, Hands
from evaluation.owner.walk import Walked, asking, walk
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.clauses import parse
from policies_kb.releases import rollback, seed
from policies_kb.terminal.progress import each
from scripts.assistant_process import Assistant, running_assistant
from scripts.browser import ARGUMENTS, CHROMIUM

PASSWORD = "只在测量时用的一句话"
SCREEN = {"width": 1366, "height": 768}
WAIT_MOST = 60.0  # seconds in all
FORMS = ("txt", "docx", "pdf")
FIRST = 1  # the release that each walk begins from
TESTS = Path(__file__).parent.parent / "tests"


@dataclass(frozen=True)
class Case:
    """A notice, a question that only it answers, and the minutes that each person may need."""

    name: str
    file: Path
    notice: str
    asked: str
    day: str
    wanted: str
    most: float


CASES = (
    Case(
        "known",
        TESTS / "time" / "book" / "yanqi-2025-chuding" / "text.txt",
        "yanqi-2025-chuding",
        "焉耆网上申报时间是哪几天",
        "2025-09-05",
        "9月1日至9月26日",
        5.0,
    ),
    Case(
        "first",
        TESTS / "manual" / "hejing-2025-chuding" / "text.txt",
        "hejing-2025-chuding",
        "和静网上申报时间是哪几天",
        "2025-03-12",
        "3月10日至3月31日",
        45.0,
    ),
)


def main(arguments: list[str]) -> int:
    """Walks every case, prints what it took."""
    parser = bench_parser("owner")
    parser.add_argument("--json", type=Path, metavar="文件", help="把逐次的数字也写到这里")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=FORMS, help="哪几种文件")
    parser.add_argument("--only", choices=[case.name for case in CASES], help="只走一种")
    options = parser.parse_args(arguments)
    cases = [case for case in CASES if options.only in (None, case.name)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZC_KB_URL"] = f"sqlite:///{folder}/book.sqlite"
        seed(os.environ["ZC_KB_URL"], TESTS / "book", gate=lambda _: [])
        with running_assistant() as assistant, sync_playwright() as playwright:
            _hire(assistant)
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
            found = []
            for case, form in each("从上传到上线", list(itertools.product(cases, options.forms))):
                file = _written(case, form, Path(folder))
                found.append(_walked(browser, assistant, case, file))
            browser.close()
    _tell(found)
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(one["missed"] for one in found))


def _tell(found: Sequence[dict[str, Any]]) -> None:
    names = [f"{one['case']} {one['form']}" for one in found]
    waits = {name: float(sum(one["waits"].values())) for name, one in zip(names, found, strict=True)}
    figures = [Figure(f"{name}：等待", wait, "秒", WAIT_MOST) for name, wait in waits.items()]
    figures += [
        Figure(f"{name}：{who}", one["work"][who], "分钟")
        for name, one in zip(names, found, strict=True)
        for who in one["work"]
    ]
    steps = {
        f"{name} {step}": took for name, one in zip(names, found, strict=True) for step, took in one["waits"].items()
    }
    tell("owner", "两个人把一份通知办到上线", figures, charts=lambda: [bars("各步等了多久，秒", steps)])


def _hire(assistant: Assistant) -> None:
    accounts = Accounts(assistant.store_url)
    for role in (Role.ADMIN, Role.EDITOR, Role.APPROVER):
        accounts.accept(accounts.invite(role.value, role.value, [role]), PASSWORD)
    accounts.close()


def _written(case: Case, form: str, folder: Path) -> Path:
    """The notice as an office would send it in this form."""
    file = folder / f"{case.notice}.{form}"
    if form not in WRITERS:
        file.write_bytes(case.file.read_bytes())
        return file
    return WRITERS[form](file, parse(case.file.read_text(encoding="utf-8")))


def _walked(browser: Browser, assistant: Assistant, case: Case, file: Path) -> dict[str, Any]:
    hands = [Hands(_sits_down(browser, assistant, name)) for name in (Role.EDITOR.value, Role.APPROVER.value)]
    ask = asking(assistant.base, case.asked, case.day, case.notice, case.wanted)
    editor, approver = hands
    walked = walk(editor, approver, assistant.base, file, ask)
    told = _told(case, file.suffix, walked)
    for one in hands:
        one.page.context.close()
    _take_back(ask)
    return told


def _take_back(ask: Callable[[], object]) -> None:
    """The first release serves again, and the notice answers no more."""
    rollback(os.environ["ZC_KB_URL"], FIRST, Role.APPROVER.value, "量完退回", lambda _: [])
    began = time.perf_counter()
    while ask() is not None:
        if time.perf_counter() - began > PATIENCE / 1000:
            raise TimeoutError("the release was not taken back")
        time.sleep(1)


def _told(case: Case, form: str, walked: Walked) -> dict[str, Any]:
    waiting = round(sum(walked.waits.values()), 1)
    work = {"editor": minutes(walked.editor), "approver": minutes(walked.approver)}
    missed = waiting > WAIT_MOST or max(work.values()) > case.most
    miss = "; AIM MISSED" if missed else ""
    print(f"{case.name} line, {form} ({case.notice}): {walked.items} items waited for a person{miss}", flush=True)
    for name, hands in (("editor", walked.editor), ("approver", walked.approver)):
        print(
            f"  {name}: {hands.clicks} clicks, {hands.keys} keys, {hands.read} characters to read,"
            f" {hands.compared} values compared: {work[name]} minutes estimated"
        )
    print(f"  waits: {waiting} s in all — " + ", ".join(f"{name} {took} s" for name, took in walked.waits.items()))
    return {
        "case": case.name,
        "form": form,
        "items": walked.items,
        "waits": walked.waits,
        "work": work,
        "missed": missed,
    }


def _sits_down(browser: Browser, assistant: Assistant, name: str) -> Page:
    page = browser.new_context(viewport=SCREEN, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{assistant.base}/desk/sign-in")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("您好", timeout=60_000)
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
