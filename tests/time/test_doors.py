"""The pages, the command line and the examples over two rounds, and a notice whose paths have windows of their own."""

from __future__ import annotations

import html
import re
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from playwright.sync_api import Route, sync_playwright

from bot.pages.site import STATIC
from policies_kb.console.main import main
from policies_kb.eligibility import Applicant, assess
from policies_kb.examples import build_examples
from policies_kb.loading import KnowledgeBase, NoticeSource
from policies_kb.loading.source import RECORD, TEXT
from policies_kb.serving import current
from scripts.browser import ARGUMENTS, CHROMIUM
from tests.conftest import Say

from .conftest import Serve, both_rounds, browse
from .values import strange

AXE = Path("web/node_modules/axe-core/axe.min.js")
CHANGES = "/notices/yanqi-2025-chuding/changes"
PERSON = {
    "region": "焉耆回族自治县",
    "unit_kind": "企业",
    "series": "工程系列",
    "specialty": "水利",
    "education": "大专",
    "study_mode": "全日制",
    "work_start": "2022-05-01",
    "assessments": "合格",
    "current_title": "无",
    "target": "初定初级",
}


def _text(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_the_list_of_notices_says_which_round_each_is_and_what_is_in_force(two_rounds: KnowledgeBase) -> None:
    page = browse("/notices").text
    for notice in two_rounds.notices.values():
        assert f'href="/notices/{notice.id}"' in page
    entries = {
        id_: _text(entry)
        for entry in re.findall(r"<li>.*?</li>", page, re.S)
        for id_ in re.findall(r"/notices/([\w-]+)", entry)[:1]
    }
    assert "2025年度" in entries["yanqi-2025-chuding"]
    assert "2024年度" in entries["yanqi-2024-chuding"]
    assert "2025年上半年" in entries["akesu-2025-h1"]
    # the newest stands before the round it followed
    names = list(entries)
    assert names.index("yanqi-2025-chuding") < names.index("yanqi-2024-chuding")
    assert names.index("akesu-2025-h1") < names.index("akesu-2024-h1")


def test_the_page_of_a_notice_leads_to_what_has_changed_or_followed_it(two_rounds: KnowledgeBase) -> None:
    old, new = browse("/notices/yanqi-2024-chuding").text, browse("/notices/yanqi-2025-chuding").text
    assert 'href="/notices/yanqi-2025-chuding"' in old
    assert 'href="/notices/yanqi-2025-yanqi"' in new
    assert 'href="/notices/yanqi-2025-chuding"' in browse("/notices/yanqi-2025-yanqi").text


def test_the_page_of_a_later_round_leads_to_what_changed_since_the_one_before(two_rounds: KnowledgeBase) -> None:
    assert 'href="/notices/yanqi-2025-chuding/changes"' in browse("/notices/yanqi-2025-chuding").text
    assert "/changes" not in browse("/notices/yanqi-2024-chuding").text
    page = browse("/notices/yanqi-2025-chuding/changes")
    text = _text(page.text)
    for words in ("2024年度：", "2025年度：", "0996-6022503", "0996-6024187"):
        assert words in text
    links = re.findall(r'href="/notices/([\w-]+)#([^"]+)"', page.text)
    assert {notice for notice, _ in links} == {"yanqi-2024-chuding", "yanqi-2025-chuding", "yanqi-2025-yanqi"}


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: scripts/build_web.sh")
def test_what_changed_is_clean_in_the_usual_and_the_elder_edition(two_rounds: KnowledgeBase) -> None:
    pages = {edition: browse(f"{CHANGES}?edition={edition}").text for edition in ("usual", "elder")}

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix("http://pages.test")
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            route.fulfill(body=pages[path.rpartition("=")[2]], content_type="text/html")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.route("**/*", serve)
        for edition in pages:
            page.goto(f"http://pages.test{CHANGES}?edition={edition}")
            assert page.locator("details.section").count() > 0
            page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate("async () => (await axe.run()).violations")
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
        browser.close()


@pytest.mark.parametrize(
    ("on", "notice", "words"),
    [
        ("2024-10-10", "yanqi-2024-chuding", ["大专毕业须满2年", "0996-6022503", "最迟10月12日开始", "310"]),
        ("2025-08-26", "yanqi-2024-chuding", ["大专毕业须满2年", "0996-6022503", "2024年"]),
        ("2025-09-10", "yanqi-2025-chuding", ["大专毕业须满3年", "0996-6024187", "最迟9月17日开始", "415"]),
        ("2025-09-25", "yanqi-2025-chuding", ["大专毕业须满3年", "10月15日", "最迟9月29日开始"]),
        ("2026-03-01", "yanqi-2025-chuding", ["大专毕业须满3年", "2025年", "0996-6024187"]),
    ],
)
def test_check_judges_by_the_round_in_force(on: str, notice: str, words: list[str], two_rounds: KnowledgeBase) -> None:
    page = browse(f"/check?{urlencode({**PERSON, 'on': on})}")
    text = _text(page.text)
    for word in words:
        assert word in text
    of = (notice, "yanqi-2025-yanqi") if notice == "yanqi-2025-chuding" else (notice,)
    assert not strange(text, "", date.fromisoformat(on), of, two_rounds)
    links = [html.unescape(link) for link in re.findall(r'href="(/api/eligibility/[^"]+)"', page.text)]
    assert links
    for link in links:
        answer = browse(link)
        if answer.file:
            assert answer.file == f"{notice}.ics"
        else:
            assert not strange(_text(answer.text), "", date.fromisoformat(on), of, two_rounds)


def test_check_offers_the_other_round_and_judges_by_it(two_rounds: KnowledgeBase) -> None:
    here = f"/check?{urlencode({**PERSON, 'on': '2025-09-10'})}"
    (other,) = [html.unescape(link) for link in re.findall(r'href="(/check\?[^"]*round=[^"]*)"', browse(here).text)]
    page = browse(other)
    assert "依据2024年度的通知" in _text(page.text) and "大专毕业须满2年" in _text(page.text)
    assert not strange(_text(page.text), "", date(2025, 9, 10), ("yanqi-2024-chuding",), two_rounds)
    (back,) = {unquote(found) for found in re.findall(r'href="/check\?[^"]*round=([^"&]+)"', page.text)} - {"2024年度"}
    assert back == "2025年度"


def test_check_of_a_round_that_is_not_on_file_goes_by_the_current_one(two_rounds: KnowledgeBase) -> None:
    page = browse(f"/check?{urlencode({**PERSON, 'on': '2025-09-10', 'round': '2022年度'})}")
    assert "大专毕业须满3年" in _text(page.text)


def test_a_date_that_an_amendment_states_is_linked_to_it(two_rounds: KnowledgeBase) -> None:
    page = browse(f"/check?{urlencode({**PERSON, 'on': '2025-09-25'})}").text
    assert re.findall(r'href="/notices/yanqi-2025-yanqi#[^"]+"', page)
    calendar = browse(html.unescape(re.findall(r'href="(/api/eligibility/[^"]+\.ics[^"]*)"', page)[0])).text
    unfolded = calendar.replace("\r\n ", "").replace("\n ", "")
    assert "20251016" in unfolded  # the day after the last one
    assert "焉耆县延期通知" in unfolded


@pytest.mark.parametrize(
    ("day", "has", "lacks"),
    [
        ("2025-03-10", ["5月10日", "2024年上半年"], ["4月18日"]),
        ("2025-04-01", ["4月18日"], ["5月10日"]),
    ],
)
def test_ask_on_the_command_line(
    day: str, has: list[str], lacks: list[str], two_rounds: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "阿克苏什么时候申报", "--as-of", day]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in has)
    assert not any(word in said for word in lacks)


