"""The chat page: questions, sources, buttons, comparison, feedback, memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, OpenPage
from tests.web.talking import answered, last_answer, overflows, questions, say

OpenChat = Callable[..., Page]


def test_answers_with_the_clause_folded_under_it(chat: OpenChat) -> None:
    page = chat()
    say(page, "焉耆的咨询电话是多少")
    answer = page.locator(".Message.left[data-status]").last
    expect(answer.locator("a[href^='tel:']").first).to_have_attribute("href", re.compile(r"^tel:\d[\d-]+$"))
    quote = answer.locator("blockquote").first
    expect(quote).to_be_hidden()
    answer.locator("summary").click()
    expect(quote).to_be_visible()
    link = quote.locator("a")
    with page.context.expect_page() as opened:
        link.click()
    notice = opened.value
    notice.wait_for_load_state()
    assert "/notices/yanqi-2024-chuding#" in notice.url
    marked = notice.locator(":target")
    expect(marked).to_be_in_viewport()
    said = re.sub(r"\s", "", quote.locator("p").inner_text())
    assert said in re.sub(r"\s", "", marked.inner_text())


def test_the_questions_asked_most_can_be_tapped(chat: OpenChat) -> None:
    page = chat(PHONE)
    often = page.locator(".often button")
    for index in range(often.count()):
        wanted = often.nth(index).inner_text()
        often.nth(index).click()
        answered(page, index + 1)
        assert questions(page)[-1] == wanted
    statuses = page.locator(".Message.left[data-status]").evaluate_all("all => all.map(one => one.dataset.status)")
    assert set(statuses) <= {"answered", "partial", "clarify"}, statuses


def test_only_the_last_buttons_are_active(chat: OpenChat) -> None:
    page = chat()
    say(page, "申报时间是什么时候")
    first = page.locator(".MessageList .choices").first.get_by_role("button", name="轮台县")
    expect(first).to_be_enabled()
    first.click()
    answered(page, 2)
    assert questions(page)[-1] == "轮台县"
    assert "轮台" in page.locator(".Message.left[data-status]").last.inner_text()
    expect(first).to_be_disabled()


def test_several_notices_are_compared_on_a_phone(chat: OpenChat) -> None:
    page = chat(PHONE)
    say(page, "焉耆和轮台的申报时间分别是什么时候")
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(3)  # with the head
    expect(table.get_by_role("rowheader")).to_contain_text(["焉耆", "轮台"])
    assert not overflows(page)
    box = table.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def test_feedback_is_sent(chat: OpenChat) -> None:
    page = chat()
    say(page, "焉耆大专毕业几年能初定")
    page.get_by_role("button", name="没用").click()
    page.get_by_label("不完整").check()
    page.get_by_label("补充说明").fill("没有说本科")
    with page.expect_response("**/api/feedback") as given:
        page.get_by_role("button", name="提交").click()
    assert given.value.status == 200
    sent = json.loads(given.value.request.post_data or "")
    assert sent["useful"] is False
    assert sent["reason"] == "不完整：没有说本科"
    assert sent["question"] == "焉耆大专毕业几年能初定"
    assert sent["answer_status"] == "answered"
    expect(page.get_by_text("已记下：没用")).to_be_visible()
    page.reload()
    expect(page.get_by_text("已记下：没用")).to_be_visible()


def test_a_useful_answer_takes_one_tap(chat: OpenChat) -> None:
    page = chat()
    say(page, "焉耆大专毕业几年能初定")
    with page.expect_response("**/api/feedback") as given:
        page.get_by_role("button", name="有用").click()
    assert given.value.status == 200
    expect(page.get_by_text("已记下：有用")).to_be_visible()


def test_a_reload_keeps_the_conversation_and_clearing_ends_it(chat: OpenChat) -> None:
    page = chat()
    say(page, "轮台的申报时间")
    kept = last_answer(page)
    page.reload()
    page.wait_for_selector("#message")
    assert questions(page) == ["轮台的申报时间"]
    assert last_answer(page) == kept
    say(page, "电话呢")  # the assistant still knows the place
    assert "轮台" in last_answer(page)
    sender = page.evaluate("JSON.parse(localStorage.getItem('title-assistant')).sender")
    page.get_by_role("button", name="清空", exact=True).click()
    page.get_by_role("button", name="不清空").click()
    assert len(questions(page)) == 2
    page.get_by_role("button", name="清空", exact=True).click()
    page.get_by_role("button", name="确定清空").click()
    assert questions(page) == []
    page.reload()
    page.wait_for_selector("#message")
    assert questions(page) == []
    assert page.evaluate("JSON.parse(localStorage.getItem('title-assistant')).sender") != sender


def test_a_hundred_lines_are_kept_at_most(chat: OpenChat) -> None:
    page = chat()
    page.evaluate(
        """() => {
          const line = (n) => ({id: `l${n}`, who: "person", text: `第${n}句`, sent: "answered"});
          const lines = Array.from({length: 150}, (_, n) => line(n));
          const kept = {sender: "0".repeat(32), lines, large: false, region: ""};
          localStorage.setItem("title-assistant", JSON.stringify(kept));
        }"""
    )
    page.reload()
    page.wait_for_selector("#message")
    say(page, "你好")
    kept = page.evaluate("JSON.parse(localStorage.getItem('title-assistant')).lines.map(line => line.text)")
    assert len(kept) == 100
    assert kept[-2] == "你好"


def test_large_text_is_remembered(chat: OpenChat) -> None:
    page = chat(PHONE)
    size = "parseFloat(getComputedStyle(document.querySelector('.greeting')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(size) > before * 1.2
    page.reload()
    page.wait_for_selector("#message")
    assert page.evaluate(size) > before * 1.2
    assert not overflows(page)


def test_privacy_line(chat: OpenChat) -> None:
    expect(chat().locator(".ChatFooter .privacy")).to_contain_text(re.compile(r"不要填写身份证号.*保存30天"))


def test_a_question_in_the_address_joins_the_conversation_once(chat: OpenChat) -> None:
    page = chat(path="/?q=轮台的申报时间")
    assert questions(page) == ["轮台的申报时间"]
    assert "轮台" in last_answer(page)
    page.reload()
    page.wait_for_selector("#message")
    assert questions(page) == ["轮台的申报时间"]


def test_works_without_javascript(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(site)
    page.locator(".questions a").first.click()
    expect(page.locator(".answer")).to_contain_text("依据")
    page.get_by_label("请输入问题").fill("申报时间是什么时候")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".asked")).to_have_text("申报时间是什么时候")
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".answer a[href^='tel:']").first).to_be_visible()
    page.locator(".answer summary").first.click()
    page.locator("blockquote a").first.click()
    assert "/notices/" in page.url


def test_without_javascript_buttons_are_answers(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(site)
    page.get_by_label("请输入问题").fill("申报时间是什么时候")
    page.get_by_role("button", name="提问").click()
    page.get_by_role("button", name="轮台县").click()
    expect(page.locator(".asked")).to_have_text("轮台县")
    expect(page.locator(".answer")).to_contain_text("轮台县初定通知")
