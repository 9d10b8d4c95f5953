"""Every intent has its rule: what no rule claims would have no answer."""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_each_intent_of_the_domain_has_exactly_one_rule() -> None:
    rules = yaml.safe_load((ROOT / "data/rules.yml").read_text(encoding="utf-8"))["rules"]
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    claimed = [step["intent"] for rule in rules for step in rule["steps"][0]["or"]]
    assert sorted(claimed) == sorted(domain["intents"])
    assert {step["action"] for rule in rules for step in rule["steps"][1:]} == set(domain["actions"])
