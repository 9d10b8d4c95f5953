"""The training phrases, the domain and the topic catalogue speak of the same things, and of nothing they must not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.gold.cases import Dialogue, Question, Story, load
from policies_kb.reference import load_reference

ROOT = Path(__file__).parent.parent.parent
LONGER_THAN_TALK = 5  # characters
LEAST_PHRASES = 25
FORBIDDEN = {
    "policies_kb": {"rasa", "rasa_sdk", "aiohttp", "bot", "actions"},
    "actions": {"rasa", "aiohttp", "bot"},
}


def phrases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            listed = [line[2:].strip() for line in entry["examples"].splitlines() if line.startswith("- ")]
            found.setdefault(entry["intent"], []).extend(listed)
    return found


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def test_every_topic_is_an_intent_and_every_intent_has_phrases() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(load_reference().topics) <= set(domain["intents"])
    assert set(phrases()) == set(domain["intents"])


def test_topics_have_enough_phrases() -> None:
    trained = phrases()
    assert [t for t in load_reference().topics if len(trained[t]) < LEAST_PHRASES] == []


def test_no_phrase_belongs_to_two_intents() -> None:
    owners = Counter(phrase for listed in phrases().values() for phrase in set(listed))
    assert [phrase for phrase, count in owners.items() if count > 1] == []


def gold() -> set[str]:
    """Everything that a person says in the gold cases; a greeting or 谢谢 is nobody's question."""
    folder = ROOT / "evaluation"
    said: list[str] = []
    for question in load(Question, [*folder.glob("questions/cases/*.yml"), folder / "questions" / "kinds.yml"]):
        said += question.turns
    for dialogue in load(Dialogue, [folder / "dialogues" / "cases.yml"]):
        said += [turn.say for turn in dialogue.dialogue]
    said += [story.story for story in load(Story, [folder / "eligibility" / "cases.yml"])]
    return {plain(text) for text in said if len(plain(text)) > LONGER_THAN_TALK}


def written(value: object) -> Iterator[str]:
    """Every text in a data file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (*written(key), *written(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from written(inner)
    elif isinstance(value, str):
        yield value


def test_no_gold_question_is_a_training_phrase() -> None:
    trained = {plain(phrase) for listed in phrases().values() for phrase in listed}
    assert gold() & trained == set()


def test_no_gold_question_is_an_example_of_a_word() -> None:
    """Words with examples are mended by kinds: an example that is a gold question would be a case of its own."""
    files = [path for path in (ROOT / "policies_kb").rglob("*.yml") if "notices" not in path.parts]
    texts = {plain(text) for path in files for text in written(yaml.safe_load(path.read_text(encoding="utf-8")))}
    assert gold() & texts == set()


@pytest.mark.parametrize("package", FORBIDDEN)
def test_arrows_point_one_way(package: str) -> None:
    wrong = []
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in FORBIDDEN[package]]
    assert wrong == []