def test_ask_on_the_command_line_for_a_year_that_is_not_on_file(
    two_rounds: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "2023年阿克苏什么时候申报", "--as-of", "2025-04-01"]) == 0
    said = capsys.readouterr().out
    assert "没有收录" in said
    assert "0997-2283115" in said
    assert "4月18日" not in said


def test_ask_on_the_command_line_names_the_amending_notice(
    two_rounds: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "焉耆网上申报什么时候截止", "--as-of", "2025-09-25"]) == 0
    said = capsys.readouterr().out
    assert "10月15日" in said
    assert "焉耆县延期通知" in said


def test_examples_ask_what_the_rounds_in_force_answer(
    two_rounds: KnowledgeBase, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pages and replies offer is answered from a notice in force, also where a postponement has changed it."""
    for day, gone in ((date(2025, 9, 10), "高定"), (date(2025, 9, 25), "高定")):
        monkeypatch.setattr(sys.modules["policies_kb.examples.build"], "today", lambda day=day: day)
        examples = build_examples(two_rounds)
        assert any("焉耆" in question for question in examples.questions)
        assert not any(gone in question for question in (*examples.questions, examples.coverage))
        for number, question in enumerate(examples.questions):
            reply = say(f"time-examples-{day}-{number}", question, day.isoformat())[-1]
            assert reply.custom["status"] in ("answered", "partial"), (question, reply.text)


def test_what_can_be_asked_names_each_line_once(two_rounds: KnowledgeBase, say: Say) -> None:
    (reply,) = say("time-what", "你能做什么", "2025-09-25")
    assert reply.text.count("焉耆县初定通知") == 1
    assert "延期" not in reply.text


# --- one notice with a window for each path


def with_own_windows() -> dict[str, NoticeSource]:
    """阿克苏's second round with another window for 授予 than for 初定."""
    source = both_rounds()["akesu-2025-h1"]
    text = source.files[TEXT].replace(
        "申报时间：3月20日—4月18日", "初定申报时间：3月20日—4月18日\n\n授予申报时间：4月21日—5月9日"
    )
    record = (
        source.files[RECORD]
        .replace(
            """    quote: 申报时间：3月20日—4月18日
    more_quotes:
      - &window_apply_2 关于开展阿克苏地区2025年上半年职称授予、初定工作的通知
    stage: apply
    called: 申报时间
    start: 2025-03-20
    end: 2025-04-18
    note: 授予、初定都是这个时间。
""",
            """    quote: 初定申报时间：3月20日—4月18日
    more_quotes:
      - &window_apply_2 关于开展阿克苏地区2025年上半年职称授予、初定工作的通知
    stage: apply
    called: 初定申报时间
    start: 2025-03-20
    end: 2025-04-18
    paths: [chuding, township_mid]
  - id: window.apply_shouyu
    kind: window
    quote: 授予申报时间：4月21日—5月9日
    stage: apply
    called: 授予申报时间
    start: 2025-04-21
    end: 2025-05-09
    paths: [shouyu]
""",
        )
        .replace("      - 申报时间：3月20日—4月18日", "      - 初定申报时间：3月20日—4月18日")
    )
    return {"akesu-2025-h1": NoticeSource(source.id, {**source.files, TEXT: text, RECORD: record})}


def test_paths_of_one_notice_have_their_own_windows(serve: Serve, say: Say) -> None:
    sources = {**both_rounds(), **with_own_windows()}
    with serve(sources):
        for path, has, lacks in (("授予", "5月9日", "4月18日"), ("初定", "4月18日", "5月9日")):
            text = say(f"time-paths-{path}", f"阿克苏{path}什么时候截止申报", "2025-04-01")[-1].text
            assert has in text
            assert lacks not in text
        text = "\n".join(reply.text for reply in say("time-paths", "阿克苏什么时候申报", "2025-04-01"))
        assert "4月18日" in text
        assert "5月9日" in text
        book = current().rulebook
        master = Applicant.model_validate({"region": "阿克苏地区", "education": "硕士"})
        for target, window in (("授予", "upcoming"), ("初定初级", "open")):
            assert assess(book, target, master, date(2025, 4, 1))[0].window.value == window
