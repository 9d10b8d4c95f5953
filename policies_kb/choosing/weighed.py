"""The numbers of weighed.yml, typed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "weighed.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TopicWeights(_Strict):
    """Of the topic model."""

    strength: float
    sounds: float
    kept: int
    talk_from: float


class GateWeights(_Strict):
    """Of the gate's training."""

    strength: float
    folds: int
    smoothing: float
    keeps: tuple[float, ...]
    at_most: float
    flatness: float
    rarest: int
    weight_made_up: float
    weight_elsewhere: float


class Target(_Strict):
    """Shares of our own phrases that may be refused, and that may be refused or asked back."""

    refused: float
    doubtful: float


class Deployment(_Strict):
    """When a new model may take the place of another."""

    margin: float


class Weighed(_Strict):
    """All of it."""

    topics: TopicWeights
    gate: GateWeights
    targets: dict[str, Target]
    deployment: Deployment


@lru_cache(maxsize=1)
def weighed() -> Weighed:
    """Raises pydantic's ValidationError, which names the field, when the file is wrong."""
    return Weighed.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
