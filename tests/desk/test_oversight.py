"""What a release says otherwise, the receipts that rest on it, and that one can be opened a year later."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.receipts import Content, Receipts, Used
from bot.receipts.opened import RECEIPTS
from bot.receipts.touched import touched
from policies_kb.comparing import Changed, changed
from policies_kb.loading import KnowledgeBase, NoticeSource, Problem
from policies_kb.loading.load import knowledge_base
from policies_kb.loading.source import RECORD, read_folder, write_folder
from policies_kb.model.facts import ContactFact
from policies_kb.reference import load_reference
from policies_kb.releases import import_folder, release, seed, sources, submit
from policies_kb.store import load_release, unfit

from .conftest import Client, sign_in
from .talking import plain

BOOK = Path(__file__).parents[1] / "book"
NOTICE = "luntai-2024-chuding"
A_DAY = 86_400.0


def book() -> dict[str, NoticeSource]:
    return read_folder(BOOK)


def passes(_sources: object) -> list[Problem]:
    """A gate that lets everything through."""
    return []


def edited(source: NoticeSource, *pairs: tuple[str, str]) -> NoticeSource:
    record = source.files[RECORD]
    for old, new in pairs:
        assert record.count(old) == 1, old
        record = record.replace(old, new)
    return NoticeSource(source.id, {**source.files, RECORD: record})


def bases() -> tuple[KnowledgeBase, KnowledgeBase, str]:
    """The book, the book with another sentence for one fact, and that fact's id."""
    before = knowledge_base(book().values(), load_reference())
    fact = next(f for f in before.notices[NOTICE].record.facts if f.kind == "statement" and f.say)
    notice = before.notices[NOTICE]
    other = fact.model_copy(update={"say": fact.say + "（更正）"})
    facts = tuple(other if one.id == fact.id else one for one in notice.record.facts)
    record = notice.record.model_copy(update={"facts": facts})
    after = type(notice).of(record, notice.text, notice.tree, before.reference)
    return before, KnowledgeBase({**before.notices, NOTICE: after}, before.reference), fact.id


@pytest.fixture
def receipts(tmp_path: Path) -> Iterator[Receipts]:
    store = Receipts(f"sqlite:///{tmp_path / 'talk.db'}", 400)
    yield store
    store.close()


def said(fact: str, topic: str = "years", notice: str = NOTICE) -> Content:
    used = (Used(notice_id=notice, topic=topic, fact=fact, say="当时的话"),)
    return Content(aloud=f"答复 {fact or topic}", status="answered", used=used, day=date(2024, 10, 10), release=1)


def test_nothing_changed_touches_nothing() -> None:
    before, _, _ = bases()
    assert changed(before, before, date(2024, 10, 10)) == []


def test_a_changed_sentence_and_a_notice_that_went() -> None:
    before, after, fact = bases()
    day = date(2024, 10, 10)
    assert [(one.kind, one.notice_id, one.fact) for one in changed(before, after, day)] == [("changed", NOTICE, fact)]
    assert [(one.kind, one.fact) for one in changed(after, before, day)] == [("changed", fact)]
    without = KnowledgeBase({k: v for k, v in before.notices.items() if k != NOTICE}, before.reference)
    assert [(one.kind, one.notice_id) for one in changed(before, without, day)] == [("gone", NOTICE)]
    assert changed(without, before, day) == [], "a new notice is no change of what was said"


def test_a_fact_left_out_and_a_silence_filled() -> None:
    before, _, _ = bases()
    notice = before.notices[NOTICE]
    only = [topic for topic, cell in notice.cells.items() if len(cell.facts) == 1 and not cell.gathered]
    fact = next(f for f in notice.record.facts if f.topics[0] in only and len(f.topics) == 1 and not f.silent)
    record = notice.record.model_copy(update={"facts": tuple(f for f in notice.record.facts if f.id != fact.id)})
    less = type(notice).of(record, notice.text, notice.tree, before.reference)
    short = KnowledgeBase({**before.notices, NOTICE: less}, before.reference)
    day = date(2024, 10, 10)
    assert [(one.kind, one.fact) for one in changed(before, short, day)] == [("dropped", fact.id)]
    assert [(one.kind, one.topic, one.now) for one in changed(short, before, day)] == [("stated", fact.topic, fact.say)]


