"""What a part asks of what, the statement that answers it, and whether a fact states an aspect or leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from policies_kb.aspects import Aspect, load_aspects, states_of
from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact

from .named_word import document_asked, word_asked

Test = Callable[[AnyFact], bool]


@dataclass(frozen=True)
class Subject:
    """What a part asks of what: its aspects, and how much each fact (by id) speaks of what is left without them."""

    part: str
    asked: tuple[Aspect, ...]
    scores: Mapping[str, float]
    word: str = ""  # the word or the document that is asked about

    def most_of(self, facts: Iterable[AnyFact]) -> float:
        """How much the fact that speaks most of the subject does."""
        return max((self.scores.get(fact.id, 0.0) for fact in facts), default=0.0)


@dataclass(frozen=True)
class Said:
    """A statement with the part that it answers. ``facts``: those of its topic, best first."""

    statement: Statement
    notice: Notice
    subject: Subject
    facts: tuple[AnyFact, ...]


def subject_of(
    text: str,
    telling: Callable[[str], str],
    score: Callable[[str], Mapping[str, float]],
    placeless: Callable[[str], str],
) -> Subject:
    """What a part asks of what. ``telling``: a text without its scope; ``score``: of the facts, for a text;
    ``placeless``: a text without its places."""
    catalogue = load_aspects()
    asked = tuple(found.aspect for found in catalogue.asked(text))
    if not asked:
        return Subject(text, asked, {})
    of = next((aspect.row.of for aspect in asked if aspect.row.of), "")
    word = {"": "", "word": word_asked(placeless(text)), "document": document_asked(placeless(text))}[of]
    return Subject(text, asked, score(telling(catalogue.without(text))), word)


def stated(aspect: Aspect) -> Test:
    """Whether a fact states the aspect."""
    return lambda fact: aspect.id in states_of(fact).stated


def left_open(aspect: Aspect) -> Test:
    """Whether a fact leaves the aspect open in so many words."""
    return lambda fact: aspect.id in states_of(fact).left_open
