"""Languages, places and matters are recognised from data, and nothing is taken for another language that is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.questions import GROUPS
from policies_kb.languages import LANGUAGES, PINYIN, heard
from policies_kb.languages.data import TOPICS, name_of, names
from policies_kb.languages.letters import is_arabic, is_han
from policies_kb.reference import load_reference

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
NLU = Path(__file__).parents[2] / "data" / "nlu"
REFERENCE = load_reference()


@pytest.mark.parametrize("case", CASES["heard"], ids=lambda case: case["say"][:24])
def test_language_place_and_matter_are_heard(case: dict[str, Any]) -> None:
    found = heard(case["say"], REFERENCE)
    assert found is not None
    assert found.language == case["language"]
    assert list(found.places) == case.get("places", [])
    assert list(found.matters) == case.get("matters", [])
    assert found.mixed is case.get("mixed", False)
    assert found.thanks is case.get("thanks", False)


@pytest.mark.parametrize("text", CASES["not_heard"])
def test_what_is_no_other_language_is_left_alone(text: str) -> None:
    assert heard(text, REFERENCE) is None


def chinese() -> Iterator[str]:
    """What people ask in Chinese: the gold questions, and the phrases that the classifier learns from."""
    for path in (path for group in GROUPS.values() for path in group):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield from (str(turn) for turn in case.get("turns", ()))
    for path in sorted(NLU.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            yield from (line.removeprefix("- ") for line in str(entry.get("examples", "")).splitlines())


def test_nothing_that_is_asked_in_chinese_is_taken_for_another_language() -> None:
    asked = [text for text in dict.fromkeys(chinese()) if any(map(is_han, text))]
    assert len(asked) > 5000
    assert [text for text in asked if heard(text, REFERENCE)] == []


def test_every_place_of_the_reference_has_its_names() -> None:
    assert names().keys() == REFERENCE.regions.keys()
    for region in REFERENCE.regions.values():
        assert all(name_of(region, language) for language in LANGUAGES), region.name
        assert all(map(is_arabic, name_of(region, "ug").replace(" ", "")))


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != PINYIN])
def test_a_place_is_found_by_the_name_that_is_said_of_it(language: str) -> None:
    asking = {"ug": "{} تېلېفون نومۇرى قانچە", "ug-Latn": "{} telefon nomuri qanche", "en": "the phone number of {}"}
    for region in REFERENCE.regions.values():
        found = heard(asking[language].format(name_of(region, language)), REFERENCE)
        assert found is not None
        assert (found.language, found.places) == (language, (region.name,)), region.name


def test_matters_are_topics_of_the_reference() -> None:
    assert {topic for topics in TOPICS.values() for topic in topics} <= REFERENCE.topics.keys()
