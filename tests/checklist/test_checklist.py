"""A person's own checklist: the cases of cases.yml, and what holds for every notice and target."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.checklist import Checklist, Item, make_checklist
from policies_kb.eligibility import Applicant, Target
from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.facts import MaterialFact

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def everything(checklist: Checklist) -> list[Item]:
    return [*checklist.online, *checklist.paper, *checklist.by_unit]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], base: KnowledgeBase) -> None:
    person = Applicant.model_validate(case["person"])
    made = make_checklist(base.notices[case["notice"]], case["target"], person, case["day"])
    names = {item.fact.name for item in everything(made)}
    assert set(case.get("items", ())) <= names
    assert not set(case.get("lacks", ())) & names
    assert set(case.get("open", ())) <= {item.fact.name for item in everything(made) if item.only_for}
    if "posting" in case:
        assert made.posting is not None
        assert made.posting.day == case["posting"]
    if "ahead" in case:
        assert [stage.name for stage in made.ahead] == case["ahead"]
    if "routes" in case:
        assert len(made.routes) == len(case["routes"])
        assert all(words in fact.say for words, fact in zip(case["routes"], made.routes, strict=True))
    if "fees" in case:
        said = "".join(fact.say for fact in made.fees)
        assert len(made.fees) == len(case["fees"])
        assert all(amount in said for amount in case["fees"])
    if "fee" in case:
        assert not made.fees
        assert case["fee"] in made.fee_silence


def offered(base: KnowledgeBase) -> list[tuple[Notice, Target]]:
    return [
        (notice, target)
        for notice in base.notices.values()
        for target, path in base.reference.targets.items()
        if path.id in notice.head.coverage.paths
    ]


def test_who_says_nothing_of_themselves_loses_no_item(base: KnowledgeBase) -> None:
    for notice, target in offered(base):
        path = base.reference.targets[target].id
        made = make_checklist(notice, target, Applicant(), date(2024, 10, 1))
        listed = {
            fact.name
            for fact in notice.record.facts
            if isinstance(fact, MaterialFact) and fact.listed and (not fact.paths or path in fact.paths)
            if not fact.levels or target == "评审"
        }
        assert listed <= {item.fact.name for item in everything(made)}, (notice.id, target)


def test_every_checklist_has_items_dates_a_route_and_a_word_on_money(base: KnowledgeBase) -> None:
    for notice, target in offered(base):
        made = make_checklist(notice, target, Applicant(), date(2024, 1, 1))
        assert made.online, notice.id
        assert made.ahead
        assert made.routes
        assert bool(made.fees) != bool(made.fee_silence)
        assert made.posting is not None
        assert made.contacts


def test_every_group_is_used_by_some_record(base: KnowledgeBase) -> None:
    used = {name for notice in base.notices.values() for fact in notice.record.facts for name in fact.applies_to}
    assert set(base.reference.groups) <= used
