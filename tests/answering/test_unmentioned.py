"""A paper that no notice mentions is said not to be mentioned; one that is mentioned by any word is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policies_kb.answering.unmentioned import paper_asked, unmentioned
from policies_kb.loading import load_knowledge_base
from policies_kb.reading import Reader

BASE = load_knowledge_base()
READER = Reader(BASE)
CASES = yaml.safe_load(Path(__file__).with_name("unmentioned.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("ask", "paper", "mentioned"), [(c["ask"], c["paper"], c["mentioned"]) for c in CASES])
def test_paper(ask: str, paper: str, mentioned: bool) -> None:
    assert paper_asked(ask, READER) == paper
    if paper:
        assert unmentioned(paper, BASE.notices.values(), BASE.reference) is not mentioned
