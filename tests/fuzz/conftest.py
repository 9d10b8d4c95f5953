"""A running assistant to throw things at: one of its own, or the one at ZC_FUZZ_BASE (`make fuzz` watches its memory).

ZC_FUZZ_EXAMPLES sets how many cases a test makes up; without it they are few, and the same every time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from scripts.assistant_process import running_assistant
from scripts.fuzz import OPEN_DOORS

EXAMPLES = os.environ.get("ZC_FUZZ_EXAMPLES")
settings.register_profile(
    "fuzz",
    max_examples=int(EXAMPLES or 15),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
FUZZ = settings.get_profile("fuzz")


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """The URL of the assistant without a path; every door is open, the one for WeChat too."""
    given = os.environ.get("ZC_FUZZ_BASE")
    if given:
        yield given
        return
    with pytest.MonkeyPatch.context() as patch:
        for name, value in OPEN_DOORS.items():
            patch.setenv(name, value)
        started = running_assistant()
        assistant = started.__enter__()
    yield assistant.base
    started.__exit__(None, None, None)
