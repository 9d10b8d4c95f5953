"""What must not work: foreign forms, files that are not what they say, one's own approval, another version."""

from __future__ import annotations

import json

import pytest

from bot.desk.notices.states import State
from bot.desk.notices.work import safe_name
from bot.desk.stores import MANUSCRIPTS
from bot.staff.accounts import Accounts
from policies_kb.loading.source import digest
from policies_kb.reviewing import of_source
from policies_kb.serving import serving_base

from .conftest import Client, token
from .owning import Owner

NOTICE = "luntai-2024-chuding"
EDITOR_ROUTES = ("item", "edit", "typed", "add", "check", "submit", "withdraw", "discard")
APPROVER_ROUTES = ("approve", "return")


@pytest.fixture
def owner(client: Client, staff: Accounts) -> Owner:
    return Owner(client)


def correction(owner: Owner, by: str = "editor", *, state: State | None = None) -> int:
    """A manuscript of a notice that serves; handed to the second person where ``state`` says so."""
    assert owner.client.app is not None
    store = owner.client.app[MANUSCRIPTS]
    source = serving_base().sources[NOTICE]
    made = store.correct(of_source(source), digest({NOTICE: source}), "轮台", by)
    if state is State.IN_REVIEW:
        told = {"submitted_by": by, "submitted_digest": made.digest}
        store.move(made.number, by, State.EDITING, state, kind="submitted", said="提交审核", **told)
    return made.number


# files: tests/security/attacks/upload.yml has those that are refused


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\通知\\和静.docx", "和静.docx"),
        ("..", "通知"),
        ("...txt", "txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ('<img src=x onerror="alert(1)">.txt', "img src=x onerror=alert(1).txt"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
    ],
)
def test_a_files_name_is_no_path_and_no_markup(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


async def test_what_a_document_says_is_shown_and_not_run(owner: Owner) -> None:
    await owner.signs_in("editor")
    number = correction(owner)
    assert owner.client.app is not None
    store = owner.client.app[MANUSCRIPTS]
    found = store.one(number)
    assert found.review is not None
    hostile = '"><script>alert(1)</script>'
    fact = found.review.content.facts[0]
    values = {"item": f"fact:{fact['id']}", "seen": "1", "f-say": hostile, "f-quote": hostile}
    await owner.posts(f"/{number}/edit", **values)
    await owner.posts(f"/{number}/note", text=hostile)
    page = await (await owner.client.get(f"/desk/notices/{number}")).text()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


async def test_the_original_is_saved_and_never_shown(owner: Owner) -> None:
    await owner.signs_in("editor")
    assert owner.client.app is not None
    made = owner.client.app[MANUSCRIPTS].upload("网页.html", b"<script>alert(1)</script>", "editor")
    response = await owner.client.get(f"/desk/notices/{made.number}/original")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        response.content_type == "application/octet-stream" and "sandbox" in response.headers["Content-Security-Policy"]
    )


# forms


@pytest.mark.parametrize("name", ["editor", "approver"])
async def test_a_form_from_elsewhere_changes_nothing(owner: Owner, name: str) -> None:
    await owner.signs_in(name)
    number = correction(owner)
    for path in (*(APPROVER_ROUTES if name == "approver" else EDITOR_ROUTES), "note"):
        for headers in ({}, {"Origin": "https://evil.example"}):
            form = {"csrf": await token(owner.client, "/desk/")} if headers else {}
            response = await owner.client.post(f"/desk/notices/{number}/{path}", data=form, headers=headers)
            assert response.status == 403, f"{path} {headers}"
    assert owner.version(number) == 1


async def test_an_upload_from_elsewhere_is_not_kept(owner: Owner) -> None:
    await owner.signs_in("editor")
    response = await owner.uploads("通知.txt", b"text", csrf="stale")
    assert response.status == 403
    assert owner.client.app is not None and owner.client.app[MANUSCRIPTS].all() == []


