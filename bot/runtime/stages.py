"""How far a training has come, heard from what Rasa logs of each component: it has no other way to tell."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import yaml

from policies_kb.terminal.progress import Progress

LOGGER: Final = "rasa.engine.training.hooks"
BEGUN = re.compile(r"Starting to train component '(\w+)'\.")
DONE = re.compile(r"(?:Finished training|Restored) component '(\w+)'")
TITLES: Final = {"VocabularyTokenizer": "词表", "TopicClassifier": "选题，最久", "RulesByIntent": "规则"}


class Heard(logging.Handler):
    """Moves the bar on."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """One line of Rasa's."""
        said = record.getMessage()
        if begun := BEGUN.match(said):
            self._progress.doing(TITLES.get(begun[1], begun[1]))
        elif DONE.match(said):
            self._progress.on()


@contextmanager
def shown(project: Path) -> Iterator[None]:
    """Shows the stages of what is trained meanwhile; Rasa's own lines go nowhere else."""
    logger = logging.getLogger(LOGGER)
    with Progress("训练模型", len(trained(project))) as progress:
        handler, before = Heard(progress), (logger.level, logger.propagate)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.level, logger.propagate = before


def trained(project: Path) -> list[str]:
    """The components of config.yml that have something to learn, in order."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    config = yaml.safe_load((project / "config.yml").read_text(encoding="utf-8"))
    names = [part["name"] for kind in ("pipeline", "policies") for part in config[kind]]
    return [name for name in names if DefaultV1Recipe._from_registry(name).is_trainable]
