"""Questions that were once written without sight of the records, and mended against since: what broke, not accuracy."""

from __future__ import annotations

from bot.gold.cases import Question, load
from bot.gold.folding import bare
from evaluation import regression
from evaluation.assistants import Assistant
from evaluation.heard import notice_texts
from evaluation.questions.evaluate import evaluate
from evaluation.questions.generate import generate
from policies_kb.loading import load_knowledge_base

CASES = load(Question, regression.questions())
LEAST_RIGHT = 0.965
MOST_WRONG = 0


def test_validation_questions(assistant: Assistant) -> None:
    heard = {one.id: one for one in generate(CASES, assistant)}
    rows = list(evaluate(regression.QUESTIONS, CASES, heard, notice_texts()))
    wrong = {row.id: row.wrong for row in rows if row.wrong}
    failed = [row.id for row in rows if not row.right]
    assert len(wrong) <= MOST_WRONG, wrong
    assert 1 - len(failed) / len(rows) >= LEAST_RIGHT, failed


def test_every_quote_is_verbatim() -> None:
    base = load_knowledge_base()
    for notice in base.notices.values():
        text = bare(notice.text)
        for fact in notice.record.facts:
            assert all(bare(quote.quote) in text for quote in fact.quotes), fact.id
