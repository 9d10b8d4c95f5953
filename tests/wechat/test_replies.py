"""Cutting and writing replies: under the platform's limit, nothing cut that must stay whole, XML without holes."""

from __future__ import annotations

import re

import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.cutting import pages
from bot.wechat.replies import LIMIT, MORE, quick_reply, text_reply, with_buttons


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=3000), st.integers(20, 300))
def test_pages_fit_and_hold_the_whole_text(text: str, limit: int) -> None:
    found = pages(text, limit)
    assert "".join("".join(found).split()) == "".join(text.split())
    for page in found:
        longest = max((len(m.group().encode()) for m in re.finditer(r"<a [^>]*>.*?</a>|https?://\S+", page)), default=0)
        assert len(page.encode()) <= max(limit, longest)


def test_an_address_and_a_link_stay_whole() -> None:
    address = "https://bz.xjzcsq.com/bz/index.html"
    link = quick_reply("焉耆县", "焉耆县")
    for whole in (address, link):
        for before in range(0, 200, 7):
            found = pages("字" * before + whole + "。" + "后" * 200, 180 + len(link.encode()))
            assert sum(whole in page for page in found) == 1


def test_a_page_ends_with_a_sentence_where_one_is_near() -> None:
    first = pages("这是一句话。" * 400, LIMIT)[0]
    assert first.endswith("。")
    assert len(first.encode()) <= LIMIT


def test_buttons_are_links_that_send_their_words() -> None:
    text = with_buttons("请选：", [{"title": "企业", "payload": "企业"}])
    assert text.splitlines()[1] == (
        '<a href="weixin://bizmsgmenu?msgmenucontent=%E4%BC%81%E4%B8%9A&msgmenuid=1">企业</a>'
    )
    assert "<b>" not in quick_reply("<b>", MORE)


@given(st.text(max_size=300))
def test_any_text_is_well_formed_and_comes_back(text: str) -> None:
    read = xmltodict.parse(text_reply("o1", "gh", f"始{text}终", now=1), strip_whitespace=False)["xml"]
    kept = "".join(c for c in text if c in "\t\n" or (ord(c) >= 0x20 and c not in "\ufffe\uffff"))
    assert read["Content"].replace("\n", "") == f"始{kept}终".replace("\n", "").replace("\r", "")


def test_the_end_of_a_section_in_the_text_writes_no_xml() -> None:
    sly = "]]></Content><Content><![CDATA[假的"
    assert xmltodict.parse(text_reply("o1", "gh", sly, now=1))["xml"]["Content"] == sly
