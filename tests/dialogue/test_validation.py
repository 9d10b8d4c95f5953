"""Questions that were once written without sight of the records, and mended against since: what broke, not accuracy."""

from __future__ import annotations

from datetime import date

from evaluation import regression
from evaluation.assistants import Bubble
from evaluation.cases import Question, load
from evaluation.folding import bare
from evaluation.heard import Reply
from evaluation.judging import Judgement, judge
from policies_kb.loading import load_knowledge_base

from .conftest import Say

CASES = load(Question, regression.questions())
LEAST_RIGHT = 0.965
TEXTS = {name: bare(notice.text) for name, notice in load_knowledge_base().notices.items()}


def judged(case: Question, say: Say) -> Judgement:
    """The last reply to a case, judged."""
    reply = Reply(asked="")
    for turn in case.turns:
        said = say(f"validation-{case.id}", turn, date.isoformat(case.today))
        reply = Reply(asked=turn, bubbles=[Bubble(text=r.text, buttons=r.buttons, custom=r.custom) for r in said])
    return judge(case, reply, TEXTS)


def test_validation_questions(say: Say) -> None:
    found = {case.id: judged(case, say) for case in CASES}
    wrong = {name: one.wrong for name, one in found.items() if one.wrong}
    failed = [name for name, one in found.items() if not one.right]
    assert not wrong
    assert 1 - len(failed) / len(found) >= LEAST_RIGHT, failed


def test_every_quote_is_verbatim() -> None:
    base = load_knowledge_base()
    for notice in base.notices.values():
        for fact in notice.record.facts:
            assert all(bare(quote.quote) in TEXTS[notice.head.id] for quote in fact.quotes), fact.id
