"""The rules of the notices on file, loaded once."""

from __future__ import annotations

import pytest

from policies_kb.eligibility import Rulebook, load_rulebook
from policies_kb.loading import KnowledgeBase, load_knowledge_base


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    return load_knowledge_base()


@pytest.fixture(scope="session")
def book(base: KnowledgeBase) -> Rulebook:
    return load_rulebook(base)
