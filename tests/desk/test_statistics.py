"""The page of figures, its sums, and files in which nothing runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.oversight.csv_file import cell
from bot.desk.oversight.sums import sums
from bot.desk.stores import FIGURES
from bot.figures import Counted, Tally
from bot.staff.accounts import Accounts
from policies_kb.reference import load_reference
from policies_kb.today import today

from .conftest import Client, sign_in
from .talking import Clerk, plain

FIRST, LAST = date(2001, 3, 1), date(2001, 3, 3)


def tally(
    status: str, topic: str = "years", day: str = "2001-03-01", *, silent: bool = False, first: bool = True
) -> Tally:
    return Tally(day, "wechat", status, topic, "轮台县", "", silent, first)


def test_what_counts_as_a_question_and_what_as_unanswered() -> None:
    found = sums(
        [
            Counted(tally("answered"), 5),
            Counted(tally("partial"), 2),
            Counted(tally("partial", "retired", silent=True, first=False), 2),
            Counted(tally("not_stated", "retired", "2001-03-03", silent=True), 3),
            Counted(replace(tally("answered", "diploma"), aspects="lost,language"), 2),
            Counted(tally("no_notice", ""), 1),
            Counted(tally("clarify", ""), 4),
            Counted(tally("small_talk", ""), 6),
        ],
        FIRST,
        LAST,
    )
    assert (found.questions, found.unanswered, found.turns) == (13, 4, 23)
    assert [(day.key, day.questions, day.unanswered) for day in found.days] == [
        ("2001-03-01", 10, 1),
        ("2001-03-02", 0, 0),
        ("2001-03-03", 3, 3),
    ]
    assert {line.key: (line.questions, line.unanswered) for line in found.topics} == {
        "years": (7, 0),
        "retired": (5, 5),
        "diploma": (2, 0),
        "": (1, 1),
    }
    assert [(one.topic, one.aspect, one.region, one.questions) for one in found.silences] == [
        ("retired", "", "轮台县", 5),
        ("diploma", "lost", "轮台县", 2),
        ("diploma", "language", "轮台县", 2),
    ]
    assert {line.key: line.questions for line in found.statuses}["clarify"] == 4


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://example.com","点")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "　=1",
        " =1",
        "|calc",
        "%0A",
    ],
)
def test_nothing_in_a_file_begins_like_a_formula(typed: str) -> None:
    assert cell(typed) == "'" + typed


@pytest.mark.parametrize(("value", "written"), [(-3, "-3"), (7, "7"), (None, ""), ("轮台县", "轮台县"), ("a=1", "a=1")])
def test_the_rest_is_written_as_it_is(value: object, written: str) -> None:
    assert cell(value) == written


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff"), "else Excel takes it for another encoding"
    return list(csv.reader(io.StringIO(text[1:])))


async def test_the_page_and_its_files(client: Client, staff: Accounts) -> None:
    assert client.app is not None
    figures = client.app[FIGURES]
    now = today().isoformat()
    figures.put_card(1, [Tally(now, "desk", "not_stated", "retired", "轮台县", "", True, True, 2)])
    figures.put_card(2, [Tally(now, "desk", "answered", "contact", "焉耆县", "", False, True, 2)])
    figures.put_card(4, [Tally(now, "desk", "answered", "diploma", "轮台县", aspects="lost")])
    diploma = load_reference().topics["diploma"].name
    figures.put_card(3, [Tally(now, "=1+1", "answered", "", "=cmd|'/c calc'!A0", "")])
    await sign_in(client, "approver")
    page = plain(await (await client.get("/desk/statistics")).text())
    assert "没答上 1（25.0%）" in page and "退休人员能否申报 整个事项 轮台县" in page
    one = plain(await (await client.get("/desk/statistics?region=轮台县")).text())
    assert "没答上 1（50.0%）" in one
    turns = rows(await (await client.get("/desk/statistics/turns.csv")).text())
    assert (
        turns[0][:3] == ["日期", "入口", "结果"]
        and [now, "电话", "通知没写", "退休人员能否申报", "轮台县", "", "是", "整个事项", "2", "1"] in turns
    )
    assert any("'=cmd|'/c calc'!A0" in row and "'=1+1" in row for row in turns)
    response = await client.get("/desk/statistics/silences.csv")
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert rows(await response.text())[1:] == [
        [diploma, "丢失、损坏后怎么补办", "轮台县", "", "1"],
        ["退休人员能否申报", "整个事项", "轮台县", "", "1"],
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=gestern", "日期没有看懂"),
        (f"first={today()}&last={today() - timedelta(days=1)}", "请调换过来"),
        ("first=2001-01-01&last=2020-01-01", "一次最多看"),
    ],
)
async def test_days_that_cannot_be_shown(client: Client, staff: Accounts, query: str, said: str) -> None:
    await sign_in(client, "editor")
    for path in ("/desk/statistics", "/desk/statistics/turns.csv"):  # a file that cannot be made leads to the page
        response = await client.get(f"{path}?{query}")
        assert response.status == 422 and said in await response.text(), path


async def test_the_record_as_a_file(client: Client, staff: Accounts) -> None:
    await sign_in(client, "admin")
    found = rows(await (await client.get("/desk/record.csv")).text())
    assert found[0] == ["序号", "时间", "登录名", "做了什么", "对象"]
    assert [row[3] for row in found[-2:]] == ["登录", "下载记录"]
    assert [int(row[0]) for row in found[1:]] == sorted(int(row[0]) for row in found[1:])


async def test_a_call_is_counted_when_it_is_closed(clerk: Clerk) -> None:
    await clerk.posts("scope", region="轮台县", day="2024-10-10")
    await clerk.posts("outcome", outcome="answered", note="", q="轮台咨询电话")
    assert clerk.client.app is not None
    found = clerk.client.app[FIGURES].counted(today(), today())
    assert [(one.tally.door, one.tally.status, one.tally.topic, one.tally.region) for one in found] == [
        ("desk", "answered", "contact", "轮台县")
    ]
