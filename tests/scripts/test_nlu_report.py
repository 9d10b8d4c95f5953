"""The report's own arithmetic, and what it withholds when a notice is left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from bot.gold.cases import Expectations
from bot.gold.judging import Judgement
from bot.gold.reply import Reply
from evaluation.rows import row_of
from policies_kb.loading import load_knowledge_base
from policies_kb.model.question import TopicGuess
from scripts.nlu_report.decisions import ANSWERED, DECLINED, OFFERED, SILENT, expected_of
from scripts.nlu_report.left_out import without_own_words
from scripts.nlu_report.phrases import Phrase
from scripts.nlu_report.section import OTHERS, confusion, confusion_chart
from scripts.nlu_report.topics import _bins, _error


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"must": [["1"]]}, ANSWERED),
        ({"not_stated": True}, SILENT),
        ({"clarify": ["region"]}, OFFERED),
        ({"out_of_scope": True}, DECLINED),
    ],
)
def test_what_a_case_expects(case: dict[str, Any], expected: str) -> None:
    row = row_of("", "", Expectations.model_validate(case), [], Reply(asked=""), Judgement())
    assert expected_of(row) == expected


def test_confusion_names_rows_and_columns() -> None:
    table = confusion(Counter({("answered", "answered"): 7, ("answered", "silent"): 2}))
    assert table[0].split()[-2:] == ["answered", "silent"]
    assert table[1].split() == ["answered", "7", "2"]


def test_a_notice_left_out_keeps_its_facts_and_loses_its_words() -> None:
    base = load_knowledge_base()
    notice = next(iter(base.notices.values()))
    left = without_own_words(base, notice)
    bare = left.notices[notice.id].record
    assert [fact.id for fact in bare.facts] == [fact.id for fact in notice.record.facts]
    assert not any(fact.asks for fact in bare.facts)
    others = [other for other in base.notices.values() if other is not notice]
    assert all(left.notices[other.id].record == other.record for other in others)
    assert len(left.reference.words.points) <= len(base.reference.words.points)


def test_confusion_is_drawn_with_the_rest_as_one_column() -> None:
    pairs = Counter({("a", "a"): 8, ("a", "b"): 2, ("b", "b"): 5, ("b", "c"): 4, ("b", "d"): 1, ("c", "c"): 9})
    drawn = confusion_chart("混淆", pairs, most=2).drawn
    assert set(re.findall(r'data-series="([^"]+)"', drawn)) == {
        f"{row} → {to}" for row in "ab" for to in ("a", "b", OTHERS)
    }
    assert sorted(re.findall(r">(\d+)<", drawn)) == ["2", "5", "5", "8"]


def test_calibration_is_the_mean_distance_of_what_was_said_and_what_was_right() -> None:
    phrase = Phrase("", "", "x")
    guessed = [(phrase, (TopicGuess("x", said),)) for said in (0.91, 0.93, 0.25, 0.25)]
    bins = _bins(guessed, [True, True, False, True])
    assert [(number, held, count) for number, _, held, count in bins] == [(2, 0.5, 2), (9, 1.0, 2)]
    assert _error(bins) == pytest.approx((2 * 0.25 + 2 * 0.08) / 4)
