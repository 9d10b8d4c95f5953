"""Rules applied to whoever asks: each case is a question on a topic and a day, with the verdict or the lack of one.

``says``: pieces that the verdict's own words hold (the responses of domain.yml, filled); ``none: true``: no verdict
may be given. ``opens``: the first words about a window; "" where it has
no yes or no. ``binds``/``not_facts``: whom the rule is for, and facts that must not be told.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.answering import Answerer
from policies_kb.eligibility.telling import tell
from policies_kb.loading import load_knowledge_base
from policies_kb.model.answer import Answer
from policies_kb.model.question import Part, Question, TopicGuess

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = [
    {**case, "file": path.stem}
    for path in sorted((HERE / "cases").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
RESPONSES = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]


@pytest.fixture(scope="module")
def brain() -> Answerer:
    return Answerer(load_knowledge_base())


def ask(case: dict[str, Any], brain: Answerer) -> Answer:
    day = date.fromisoformat(str(case["day"]))
    reading = brain.reader.read(case["text"])
    told = tell(case["text"], brain.reader, day).values
    part = Part(reading.text, (TopicGuess(case["topic"], 0.95),))
    scope = reading.scope_on(day)
    question = Question(
        reading.text, day, scope, (part,), named=scope, asker={**case.get("before", {}), **told}, told=frozenset(told)
    )
    return brain.answer(question)


def verdicts(answer: Answer) -> list[str]:
    return [
        RESPONSES[f"utter_{applied.phrase}"][0]["text"].format(**dict(applied.values))
        for statement in answer.statements
        for applied in statement.applied
    ]


def opening(answer: Answer) -> str:
    """The words before a window, where no more is asked than whether something may still be done."""
    window = answer.statements[0].window if answer.statements else None
    if window is None or not window.whether:
        return ""
    return str(RESPONSES[f"utter_window_may_{window.state}"][0]["text"])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['file']}-{case['text']}" for case in CASES])
def test_what_a_rule_comes_to(case: dict[str, Any], brain: Answerer) -> None:
    answer = ask(case, brain)
    said = verdicts(answer)
    if case.get("none"):
        assert said == []
    if "says" in case:
        assert said, "no verdict"
        for piece in case["says"]:
            assert piece in said[0]
    for piece in case.get("all_says", ()):
        assert piece in "".join(said)
    facts = {fact.id for statement in answer.statements for fact in statement.facts}
    assert not facts & set(case.get("not_facts", ()))
    assert set(case.get("facts", ())) <= facts
    if "first" in case:
        assert answer.statements[0].facts[0].id == case["first"]
    if "asker" in case:
        assert [s.binding.asker for s in answer.statements if s.binding] == [case["asker"]]
    if case.get("no_window"):
        assert all(statement.window is None for statement in answer.statements)
    if "opens" in case:
        assert opening(answer).startswith(case["opens"]) if case["opens"] else not opening(answer)
    if "correction" in case:
        corrected = [s.correction.right for s in answer.statements if s.correction]
        assert corrected == ([case["correction"]] if case["correction"] else [])


def test_a_third_of_the_cases_may_not_be_compared() -> None:
    silent = [case for case in CASES if case.get("none")]
    assert len(CASES) >= 80
    assert len(silent) * 3 >= len(CASES)
