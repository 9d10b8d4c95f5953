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


def test_quick_replies_stay_above_the_box_until_one_is_taken(chat: OpenChat) -> None:
    page = chat(PHONE)
    say(page, "申报时间是什么时候")
    quick = page.get_by_role("group", name="可以这样回答")
    quick.get_by_role("button", name="轮台县").click()
    answered(page, 2)
    assert questions(page)[-1] == "轮台县"
    assert "轮台" in page.locator(".Message.left[data-status]").last.inner_text()
    expect(quick).to_have_count(0)


def test_a_place_is_chosen_in_two_taps(chat: OpenChat) -> None:
    page = chat(PHONE)
    say(page, "我能不能报初定")
    quick = page.get_by_role("group", name="可以这样回答")
    expect(quick).to_be_in_viewport()
    quick.get_by_role("button", name="巴音郭楞蒙古自治州").click()
    quick.get_by_role("button", name="轮台县").click()
    answered(page, 2)
    assert questions(page)[-1] == "轮台县"
    assert not overflows(page)
    quick.get_by_role("button", name="事业单位").click()  # the next question with closed answers
    answered(page, 3)


STORY = "我想初定，轮台县，县直事业单位，工程系列，全日制本科，2022年7月参加工作，没有职称，考核都合格，在职"


def test_a_verdict_is_amber_when_the_window_has_closed(chat: OpenChat) -> None:
    page = chat(PHONE)
    say(page, STORY)
    card = page.locator(".verdict-card")
    expect(card).to_have_attribute("data-tone", "wait")
    expect(card).to_contain_text("已经截止")
    expect(card.locator("li").first).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator("li").first).to_be_visible()
    page.get_by_role("button", name="清单").click()  # what is offered with the verdict, though more was said after it
    parts = page.locator(".list-card").last.locator(".part")
    expect(parts.first).to_contain_text("项")
    assert parts.count() >= 2
    assert parts.first.locator("li").count() > 1
    assert not overflows(page)


def test_several_notices_are_compared_on_a_phone(chat: OpenChat) -> None:
    page = chat(PHONE)
    say(page, "焉耆和轮台的申报时间分别是什么时候")
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(3)  # with the head
    assert page.locator(".said", has_text="【").count() == 0
    expect(table.get_by_role("rowheader")).to_contain_text(["焉耆", "轮台"])
    assert not overflows(page)
    box = table.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def test_feedback_is_sent(chat: OpenChat) -> None:
    page = chat()
    say(page, "焉耆大专毕业几年能初定")
    page.get_by_role("button", name="这条不对").click()
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
    assert "大专" in sent["answer"]  # as it was shown
    expect(page.get_by_text("已记下：这条不对")).to_be_visible()
    page.reload()
    expect(page.get_by_text("已记下：这条不对")).to_be_visible()


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
    expect(page.locator(".asked").last).to_have_text("我问：申报时间是什么时候")
    page.get_by_label("请输入问题").fill("轮台的电话，我的手机13912345678")
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".answer a[href^='tel:']").first).to_be_visible()
    asked = page.locator(".asked").all_inner_texts()
    assert len(asked) == 3  # the whole conversation, the first question by a link included
    assert "13912345678" not in page.content()
    expect(page.locator("#newest")).to_be_in_viewport()
    page.locator(".answer summary").first.click()
    page.locator("blockquote a").first.click()
    assert "/notices/" in page.url


def test_without_javascript_buttons_are_answers(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(site)
    page.get_by_label("请输入问题").fill("申报时间是什么时候")
    page.get_by_role("button", name="提问").click()
    page.get_by_role("button", name="轮台县").click()
    expect(page.locator(".asked").last).to_have_text("我问：轮台县")
    expect(page.locator(".answer").last).to_contain_text("轮台县初定通知")


def test_without_javascript_places_are_chosen_and_cards_are_shown(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(f"{site}/?q=我能不能报初定")
    page.get_by_label("从列表里选").select_option("轮台县")
    page.get_by_role("button", name="选好了").click()
    expect(page.locator(".asked").last).to_have_text("我问：轮台县")
    page.get_by_label("请输入问题").fill(STORY)
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".verdict-card")).to_have_attribute("data-tone", "wait")
    page.get_by_role("button", name="清单").click()
    expect(page.locator(".list-card .part").last).to_be_visible()
    assert not overflows(page)


def test_without_javascript_the_elder_edition_keeps_the_conversation(new_page: OpenPage, site: str) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(f"{site}/?q=轮台的咨询电话")
    answer = page.locator(".answer").last.inner_text()
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-edition", "elder")
    expect(page.locator(".answer").last).to_have_text(answer, use_inner_text=True)
    page.goto(f"{site}/notices")
    expect(page.locator("html")).to_have_attribute("data-edition", "elder")
