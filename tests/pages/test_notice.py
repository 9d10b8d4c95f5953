"""One notice as a page: how it stands, whom to phone, what to download, its sections, and the search within it."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest

from policies_kb.forms import templates
from policies_kb.serving import serving_base

NOTICE = "luntai-2024-chuding"


async def page_of(client: Any, address: str) -> str:
    """The page as text with its entities read."""
    return html.unescape(await (await client.get(address)).text())


@pytest.mark.parametrize(
    ("day", "colour", "words"),
    [
        (date(2024, 9, 26), "upcoming", "还没开始，2024年9月27日开始"),
        (date(2024, 10, 30), "open", "正在申报，今天是最后一天"),
        (date(2024, 10, 31), "closed", "已经结束（2024年10月30日截止）"),
    ],
)
async def test_the_badge_says_how_it_stands(
    client: Any, monkeypatch: pytest.MonkeyPatch, day: date, colour: str, words: str
) -> None:
    monkeypatch.setattr("bot.pages.notice.today", lambda: day)
    page = await page_of(client, f"/notices/{NOTICE}")
    assert f'<p class="badge {colour}">{words}</p>' in page
    assert f'<span class="badge {colour}">{words}</span>' in await page_of(client, "/notices")


async def test_phones_are_links_and_forms_are_named_as_in_the_notice(client: Any) -> None:
    for notice in serving_base().notices.values():
        page = await page_of(client, f"/notices/{notice.id}")
        for contact in notice.contacts:
            assert f'href="tel:{contact.phone}"' in page
        for form in templates(notice):
            assert f'href="/notices/{notice.id}/forms/{form.number}.docx">附件{form.number} {form.title}' in page


async def test_every_clause_stands_in_the_section_of_its_first_level(client: Any) -> None:
    notice = serving_base().notices[NOTICE]
    sections = (await page_of(client, f"/notices/{NOTICE}")).split('<details class="section"')[1:]
    first_level = [clause for clause in notice.tree.clauses.values() if clause.parent is None]
    assert len(sections) == len(first_level)
    for section, clause in zip(sections, first_level, strict=True):
        assert re.findall(r'class="clause" id="([^"]+)"', section)[0] == clause.id


async def test_sections_are_folded_and_open_as_a_whole_on_demand(client: Any) -> None:
    assert '<details class="section">' in await page_of(client, f"/notices/{NOTICE}")
    whole = await page_of(client, f"/notices/{NOTICE}?whole=1")
    assert '<details class="section">' not in whole and '<details class="section" open>' in whole


async def test_a_search_within_finds_its_own_clauses_alone(client: Any) -> None:
    page = await page_of(client, f"/notices/{NOTICE}?q=电话")
    found = re.findall(r'<li><a href="([^"]+)"', page.split('class="found"')[1])
    assert found and all(link.startswith("#") for link in found)
    assert "<mark>电话</mark>" in page
    # a place that is not the notice's own limits nothing: it is this notice that is searched
    assert "<mark>电话</mark>" in await page_of(client, f"/notices/{NOTICE}?q=焉耆 电话")


async def test_nothing_found_is_told_and_what_was_typed_is_masked(client: Any) -> None:
    assert "这份通知里没有找到" in await page_of(client, f"/notices/{NOTICE}?q=恐龙")
    assert "652801199003071234" not in await page_of(client, f"/notices/{NOTICE}?q=652801199003071234")


async def test_without_a_round_before_there_is_nothing_to_compare(client: Any) -> None:
    assert "/changes" not in await page_of(client, f"/notices/{NOTICE}")
    response = await client.get(f"/notices/{NOTICE}/changes")
    assert response.status == 404
    assert "上一轮的通知没有收录" in await response.text()
