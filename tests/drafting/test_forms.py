"""One notice in every form: the same clauses, the same drafted facts."""

from __future__ import annotations

from datetime import date

from evaluation.drafting.forms import WRITERS, differences, from_each_form
from policies_kb.loading import KnowledgeBase, load_knowledge_base

TODAY = date(2026, 1, 1)


def test_the_same_facts_from_every_form() -> None:
    base = load_knowledge_base()
    name = min(base.notices, key=lambda each: len(base.notices[each].text))
    others = {other: notice for other, notice in base.notices.items() if other != name}
    known = KnowledgeBase(others, base.reference, {other: base.sources[other] for other in others})
    made = from_each_form(base.notices[name].text, known, TODAY)
    assert set(made) == {"txt", *WRITERS}
    assert made["txt"][1]
    assert differences(made) == []
