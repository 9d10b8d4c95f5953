"""The answerer on the notices served, once for all tests of memory."""

from __future__ import annotations

import pytest

from policies_kb.answering import Answerer
from policies_kb.serving import serving_base


@pytest.fixture(scope="session")
def brain() -> Answerer:
    return Answerer(serving_base())