async def test_who_may_not_upload_sends_nothing(owner: Owner) -> None:
    for role in ("clerk", "supervisor", "admin", "approver"):
        await owner.signs_in(role)
        response = await owner.uploads("通知.txt", b"text")
        assert response.status == 403, role
    assert owner.client.app is not None and owner.client.app[MANUSCRIPTS].all() == []


async def test_who_may_not_release_releases_nothing(owner: Owner) -> None:
    number = correction(owner, state=State.IN_REVIEW)
    for role in ("clerk", "supervisor", "admin", "editor"):
        await owner.signs_in(role)
        assert (await owner.approves(number)).status == 403, role
        assert (await owner.goes_back(number="1", reason="我要")).status == 403, role
    assert owner.client.app is not None
    assert owner.client.app[MANUSCRIPTS].one(number).state is State.IN_REVIEW


async def test_whoever_wrote_it_does_not_approve_it_with_both_roles(owner: Owner, staff: Accounts) -> None:
    from bot.staff.roles import Role

    staff.set_roles("approver", [Role.EDITOR, Role.APPROVER])
    number = correction(owner, "approver", state=State.IN_REVIEW)
    await owner.signs_in("approver")
    response = await owner.approves(number)
    assert response.status == 422 and "不能自己审核" in await response.text()


async def test_what_was_changed_after_it_was_seen_is_not_approved(owner: Owner) -> None:
    number = correction(owner, state=State.IN_REVIEW)
    await owner.signs_in("approver")
    page = await (await owner.client.get(f"/desk/notices/{number}")).text()
    assert owner.client.app is not None
    store = owner.client.app[MANUSCRIPTS]
    seen = store.one(number)
    assert seen.digest[:16] in page and seen.review is not None
    store.move(number, "editor", State.IN_REVIEW, State.EDITING, kind="withdrawn", said="")
    changed = seen.review.content.having(boilerplate=[])
    back = store.one(number)
    review = back.review
    assert review is not None
    store.save(number, back.version, review.deciding("head:notice", None, changed), "editor", item="", said="改了")
    now = store.one(number)
    told = {"submitted_by": "editor", "submitted_digest": now.digest}
    store.move(number, "editor", State.EDITING, State.IN_REVIEW, kind="submitted", said="", **told)
    response = await owner.approves(number, digest=seen.digest)
    assert response.status == 422 and "稿件改过了" in await response.text()


async def test_a_decision_on_an_old_page_is_not_saved_over_anothers(owner: Owner, staff: Accounts) -> None:
    from bot.staff.roles import Role

    staff.accept(staff.invite("second", "王五", [Role.EDITOR]), "九月的棉花地很白很软")
    number = correction(owner)
    key = "fact:window.apply"
    await owner.signs_in("editor")
    first = await owner.posts(f"/{number}/edit", item=key, seen="1", **{"f-note": "张三的话"})
    assert first.status == 303
    await owner.signs_in("second")
    late = await owner.posts(f"/{number}/edit", item=key, seen="1", **{"f-note": "王五的话"})
    said = await late.text()
    assert late.status == 422 and "张三的话" in said and "editor" in said  # who changed what
    assert "王五的话" in said  # and what was typed is still there
    other = next(item for item in owner.items(number) if item.key.startswith("fact:contact"))
    assert (await owner.posts(f"/{number}/edit", item=other.key, seen="1", **{"f-note": "别的一条"})).status == 303
    notes = {fact["id"]: fact.get("note") for fact in _facts(owner, number)}
    assert notes["window.apply"] == "张三的话"


async def test_what_has_been_handed_on_is_changed_by_nobody(owner: Owner) -> None:
    number = correction(owner, state=State.IN_REVIEW)
    await owner.signs_in("editor")
    response = await owner.posts(f"/{number}/edit", item="fact:window.apply", seen="2", **{"f-note": "悄悄地"})
    assert "现在不能改" in await response.text()
    assert "悄悄地" not in json.dumps(_facts(owner, number), ensure_ascii=False, default=str)


def _facts(owner: Owner, number: int) -> list[dict[str, object]]:
    assert owner.client.app is not None
    review = owner.client.app[MANUSCRIPTS].one(number).review
    assert review is not None
    return review.content.facts
