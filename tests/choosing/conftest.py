from __future__ import annotations

from pathlib import Path

import pytest

from bot.runtime import model_file
from policies_kb.choosing import Chooser, stored

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def chooser() -> Chooser:
    """The trained chooser of the present inputs."""
    model = model_file.path_for_inputs(ROOT, ROOT / "models")
    if not model.is_file():
        pytest.fail("there is no model of the present inputs: run `make train` (`make test` does)")
    return stored.of_model(model)