def test_the_receipts_that_rest_on_a_change(receipts: Receipts) -> None:
    one = receipts.keep(said("years.college"))
    receipts.keep(said("years.bachelor"))
    silent = receipts.keep(said("", topic="retired"))
    receipts.keep(said("years.college", notice="another"))
    changes = [
        Changed("changed", NOTICE, "通知", "years", "years.college", "旧", "新"),
        Changed("stated", NOTICE, "通知", "retired", now="新"),
    ]
    found = {each.receipt.number: [c.kind for c in each.changes] for each in touched(receipts, changes, 0.0)}
    assert found == {one.number: ["changed"], silent.number: ["stated"]}
    assert touched(receipts, changes, time.time() + 1) == []
    whole = touched(receipts, [Changed("gone", NOTICE, "通知")], 0.0)
    assert len(whole) == 3


async def test_the_page_after_a_release(
    client: Client, staff: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    monkeypatch.setenv("ZC_KB_URL", url)
    seed(url, BOOK, gate=passes, serves=unfit)
    fact = next(one for one in load_release(url)[1].notices[NOTICE].record.facts if isinstance(one, ContactFact))
    other = edited(book()[NOTICE], (f"phone: {fact.phone}", "phone: 0991-7654321"))
    folder = tmp_path / "drafts"
    write_folder({NOTICE: other}, folder)
    import_folder(url, folder, "张三")
    assert client.app is not None
    store = client.app[RECEIPTS]
    kept = store.keep(said(fact.id, topic="contact"))
    await sign_in(client, "approver")
    assert "还没有两次发布" in await (await client.get("/desk/consequences")).text()
    submit(url, NOTICE, "张三")
    release(url, [NOTICE], reviewer="李四", reason="电话换了", gate=passes)
    page = plain(await (await client.get("/desk/consequences")).text())
    assert "发布第 2 号，此前是第 1 号" in page and "电话换了" in page
    assert "7654321" in page and kept.number in page and "用到它们的答复（1）" in page
    home = plain(await (await client.get("/desk/")).text())
    assert "最近 30 天发出的答复里有 1 份用到了" in home
    # what is said now was said after the release began to serve
    store.keep(said(fact.id, topic="contact"))
    assert "用到它们的答复（1）" in plain(await (await client.get("/desk/consequences")).text())


async def test_a_receipt_opens_a_year_later_and_its_release_stays(client: Client, tmp_path: Path) -> None:
    assert client.app is not None
    url = f"sqlite:///{tmp_path / 'talk.db'}"
    a_year_ago = Receipts(url, 400, clock=lambda: time.time() - 366 * A_DAY)
    kept = a_year_ago.keep(said("years.college"))
    a_year_ago.close()
    today = Receipts(url, 400)
    assert today.purge() == 0
    today.close()
    response = await client.get(f"/a/{kept.number}")
    page = plain(await response.text())
    assert (
        response.status == 200 and "答复 years.college" in page and "第 1 号发布" in page and "2024年10月10日" in page
    )


def test_an_old_release_reads_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    seed(url, BOOK, gate=passes, serves=unfit)
    first = sources(url, 1)
    less = tmp_path / "less"
    write_folder({name: source for name, source in book().items() if name != NOTICE}, less)
    seed(url, less, gate=passes, serves=unfit)
    assert NOTICE not in load_release(url)[1].notices
    assert sources(url, 1).sources == first.sources and NOTICE in load_release(url, 1)[1].notices


async def test_what_is_due(client: Client, staff: object) -> None:
    await sign_in(client, "editor")
    page = plain(await (await client.get("/desk/due")).text())
    assert "该复核的" in page and "等新通知的" in page and "按种类推算" in page
