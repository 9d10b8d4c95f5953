"""The words of a topic, kept once for all notices, weigh what they would weigh in the index of each."""

from __future__ import annotations

from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.lookup import Evidence, Ranker
from policies_kb.lookup.evidence import tokens
from policies_kb.lookup.rank import _documents, _shared
from policies_kb.lookup.shared_words import _weighed
from policies_kb.model.question import Part, Scope, TopicGuess

QUESTIONS = ("大专要干满几年", "那要交哪些材料", "什么时候截止", "咨询电话多少", "需要继续教育学时吗", "公示几天")


def whole(base: KnowledgeBase, notice_id: str) -> Evidence:
    """An index in which every document holds the shared words itself."""
    notice, reference = base.notices[notice_id], base.reference
    shared = _shared(notice, reference)
    texts = {
        (topic.id, kind): weighed
        for topic in reference.topics.values()
        for kind, weighed in _weighed(topic, reference.words.topics.get(topic.id, ())).items()
    }
    return Evidence(
        (key, [*own, *(pair for bundle in shared[key] for pair in texts[bundle])])
        for key, own in _documents(notice, reference)
    )


def test_the_scores_are_those_of_an_index_that_holds_everything() -> None:
    base = load_knowledge_base()
    ranker = Ranker(base)
    for notice in base.notices.values():
        index, full = ranker.evidence(notice), whole(base, notice.id)
        for question in map(tokens, QUESTIONS):
            found = index.scores(question)
            assert found and list(found.items()) == list(full.scores(question).items())


def test_a_candidate_made_when_it_is_looked_at_is_the_one_that_was_ranked() -> None:
    base = load_knowledge_base()
    ranker, notice = Ranker(base), next(iter(base.notices.values()))
    part = Part("", (TopicGuess("years", 0.6),))
    best = ranker.rank(notice, part, QUESTIONS[0], Scope())[0]
    ranked = ranker.ranked(notice, part, QUESTIONS[0], Scope())
    again = ranked.candidate(ranked.scores.index(max(ranked.scores)))
    assert (again.cell, again.score, again.facts) == (best.cell, best.score, best.facts)
