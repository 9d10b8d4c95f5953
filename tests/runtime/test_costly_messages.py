"""No kind of message brings more work than others, counted in signs and sentences; what is not read is said."""

from __future__ import annotations

import re
import unicodedata

import pytest

from benchmarks.costly_messages import messages
from bot.runtime.conversation import _read
from bot.runtime.worth_reading import SENTENCES, SIGNS, said_once, worth_reading

KINDS = messages()


def test_the_kinds_are_as_large_as_a_door_takes_or_ask_as_often() -> None:
    assert len(KINDS) >= 14
    assert {"ligatures", "two_words", "lines_that_ask", "questions_joined"} <= set(KINDS)
    assert KINDS["ligatures"] == "ﷺ" * 4000
    assert KINDS["two_words"] == "烟七" * 2000
    assert KINDS["lines_that_ask"] == "焉耆几年\n" * 700
    assert KINDS["questions_joined"].count("？") == 89


@pytest.mark.parametrize(
    ("said", "once"),
    [
        ("啊" * 100, "啊啊啊"),
        ("好好好", "好好好"),
        ("焉耆几年\n" * 700, "焉耆几年\n" * 3),
        ("1" * 100, "1" * 100),  # a number is not another number
        ("我在轮台，大专，干了3年。", "我在轮台，大专，干了3年。"),
    ],
)
def test_what_is_said_again_and_again_is_read_a_few_times(said: str, once: str) -> None:
    assert said_once(said) == once


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_is_bounded_as_it_is_written_out(kind: str) -> None:
    read, _ = _read(KINDS[kind])
    assert len(unicodedata.normalize("NFKC", read)) <= SIGNS + 1
    assert len([one for one in re.split(r"[。？！；?!;\n]+", read) if one.strip()]) <= SENTENCES


def test_a_story_at_length_is_read_whole_and_a_longer_one_up_to_a_pause() -> None:
    story = "我在轮台县水管站，全日制大专，2022年7月毕业，2022年9月到岗，考核合格，普通话二乙，继续教育学时够了，"
    assert worth_reading(story * 7) == story * 7
    read, unread = _read(story * 7 + "能不能初定，" + "没有受过处分，" * 30 + story * 9)
    assert read.endswith("，")
    assert len(read) > SIGNS * 4 // 5
    assert unread > 0


@pytest.mark.parametrize("at", range(SIGNS - 20, SIGNS + 3))
def test_the_cut_leaves_no_part_of_a_number(at: int) -> None:
    number = "652801199003071233"
    letters = "".join(chr(0x4E00 + n) for n in range(at))
    read, _ = _read(letters + number + "号")
    assert not any(number[:length] in read for length in range(6, len(number) + 1))
