"""What is written for the group that a question names leads; without a group, what is written for everybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from policies_kb.answering import Answerer
from policies_kb.loading import load_knowledge_base
from policies_kb.model.question import Part, Question, TopicGuess

CASES = yaml.safe_load((Path(__file__).parent / "groups.yml").read_text(encoding="utf-8"))
DAY = date(2024, 4, 25)


@pytest.fixture(scope="module")
def brain() -> Answerer:
    return Answerer(load_knowledge_base())


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_rule_of_the_group_leads(case: dict[str, str], brain: Answerer) -> None:
    reading = brain.reader.read(case["text"])
    part = Part(reading.text, (TopicGuess(case["topic"], 0.95),))
    scope = reading.scope_on(DAY)
    answer = brain.answer(Question(reading.text, DAY, scope, (part,), named=scope))
    assert answer.statements[0].facts[0].id == case["leads"]
