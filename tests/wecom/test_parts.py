"""Settings, entries and replies, without a server."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.wecom_platform import FakeWeCom
from bot.gateway.settings import SettingInvalid
from bot.messenger.kinds import Kind
from bot.wecom.messages import incoming
from bot.wecom.replies import ENTRIES, Leads, in_pages, messages, read, shortened, text_of
from bot.wecom.settings import Humans, WeComSettings

WHOLE = {
    "ZC_WECOM_CORP_ID": "ww1",
    "ZC_WECOM_SECRET": "b" * 8,
    "ZC_WECOM_TOKEN": "token",
    "ZC_WECOM_AES_KEY": "a" * 43,
}
LEADS = Leads("可以点：", "还有：")


def test_without_credentials_the_door_is_shut_and_half_of_them_are_an_error() -> None:
    assert WeComSettings.from_environment({}) is None
    found = WeComSettings.from_environment(WHOLE)
    assert found is not None
    assert (found.receiver, found.humans) == ("ww1", Humans.DESK)
    for name in WHOLE:
        with pytest.raises(SettingInvalid, match=name):
            WeComSettings.from_environment({key: value for key, value in WHOLE.items() if key != name})


@pytest.mark.parametrize(
    "more",
    [
        {"ZC_WECOM_HUMANS": "robots"},
        {"ZC_WECOM_HUMANS": "staff"},
        {"ZC_WECOM_SERVICERS": "zhang"},
        {"ZC_WECOM_HUMANS": "staff", "ZC_WECOM_SERVICERS": "zhang san"},
        {"ZC_WECOM_AES_KEY": "short"},
    ],
)
def test_settings_that_do_not_go_together_are_named(more: dict[str, str]) -> None:
    with pytest.raises(SettingInvalid, match="ZC_WECOM_"):
        WeComSettings.from_environment(WHOLE | more)


def event(event_type: str, **more: Any) -> dict[str, Any]:
    inside = {"event_type": event_type, "open_kfid": "wk", "external_userid": "wm"} | more
    return {"msgid": "1", "send_time": 1, "origin": 4, "msgtype": "event", "event": inside}


def test_a_message_that_did_not_reach_the_person_is_told_to_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert incoming(event("msg_send_fail", fail_msgid="2", fail_type=10), lambda texts: "") is None
    assert "refuses" in caplog.text


def test_words_of_a_person_in_wecom_are_not_the_assistants() -> None:
    entry = {"msgid": "1", "send_time": 1, "origin": 5, "open_kfid": "wk", "external_userid": "wm"}
    assert incoming(entry | {"msgtype": "text", "text": {"content": "您好"}}, lambda texts: "") is None
    assert incoming(event("session_status_change", change_type=1), lambda texts: "") is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("msgid", "send_time", "origin", "msgtype", "open_kfid", "external_userid", "text", "location", "event")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ANYTHING)))
def test_any_entry_is_read_or_passed_over(entry: dict[str, Any]) -> None:
    found = incoming(entry, lambda texts: "")
    assert found is None or found.kind is not Kind.SILENT


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3000),
    st.lists(st.text(min_size=1, max_size=60), max_size=14),
)
def test_every_page_is_what_the_platform_takes_and_nothing_is_lost(text: str, titles: list[str]) -> None:
    found = in_pages(text, [{"payload": one} for one in titles], LEADS)
    fake = object.__new__(FakeWeCom)
    fake.broken = []
    for page in found:
        for message in read(page.stored()).messages:
            fake._look_at({**message, "msgid": "m"})
    if "".join(text.split()):
        assert not fake.broken
    said = "".join("".join(text_of(page.messages) for page in found).split())
    assert all(part in said for part in text.split()[:3] if len(part) < 100)


def test_a_menu_has_ten_entries_and_those_too_long_for_one_are_left_out() -> None:
    (menu,) = messages("请选：", [{"payload": "字" * 50}, *({"payload": str(n)} for n in range(20))], "")
    assert [one["click"]["content"] for one in menu["msgmenu"]["list"]] == [str(n) for n in range(ENTRIES)]


def test_a_shortened_text_ends_in_the_whole_link() -> None:
    link = "https://zc.example/a/abcdefghijklmnop"
    text = shortened("一句话。" * 500, link, "全文：")
    assert text.endswith(f"。\n全文：{link}")
    assert len(text.encode()) <= 2000
