"""A word from the list of misses: tried, proposed by one person, released by another, in effect without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.desk.misses import Miss
from bot.desk.stores import MISSES
from bot.desk.words import pages
from bot.desk.words.cases import cases
from bot.desk.words.trying import answered, tried
from bot.gold.cases import Dialogue, Question
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.loading import Problem
from policies_kb.releases import current as current_release
from policies_kb.releases import seed
from policies_kb.serving import Snapshot, current, refresh, serve
from policies_kb.store import unfit
from policies_kb.wordbook import Kind, Word

from .conftest import PASSWORD, Client, sign_in, token
from .talking import plain

BOOK = Path(__file__).parents[1] / "book"
DAY = date(2024, 10, 10)
ASKED = "梨木屯大专要干几年"
VILLAGE = Word(say="梨木屯", kind=Kind.REGION, value="轮台县")
FORM = {"say": "梨木屯", "means": "region:轮台县", "read_as": "", "question": ASKED}


def passes(_sources: object) -> list[Problem]:
    return []


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """Of the cases those of one file, so that a test tries few; the whole is counted below."""
    some = [case for case in cases() if isinstance(case, Question) and case.id.startswith("vlt-")][:20]
    assert some
    monkeypatch.setattr(pages, "cases", lambda: some)
    return some


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The frozen notices as a release, which this process serves; what it served before serves afterwards."""
    before = current()
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    monkeypatch.setenv("ZC_KB_URL", url)
    seed(url, BOOK, gate=passes, serves=unfit)
    assert refresh() == 1
    yield url
    serve(before)


async def test_from_the_list_of_misses_into_service(
    client: Client, staff: Accounts, trained: None, few: list[Question], released: str
) -> None:
    assert client.app is not None
    misses = client.app[MISSES]
    misses.add([Miss("card:1", 1_795_936_530.0, "desk", "out_of_scope", ASKED)])
    (miss,) = misses.listed(settled=False)
    assert "不在已收录" in answered(current(), [ASKED], DAY).spoken

    await sign_in(client, "editor")
    assert f"/desk/words?miss={miss.number}" in await (await client.get("/desk/misses")).text()
    page = await (await client.get(f"/desk/words?miss={miss.number}")).text()
    assert f'value="{ASKED}"' in page
    form = {"csrf": await token(client, "/desk/words"), **FORM}
    shown = plain(await (await client.post("/desk/words", data={**form, "change": "try"})).text())
    assert "不在已收录" in shown and "满2年可以初定初级" in shown, "before and after"
    assert f"{len(few)} 道题和 0 段对话里，0 个的读法变了" in shown
    assert current_release(released) == 1, "trying touches nothing"
    assert (await client.post("/desk/words", data={**form, "change": "propose"})).status == 200
    again = await client.post("/desk/words", data={**form, "change": "propose"})
    assert again.status == 422 and "等审核" in await again.text()
    assert (await client.post("/desk/words/1", data={**form, "state": "approved"})).status == 403

    client.session.cookie_jar.clear()
    await sign_in(client, "approver")
    page = plain(await (await client.get("/desk/words/1")).text())
    assert "满2年可以初定初级" in page and "editor" in page
    form = {"csrf": await token(client, "/desk/words/1")}
    assert (await client.post("/desk/words/1", data={**form, "state": "refused"})).status == 422
    assert (await client.post("/desk/words/1", data={**form, "state": "approved"})).status == 200
    assert refresh() == 2
    assert "满2年可以初定初级" in answered(current(), [ASKED], DAY).spoken
    page = plain(await (await client.get("/desk/words")).text())
    assert "已发布（第 2 号） approver" in page and "没有改已经说过的话" in plain(
        await (await client.get("/desk/consequences")).text()
    )
    late = await client.post("/desk/words/1", data={**form, "state": "approved"})
    assert late.status == 422 and "已经有人处理" in await late.text()


async def test_nobody_approves_their_own(
    client: Client, staff: Accounts, trained: None, few: list[Question], released: str
) -> None:
    staff.accept(staff.invite("both", "两个角色", [Role.EDITOR, Role.APPROVER]), PASSWORD)
    await sign_in(client, "both")
    form = {"csrf": await token(client, "/desk/words"), **FORM}
    await client.post("/desk/words", data={**form, "change": "propose"})
    response = await client.post("/desk/words/1", data={**form, "state": "approved"})
    assert response.status == 422 and "另一个人审核" in await response.text()
    assert current_release(released) == 1


async def test_a_word_that_makes_a_right_answer_wrong_is_not_released(
    client: Client, staff: Accounts, trained: None, few: list[Question], released: str
) -> None:
    await sign_in(client, "editor")
    form = {"csrf": await token(client, "/desk/words"), "say": "多久能定初级", "means": "topic:contact"}
    form["read_as"] = "咨询电话是多少"
    page = plain(await (await client.post("/desk/words", data={**form, "change": "try"})).text())
    assert "原来对，现在错" in page and "请换一个更具体的说法" in page and "提出，请人审核" not in page
    await client.post("/desk/words", data={**form, "change": "propose"})
    client.session.cookie_jar.clear()
    await sign_in(client, "approver")
    form = {"csrf": await token(client, "/desk/words/1"), "state": "approved"}
    response = await client.post("/desk/words/1", data=form)
    assert response.status == 422 and "不能发布" in await response.text()
    assert current_release(released) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"say": "轮台"}, "已经认得"),
        ({"say": "x"}, "2到20个字"),
        ({"means": ""}, "请选"),
        ({"means": "topic:none"}, "请选"),
        ({"means": "planet:火星"}, "请选"),
    ],
)
async def test_what_cannot_be_proposed(
    client: Client, staff: Accounts, trained: None, changed: dict[str, str], said: str
) -> None:
    await sign_in(client, "editor")
    form = {"csrf": await token(client, "/desk/words"), **FORM, **changed, "change": "propose"}
    response = await client.post("/desk/words", data=form)
    assert response.status == 422 and said in await response.text()


def test_of_a_dialogue_every_message_is_tried(trained: None) -> None:
    dialogues = [case for case in cases() if isinstance(case, Dialogue)]
    asked = next(turn.say for case in dialogues for turn in case.dialogue[1:] if "继续教育证" in turn.say)
    word = Word(say="证从哪弄", kind=Kind.TOPIC, value="contact", read_as="咨询电话是多少")
    found = tried(current(), word, "", DAY, dialogues)
    (worse,) = found.worse
    assert worse.asked == asked and worse.before
    assert (found.questions, found.dialogues, found.read_otherwise) == (0, len(dialogues), 1)
    assert not found.may_be_released


def test_all_cases_of_the_repository_are_tried(trained: None) -> None:
    assert len(cases()) > 2000
    found = tried(current(), VILLAGE, ASKED, DAY, cases())
    assert found.questions > 2000 and found.dialogues > 30
    assert (found.read_otherwise, found.may_be_released) == (0, True)
    assert found.question is not None and found.question.was != found.question.now
    assert isinstance(current(), Snapshot) and not current().base.wordbook.words
