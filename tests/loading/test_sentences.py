"""The sentence of every kind of fact, as sentences.yml states it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter

from policies_kb.loading.sentences import sentence
from policies_kb.model.facts import AnyFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import load_reference

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8")
)
FACT: TypeAdapter[AnyFact] = TypeAdapter(AnyFact)


def head(paths: list[str]) -> NoticeHead:
    coverage = {"regions": ["某县"], "paths": paths, "levels": ["初级"], "series_mode": "any"}
    return NoticeHead.model_validate(
        {
            "id": "notice",
            "title": "通知",
            "short_name": "通知",
            "issuer": "某局",
            "line": "line",
            "round": 2024,
            "issued": "2024-04-12",
            "coverage": coverage,
        }
    )


@pytest.mark.parametrize(("kind", "case"), [(kind, case) for kind, cases in CASES.items() for case in cases])
def test_the_sentence_of_a_fact(kind: str, case: dict[str, Any]) -> None:
    fact = FACT.validate_python({"id": "a.fact", "topic": "topic", "clause": "一", "quote": "原文一句", **case["fact"]})
    assert fact.kind == kind
    assert sentence(fact, head(case.get("paths", ["chuding"])), load_reference()) == case["says"]


def test_every_kind_has_a_case() -> None:
    members = get_args(get_args(AnyFact)[0])
    kinds = {kind for member in members for kind in get_args(member.model_fields["kind"].annotation)}
    assert kinds == set(CASES)
