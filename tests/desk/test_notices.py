"""From a file to a live notice: upload, draft, review, a second person, release, correction, going back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.stores import MANUSCRIPTS
from bot.staff.accounts import Accounts
from policies_kb.loading import NOTICES
from policies_kb.releases import Original, current, log, original, seed, sources
from policies_kb.releases.originals import named
from policies_kb.serving import current as serving
from policies_kb.serving import refresh, serve, serving_base

from .conftest import Client
from .owning import SISTER, Owner
from .plain_words import ids_shown

NOTICE = "hejing-2025-chuding"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with the five notices released; what serves in this process is put back at the end."""
    before = serving()
    url = f"sqlite:///{tmp_path / 'book.sqlite'}"
    seed(url, NOTICES, gate=lambda _: [])
    monkeypatch.setenv("ZC_KB_URL", url)
    refresh()
    yield url
    serve(before)


@pytest.fixture
def owner(client: Client, staff: Accounts, book: str) -> Owner:
    return Owner(client)


async def test_from_a_file_to_a_live_notice_by_two_people(owner: Owner, staff: Accounts, book: str) -> None:
    content = SISTER.read_bytes()
    await owner.signs_in("editor")
    response = await owner.uploads("和静县通知.txt", content)
    assert (response.status, response.headers["Location"]) == (303, "/desk/notices/1")
    assert (await owner.client.get("/desk/notices/1")).status == 200
    await owner.waits(1)
    assert "还有" in await owner.sees("/1")
    assert shown_ids(owner, await (await owner.client.get("/desk/notices/1")).text()) == set()
    assert "还有" in await (await owner.posts("/1/submit")).text()
    await owner.settles(1)
    assert all(item.settled for item in owner.items(1))
    assert "先检查" in await (await owner.posts("/1/submit")).text()
    assert (await owner.hands_on(1)).status == 303
    assert (await owner.approves(1)).status == 403

    await owner.signs_in("approver")
    assert (await owner.approves(1, digest="0" * 64)).status == 422
    assert current(book) == 1
    assert (await owner.approves(1)).status == 303
    await owner.waits(1)
    assert current(book) == 2 and "已发布：第 2 号" in await owner.sees("/1")
    made = log(book)[0].release
    assert (made.author, made.reviewer, made.reason) == ("editor", "approver", "新增通知")
    source = sources(book).sources[NOTICE]
    told = named(source)
    assert told is not None and (told.name, told.kind) == ("和静县通知.txt", "txt")
    kept = original(book, told.digest)
    assert isinstance(kept, Original) and (kept.content, kept.by) == (content, "editor")

    assert serving().release == 1 and refresh() == 2 and serving().release == 2
    page = await (await owner.client.get(f"/notices/{NOTICE}")).text()
    assert "查看原件" in page
    response = await owner.client.get(f"/notices/{NOTICE}/original")
    assert await response.read() == content and "attachment" in response.headers["Content-Disposition"]

    actions = {line.action for line in staff.record(500, None)}
    assert actions >= {"upload_notice", "edit_notice", "check_notice", "submit_notice", "approve_notice"}


async def test_a_correction_of_one_fact_goes_the_same_way_and_can_be_taken_back(owner: Owner, book: str) -> None:
    await owner.signs_in("editor")
    response = await owner.posts("/correct", notice="luntai-2024-chuding")
    assert response.headers["Location"] == "/desk/notices/1"
    assert all(item.settled for item in owner.items(1))
    fact = next(item for item in owner.items(1) if item.key.startswith("fact:contact"))
    typed = {"item": fact.key, "seen": str(owner.version(1)), "f-note": "请在工作时间打。"}
    assert (await owner.posts("/1/edit", **typed)).status == 303
    assert next(item for item in owner.items(1) if item.key == fact.key).mark == "更正"
    assert (await owner.hands_on(1)).status == 303
    await owner.signs_in("approver")
    assert (await owner.approves(1, "更正电话")).status == 303
    await owner.waits(1)
    assert current(book) == 2, await owner.sees("/1")
    assert "请在工作时间打" in sources(book).sources["luntai-2024-chuding"].files["record.yml"]

    back = {"number": "1", "reason": ""}
    assert "要写明理由" in await (await owner.goes_back(**back)).text()
    assert (await owner.goes_back(**back | {"reason": "写错了"})).status == 303
    assert current(book) == 1 and log(book)[0].reason == "写错了"


async def test_what_the_gate_refuses_is_told_with_its_place(owner: Owner, book: str) -> None:
    await owner.signs_in("editor")
    await owner.posts("/correct", notice="luntai-2024-chuding")
    window = next(item for item in owner.items(1) if item.key == "fact:window.apply")
    typed = {"item": window.key, "seen": "1", "f-end": "2024-12-31"}
    told = await (await owner.posts("/1/typed", **typed)).text()
    assert "引用的原文里没有" in told and shown_ids(owner, told) == set()
    assert (await owner.posts("/1/edit", **typed)).status == 303
    assert (await owner.hands_on(1)).status == 422
    assert "引用的原文里没有" in await owner.sees("/1")
    page = await (await owner.client.get("/desk/notices/1")).text()
    assert "“时间段：网上申报”的截止" in page and shown_ids(owner, page) == set()
    assert current(book) == 1


async def test_what_changed_since_last_year_stands_side_by_side(owner: Owner, book: str) -> None:
    await owner.signs_in("editor")
    sister = SISTER.parent.parent.parent / "time" / "book" / "yanqi-2025-chuding" / "text.txt"
    response = await owner.uploads("焉耆2025.txt", sister.read_bytes())
    assert response.status == 303
    await owner.waits(1)
    page = await (await owner.client.get("/desk/notices/1")).text()
    assert "和上一份比" in page and '<mark class="figure">' in page
    assert "改动" in page and "2025年9月26日" in page
    assert shown_ids(owner, page) == set()
    window = "fact:window.apply"
    page = await (await owner.client.get(f"/desk/notices/1/edit?item={window}")).text()
    assert shown_ids(owner, page) == set()


def shown_ids(owner: Owner, page: str) -> set[str]:
    """The ids that an official would have to read."""
    assert owner.client.app is not None
    review = owner.client.app[MANUSCRIPTS].one(1).review
    assert review is not None
    return ids_shown(page, serving_base().reference, [fact["id"] for fact in review.content.facts])
