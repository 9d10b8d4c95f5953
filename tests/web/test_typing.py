"""Typing: input methods, the keyboard alone, lost networks."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import CDPSession, Page, Request, Route, expect

from tests.web.talking import answered, offered, questions, say

OpenChat = Callable[..., Page]


def key(cdp: CDPSession, code: int) -> None:
    """Enter, as the browser reports it with the given key code."""
    event = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
    cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


def test_enter_while_composing_does_not_send(chat: OpenChat) -> None:
    page = chat()
    box = page.get_by_label("请输入问题")
    box.focus()
    cdp = page.context.new_cdp_session(page)
    for written in ("l", "lun", "luntai"):
        cdp.send(
            "Input.imeSetComposition", {"text": written, "selectionStart": len(written), "selectionEnd": len(written)}
        )
    key(cdp, 229)
    key(cdp, 13)  # some input methods report the plain code while they compose
    page.wait_for_timeout(200)
    assert questions(page) == []
    assert box.input_value() == "luntai"
    cdp.send("Input.insertText", {"text": "轮台的电话"})
    assert box.input_value() == "轮台的电话"
    page.wait_for_timeout(100)
    box.press("Enter")
    answered(page, 1)
    assert questions(page) == ["轮台的电话"]
    assert box.input_value() == ""


def test_safari_ends_the_composition_before_the_enter(chat: OpenChat) -> None:
    page = chat()
    box = page.get_by_label("请输入问题")
    box.fill("轮台")
    prevented = box.evaluate(
        """box => {
          box.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
          box.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true, data: "轮台"}));
          const enter = new KeyboardEvent("keydown", {key: "Enter", keyCode: 13, bubbles: true, cancelable: true});
          box.dispatchEvent(enter);
          return enter.defaultPrevented;
        }"""
    )
    assert prevented  # and no line break slips in either
    page.wait_for_timeout(200)
    assert questions(page) == []
    box.press("Enter")
    answered(page, 1)


def test_shift_and_enter_make_a_line(chat: OpenChat) -> None:
    page = chat()
    box = page.get_by_label("请输入问题")
    box.press_sequentially("轮台")
    box.press("Shift+Enter")
    box.press_sequentially("电话")
    assert box.input_value() == "轮台\n电话"
    assert questions(page) == []


def focused(page: Page) -> str:
    return str(page.evaluate("(document.activeElement.innerText || document.activeElement.id).trim()"))


def tab_to(page: Page, wanted: str, most: int = 40, back: bool = False) -> None:
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if focused(page).startswith(wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached")


def test_the_keyboard_alone_is_enough(chat: OpenChat) -> None:
    page = chat()
    tab_to(page, offered(page))
    page.keyboard.press("Enter")
    answered(page, 1)
    tab_to(page, "依据", back=False)
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible()
    tab_to(page, "有用")
    page.keyboard.press("Space")
    expect(page.get_by_text("已记下：有用")).to_be_visible()
    tab_to(page, "message")
    page.keyboard.type("轮台的电话")
    tab_to(page, "发送")
    page.keyboard.press("Enter")
    answered(page, 2)
    tab_to(page, "大字", back=True)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def message_ids(sent: list[Request]) -> list[str]:
    return [request.headers["x-message-id"] for request in sent]


def test_offline_and_back_sends_once(chat: OpenChat) -> None:
    page = chat()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/api/chat") else None)
    page.context.set_offline(True)
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("网络不通")
    expect(page.get_by_role("button", name="重发")).to_be_enabled()
    page.context.set_offline(False)  # the page hears it and sends again by itself
    answered(page, 1)
    assert questions(page) == ["轮台的电话"]
    assert len(set(message_ids(sent))) == 1
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_answer_lost_on_the_way_is_fetched_again(chat: OpenChat) -> None:
    page = chat()
    bodies: list[str] = []

    def lose_the_first(route: Route) -> None:
        response = route.fetch()  # the assistant answers
        bodies.append(response.text())
        if len(bodies) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=response)

    page.route("**/api/chat", lose_the_first)
    page.get_by_label("请输入问题").fill("申报时间是什么时候")
    page.get_by_label("请输入问题").press("Enter")
    page.get_by_role("button", name="重发").click()
    answered(page, 1)
    assert questions(page) == ["申报时间是什么时候"]
    assert bodies[0] == bodies[1]


def test_a_reload_while_waiting_can_go_on(chat: OpenChat) -> None:
    page = chat()
    page.route("**/api/chat", lambda route: None)  # never answered
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.locator(".Typing")).to_be_visible()
    page.reload()
    page.unroute("**/api/chat")  # before the reload it would let the question that waits go on
    page.get_by_role("button", name="重发").click()
    answered(page, 1)
    assert questions(page) == ["轮台的电话"]


def test_a_refusal_is_said_in_words(chat: OpenChat) -> None:
    page = chat()
    refusal = '{"error": {"code": "message_too_long", "reason": "一句话太长", "mend": "分成几句"}}'
    page.route("**/api/chat", lambda route: route.fulfill(status=413, body=refusal, content_type="application/json"))
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("一句话太长。分成几句。")
    expect(page.get_by_role("button", name="重发")).to_have_count(0)


def test_a_silent_server_is_not_waited_for_for_ever(chat: OpenChat) -> None:
    page = chat()
    page.clock.install()
    page.route("**/api/chat", lambda route: None)
    page.get_by_label("请输入问题").fill("轮台的电话")
    page.get_by_label("请输入问题").press("Enter")
    expect(page.locator(".Typing")).to_be_visible()
    page.clock.run_for(21_000)
    expect(page.get_by_role("alert")).to_contain_text("20秒")
    page.unroute("**/api/chat")
    page.get_by_role("button", name="重发").click()
    page.clock.resume()
    answered(page, 1)


def test_nothing_is_sent_twice_by_a_double_tap(chat: OpenChat) -> None:
    page = chat()
    page.get_by_role("button", name=offered(page)).dblclick()
    answered(page, 1)
    assert len(questions(page)) == 1
    say(page, "电话")
    assert len(questions(page)) == 2
