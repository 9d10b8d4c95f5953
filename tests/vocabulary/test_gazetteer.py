"""What the gazetteer hears in everyday words, typing errors and homophones, and what it must pass over."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policies_kb.reference import load_reference
from policies_kb.vocabulary import build_gazetteer

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))
GAZETTEER = build_gazetteer(load_reference())


def found_in(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mention in GAZETTEER.find(text):
        if not mention.weak:
            found.setdefault(mention.entity, []).append(mention.value)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_finds(case: dict[str, Any]) -> None:
    assert found_in(case["text"]) == case["finds"]


@pytest.mark.parametrize("region", load_reference().regions.values(), ids=lambda region: region.name)
def test_every_form_of_a_region_names_it_alone(region: Any) -> None:
    for surface in {region.name, region.short, *region.aliases}:
        assert found_in(surface).get("region") == [region.name], surface


def test_a_word_that_only_sounds_alike_scores_less_than_a_written_one() -> None:
    (written,) = GAZETTEER.find("库尔勒")
    (heard,) = GAZETTEER.find("库耳勒")
    assert heard.value == written.value
    assert heard.score < written.score == 1.0


def test_a_weak_word_is_marked() -> None:
    (mention,) = GAZETTEER.find("老师")
    assert (mention.entity, mention.weak) == ("series", True)


WORDS = st.sampled_from("焉耆轮台档案人事初定中专科阿市a１，😀")


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14).map("".join))
def test_every_mention_is_a_piece_of_the_message_and_written_pieces_do_not_overlap(text: str) -> None:
    mentions = GAZETTEER.find(text)
    spans = sorted({(mention.start, mention.end) for mention in mentions})
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
