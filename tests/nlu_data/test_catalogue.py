"""The training phrases, the domain and the topic catalogue speak of the same things, and of nothing they must not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from policies_kb.reference import load_reference

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT.parent / "shared" / "eval" / "dev"
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


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold questions are not on this machine")
def test_no_gold_question_is_a_training_phrase() -> None:
    trained = {plain(phrase) for listed in phrases().values() for phrase in listed}
    gold = [
        turn
        for path in GOLD.glob("q_*.yaml")
        for case in yaml.safe_load(path.read_text("utf-8"))
        for turn in case["turns"]
    ]
    # a greeting or 谢谢 is nobody's question
    assert [turn for turn in gold if len(plain(turn)) > 5 and plain(turn) in trained] == []


@pytest.mark.parametrize("package", FORBIDDEN)
def test_arrows_point_one_way(package: str) -> None:
    wrong = []
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in FORBIDDEN[package]]
    assert wrong == []
