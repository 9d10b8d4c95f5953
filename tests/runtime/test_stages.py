"""The stages of a training are heard from Rasa's own hook: what it says, and of which components."""

from __future__ import annotations

import logging
from pathlib import Path
from unittest.mock import Mock

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema, SchemaNode
from rasa.engine.training.hooks import LoggingHook

from bot.nlu.gazetteer_extractor import GazetteerExtractor
from bot.nlu.topic_classifier import TopicClassifier
from bot.policy.rules_by_intent import RulesByIntent
from bot.runtime import stages

ROOT = Path(__file__).parents[2]


def node(component: type, trains: bool) -> SchemaNode:
    return SchemaNode({}, component, "create", "train", {}, is_target=trains)


def test_each_component_that_trains_is_a_stage(capsys: pytest.CaptureFixture[str]) -> None:
    schema = GraphSchema(
        {
            "topics": node(TopicClassifier, True),
            "places": node(GazetteerExtractor, False),
            "rules": node(RulesByIntent, True),
        }
    )
    hook, context = LoggingHook(schema), Mock(spec=ExecutionContext)
    with stages.shown(ROOT):
        for name in schema.nodes:
            hook.on_before_node(name, context, {}, {})
            hook.on_after_node(name, context, {}, None, {})
    total = len(stages.trained(ROOT))
    assert total == 3
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"训练模型：2/{total}，")
    assert logging.getLogger(stages.LOGGER).handlers == []


def test_every_stage_of_ours_has_a_name_that_people_read() -> None:
    assert [name for name in stages.trained(ROOT) if name.rsplit(".", 1)[1] not in stages.TITLES] == []
