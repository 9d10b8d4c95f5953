"""Made-up phrases keep the shape of ours and lose what makes them ours; words are weighed by how much they are ours."""

from __future__ import annotations

from policies_kb.choosing.commonness import Commonness, words
from policies_kb.choosing.made_up import made_up

OURS = ["初定要几年", "职称申报要交什么材料", "评审费怎么交", "初定的材料交到哪里", "继续教育要多少学时"] * 4


def common() -> Commonness:
    return Commonness.of([words(text) for text in OURS])


def test_our_words_are_likelier_ours_than_everybodys() -> None:
    assert common().ratio("初定") > common().ratio("什么")
    assert common().ratio("地震") < 0 < common().ratio("职称")


def test_a_phrase_does_not_count_for_itself() -> None:
    single = Commonness.of([["初定"], ["职称"]])
    assert single.features(["初定"], own=True)[0] < single.features(["初定"])[0]


def test_made_up_phrases_are_the_same_every_time_and_not_ours() -> None:
    found = made_up(OURS, common())
    assert found == made_up(OURS, common())
    assert len(found) == len(OURS)
    assert sum("初定" in text for text in found) < sum("初定" in text for text in OURS)
