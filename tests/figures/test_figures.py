"""What is counted of a turn, that it is written with the turn or not at all, and that it names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.figures import Figures, Tally, tallies
from bot.figures.store import CODES
from bot.figures.tables import figure_table
from bot.runtime.event_log import EventLog, Overtaken
from evaluation.assistants import InProcess
from policies_kb.today import today

AT = 1_795_936_530.0  # an evening in Beijing
DAY = "2026-11-29"
FRAME = {"who": "我", "cases": {"我": {"scope": {"regions": ["轮台县"], "series": []}}}}
SAID: dict[str, Any] = {
    "event": "user",
    "timestamp": AT,
    "input_channel": "wechat",
    "parse_data": {"entities": [{"entity": "series", "value": "工程系列"}], "intent": {"name": "contact"}},
}


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[Figures]:
    store = Figures(f"sqlite:///{tmp_path / 'talk.db'}")
    yield store
    store.close()


def told(*customs: dict[str, Any]) -> list[tuple[str, str, bool, bool]]:
    return [(one.status, one.topic, one.silent, one.first) for one in tallies(SAID, customs, FRAME)]


@pytest.mark.parametrize(
    ("customs", "found"),
    [
        ([{"status": "answered", "topics": ["years"]}], [("answered", "years", False, True)]),
        ([{"status": "not_stated", "topics": ["retired"]}], [("not_stated", "retired", True, True)]),
        (
            [{"status": "partial", "topics": ["years", "retired"], "silent": ["retired"]}],
            [("partial", "years", False, True), ("partial", "retired", True, False)],
        ),
        ([{"status": "partial", "topics": [], "clause_only": True}], [("clause_only", "contact", False, True)]),
        ([{"status": "out_of_scope"}, {}], [("out_of_scope", "contact", False, True)]),
        ([{"status": "answered", "topics": ["made_up"]}], [("answered", "contact", False, True)]),
        ([{}], []),
        ([], []),
    ],
)
def test_of_a_turn(customs: list[dict[str, Any]], found: list[tuple[str, str, bool, bool]]) -> None:
    assert told(*customs) == found


def test_place_and_series_of_whom_the_turn_speaks() -> None:
    (one,) = tallies(SAID, [{"status": "answered", "topics": ["years"], "release": 4}], FRAME)
    assert (one.day, one.door, one.region, one.series, one.release) == (DAY, "wechat", "轮台县", "工程系列", 4)
    (bare,) = tallies({**SAID, "parse_data": {}}, [{"status": "clarify"}], None)
    assert (bare.region, bare.series, bare.topic) == ("", "", "")


@pytest.mark.parametrize(
    ("silent", "silent_on", "found"),
    [
        ([], {"diploma": ["lost"]}, [("diploma", False, "lost"), ("years", False, "")]),
        ([], {"diploma": ["language", "lost"]}, [("diploma", False, "lost,language"), ("years", False, "")]),
        (["diploma"], {"diploma": ["lost"]}, [("diploma", True, ""), ("years", False, "")]),
        ([], {"diploma": ["made_up"], "other": ["lost"]}, [("diploma", False, ""), ("years", False, "")]),
    ],
)
def test_an_aspect_that_is_not_stated_goes_with_its_topic(
    silent: list[str], silent_on: dict[str, list[str]], found: list[tuple[str, bool, str]]
) -> None:
    custom = {"status": "answered", "topics": ["diploma", "years"], "silent": silent, "silent_on": silent_on}
    assert [(one.topic, one.silent, one.aspects) for one in tallies(SAID, [custom], FRAME)] == found


def test_written_with_the_turn_or_not_at_all(figures: Figures) -> None:
    log = EventLog(figures.engine.url)
    one = Tally(DAY, "wechat", "answered", "years")
    log.append("somebody", [SAID], 0, tallies=[one])
    with pytest.raises(Overtaken):
        log.append("somebody", [SAID], 0, tallies=[one])
    log.append("somebody", [SAID], 1, tallies=[one])
    found = figures.counted(date.fromisoformat(DAY), date.fromisoformat(DAY))
    assert [(each.tally, each.count) for each in found] == [(one, 2)]
    log.delete("somebody")
    log.close()
    assert figures.counted(date.fromisoformat(DAY), date.fromisoformat(DAY))[0].count == 2, "a figure is of nobody"


def test_there_is_no_column_for_a_word_or_a_person() -> None:
    assert {column.name for column in figure_table.columns} == {"id", "card", *CODES}


def test_a_call_counts_as_it_was_closed_last(figures: Figures) -> None:
    figures.put_card(7, [Tally(DAY, "desk", "not_stated")])
    figures.put_card(7, [Tally(DAY, "desk", "answered")])
    figures.put_card(8, [Tally(DAY, "desk", "answered")])
    (one,) = figures.counted(date.fromisoformat(DAY), date.fromisoformat(DAY))
    assert (one.tally.status, one.count) == ("answered", 2)


def test_old_ones_go(figures: Figures) -> None:
    figures.put_card(1, [Tally("2001-01-01", "desk", "answered")])
    figures.put_card(2, [Tally("2999-01-01", "desk", "answered")])
    assert figures.purge(0) == 0
    assert figures.purge(800) == 1
    with figures.engine.connect() as connection:
        assert list(connection.scalars(sa.select(figure_table.c.day))) == ["2999-01-01"]


def test_a_turn_of_the_assistant_is_counted(assistant: InProcess) -> None:
    figures = Figures(assistant.store_url)
    before = {one.tally: one.count for one in figures.counted(today(), today())}
    assistant.say("figures", "轮台证书什么时候发，咨询电话多少", date(2024, 10, 10))
    assistant.say("figures", "你好", date(2024, 10, 10))
    assistant.say("figures", "轮台毕业证丢了怎么办", date(2024, 10, 10))
    after = figures.counted(today(), today())
    figures.close()
    new = {one.tally: one.count - before.get(one.tally, 0) for one in after if one.count > before.get(one.tally, 0)}
    assert set(new.values()) == {1}
    told = {(t.status, t.topic, t.region, t.silent, t.first, t.door) for t in new if not t.aspects}
    assert told == {
        ("partial", "certificate", "轮台县", True, True, "gateway"),
        ("partial", "contact", "轮台县", False, False, "gateway"),
        ("small_talk", "", "轮台县", False, True, "gateway"),
    }
    assert [(t.status, t.topic, t.silent, t.aspects) for t in new if t.aspects] == [
        ("answered", "diploma", False, "lost")
    ]
