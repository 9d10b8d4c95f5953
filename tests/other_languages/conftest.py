"""A file of phrases that somebody has reviewed: the shipped words, for tests alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.languages import Phrases, read_phrases
from actions.languages.phrases import SHIPPED

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """``write(change)`` → a file as the shipped one, reviewed and open, with a change."""

    def written(change: Callable[[dict[str, Any]], object] = lambda table: None) -> Path:
        table = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
        for wording in table["languages"].values():
            wording |= {"open": True, "reviewed_by": "测试用", "reviewed_on": "2026-01-01"}
        change(table["languages"])
        path = tmp_path_factory.mktemp("phrases") / "phrases.yml"
        path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
        return path

    return written


@pytest.fixture(scope="session")
def reviewed(write: Write) -> Phrases:
    return read_phrases(write())
