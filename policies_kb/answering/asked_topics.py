"""The topics that a message asks about, each with the part that asks it, and the parts that are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.lookup import Ranker
from policies_kb.model.question import Part, Question
from policies_kb.reading import ASKING, Reader, asks
from policies_kb.reading.days import moments_blanked, spoken_day, spoken_hour

from .apart import MOST, Parts, parts_of
from .asked import (
    LATE,
    asks_if_late,
    asks_when,
    fitting,
    late_of,
    points_at_a_time,
    settled_by_words,
    stage_named,
    turns_on_a_day,
)
from .aspect import asks_of_something, own_first
from .groups_apart import of_one_kind
from .part_scope import scope_of_part
from .topics import LEAST, NEAR, Choice, asked_besides, choose

MOST_BESIDES = 4  # topics in all, where a part asks for more than its own
PIECE = 0.6  # a piece between commas must be surer of its topic than a sentence
DAY_BONUS = 0.12
HOUR_BONUS = 0.3  # 「今晚八点送过去」 is about the window, whatever is sent
EXAM_ONLY = "exam_only"  # the topic, and the gazetteer's mark of such a profession
FIRM = 0.35  # a part that scores less than this share of the best part asks nothing of its own

Found = list[tuple[Choice, Part]]


class Topics(NamedTuple):
    """``found``: in the order of the message; ``unanswered``: what asks and is not answered, in its own words;
    ``several``: whether the parts ask apart."""

    found: Found
    unanswered: tuple[str, ...] = ()
    several: bool = False


class TopicChooser:
    """Chooses for one knowledge base."""

    def __init__(self, base: KnowledgeBase, reader: Reader, ranker: Ranker) -> None:
        self._reader, self._ranker = reader, ranker
        self._known = base.reference.topics

    def topics(self, question: Question, notices: tuple[Notice, ...]) -> Topics:
        """The topics asked about; where only a scope is named, those asked before."""
        if question.scope_only or not question.parts:
            part = Part(question.text)
            # of a path named alone, the facts that name it come first
            telling = self._reader.telling(question.text) if question.named.path else ""
            choices = choose(self._ranker, notices, part, telling, question.scope)
            wanted = question.inherited_topics
            return Topics([(choice, part) for topic in wanted for choice in choices if choice.topic == topic])
        parts = parts_of(question.parts, self._known, lambda text: self._reader.read(text).scope_only)
        return self._apart(parts, question, notices) if parts.apart else self._by_sentences(parts, question, notices)

    def _by_sentences(self, parts: Parts, question: Question, notices: tuple[Notice, ...]) -> Topics:
        """The topic of every sentence, then what a sentence asks besides it."""
        firsts: Found = []
        besides: Found = []
        left: list[Part] = []
        named = bool(question.named.regions or question.named.series)
        for part in parts.sure:
            if part.foreign:
                continue
            choices = self._choices(part, question, notices)
            ours = named and not part.piece and asks_of_something(choices, part)
            if not ours and choices[0].score < (PIECE if part.piece else LEAST):
                left += [part] if asks(part.text) and not part.piece else []
                continue
            first, *others = self._asked(choices, part, question)
            firsts.append((first, part))
            besides += [(choice, part) for choice in [*others, *self._companions([first, *others], choices)]]
        if not firsts:
            return Topics([])
        best = max(choice.score for choice, _ in firsts)
        firm = [pair for pair in firsts if pair[0].score >= FIRM * best]
        further = [pair for pair in besides if pair[0].score >= FIRM * best or self._companion_of(pair, firsts)]
        found = _once(firm)[:MOST]
        found += _once(further, found)[: max(MOST_BESIDES - len(found), 0)]
        in_order = sorted(found, key=lambda pair: parts.sure.index(pair[1]))
        return Topics(in_order, tuple(part.text for part in left), several=len(_once(firm)) > 1)

    def _apart(self, parts: Parts, question: Question, notices: tuple[Notice, ...]) -> Topics:
        """The topic of every segment that is sure of one, and of those that their words make so; the others."""
        found: Found = []
        unanswered: list[str] = []
        for part in (*parts.sure, *parts.unsure):
            choices = self._choices(part, question, notices)
            best = _stated(_if_late(choices, part) or self._of_a_day(choices, part, question) or choices)
            if best.topic in [other.topic for other, _ in found]:
                continue
            unsure = part in parts.unsure and not settled_by_words(best.topic, part.segment)
            if len(found) == MOST or best.score < (PIECE if unsure else LEAST):
                unanswered.append(part.segment or part.text)
            else:
                found.append((best, part))
        at = {part: question.text.find(part.segment or part.text) for _, part in found}
        return Topics(sorted(found, key=lambda pair: at[pair[1]]), tuple(unanswered), several=True)

    def _choices(self, part: Part, question: Question, notices: tuple[Notice, ...]) -> list[Choice]:
        """All topics for a part that can give what it asks for, best first."""
        worth = self._worth_of_a_day(part, question)
        bonus = {topic.id: worth for topic in self._known.values() if topic.timed and worth}
        masked = self._reader.telling(part.text)
        scope = scope_of_part(part, question, self._reader)
        choices = choose(self._ranker, notices, part, masked, scope, bonus)
        return own_first(fitting(choices, part.segment or part.text), part, self._known)

    def _worth_of_a_day(self, part: Part, question: Question) -> float:
        """What a day or an hour in a part says about its topic."""
        if spoken_hour(part.text) is not None:
            return HOUR_BONUS
        by_day = spoken_day(part.segment or question.text, question.as_of)
        return DAY_BONUS if by_day or asks_when(part.text) else 0.0

    def _asked(self, choices: list[Choice], part: Part, question: Question) -> list[Choice]:
        """The topic of a sentence, and what it asks besides."""
        if apart := of_one_kind(choices, part.text):
            return apart
        if late := _late_with_that(choices, part, question):
            return late
        without_days = moments_blanked(part.text)  # 31号 is no word of 101号
        asked = [choices[0], *asked_besides(self._ranker, choices, self._reader.telling(without_days))]
        if self._for_exam_profession(question, asked[0]):
            asked = [c for c in choices if c.topic == EXAM_ONLY] + [c for c in asked if c.topic != EXAM_ONLY]
        timed = self._of_a_day(choices, part, question)
        only = bool(timed) and timed[0].topic == stage_named(part.text)  # no other window is asked about then
        asked = [*timed, *(c for c in asked if c not in timed and not (only and self._known[c.topic].timed))]
        if self._known[asked[0].topic].timed:
            # how a window stands is the answer: that another point is left open was not asked
            asked = [asked[0], *(c for c in asked[1:] if not _left_open(c))]
        return asked

    def _of_a_day(self, choices: Sequence[Choice], part: Part, question: Question) -> list[Choice]:
        """The window that is meant where the answer turns on a day or an hour, whatever else is named."""
        of_a_day = turns_on_a_day(part.text) or spoken_hour(part.text) is not None
        if not of_a_day and not self._acts_on_a_day(part, question):
            return []
        named = stage_named(part.text)
        if own := [c for c in choices if c.topic == named and any(k.cell.facts for k in c.candidates.values())]:
            return own
        return [c for c in choices if self._known[c.topic].timed and c.score >= HOUR_BONUS][:1]

    def _acts_on_a_day(self, part: Part, question: Question) -> bool:
        """「26号再交行不」: it turns on the day on which somebody means to act, whatever they mean to hand in."""
        return (
            spoken_day(part.segment or part.text, question.as_of) is not None and ASKING.search(part.text) is not None
        )

    def _for_exam_profession(self, question: Question, best: Choice) -> bool:
        """Whether somebody whose title comes from an examination asks who may apply: that is said first."""
        who = self._known[best.topic].group == self._known[EXAM_ONLY].group
        return who and bool(self._reader.named(EXAM_ONLY, question.text))

    def _companions(self, asked: Sequence[Choice], choices: Sequence[Choice]) -> list[Choice]:
        """The topics that go along with those asked, where some notice states them."""
        wanted = [self._known[choice.topic].companion for choice in asked]
        return [c for c in choices if c.topic in wanted and any(k.cell.facts for k in c.candidates.values())]

    def _companion_of(self, pair: tuple[Choice, Part], found: Found) -> bool:
        return any(self._known[choice.topic].companion == pair[0].topic for choice, _ in found)


def _if_late(choices: Sequence[Choice], part: Part) -> list[Choice]:
    """What becomes of those who are late, where a stretch asks that and some notice states it."""
    if not asks_if_late(part.segment):
        return []
    return [c for c in choices if c.topic == LATE and any(k.cell.facts for k in c.candidates.values())]


def _late_with_that(choices: Sequence[Choice], part: Part, question: Question) -> list[Choice]:
    """What becomes of those who are late with what was asked before: 「超了那个时间咋办」."""
    if not question.inherited_topics or not (asks_if_late(part.text) and points_at_a_time(part.text)):
        return []
    wanted = late_of(question.inherited_topics[0])
    return [c for c in choices if c.topic == wanted and any(k.cell.facts for k in c.candidates.values())]


def _left_open(choice: Choice) -> bool:
    """Whether all that the notices say on a topic is what they leave open."""
    facts = [fact for candidate in choice.candidates.values() for fact, _ in candidate.facts]
    return bool(facts) and all(fact.silent for fact in facts)


def _stated(choices: Sequence[Choice]) -> Choice:
    """The best choice; of near ties the first that some notice states."""
    near = [choice for choice in choices if choice.score >= NEAR * choices[0].score]
    return next((c for c in near if any(k.cell.facts for k in c.candidates.values())), choices[0])


def _once(pairs: Found, before: Found | None = None) -> Found:
    """The pairs without those whose topic was found already."""
    kept: Found = []
    seen = {choice.topic for choice, _ in before or ()}
    for choice, part in pairs:
        if choice.topic not in seen:
            seen.add(choice.topic)
            kept.append((choice, part))
    return kept


__all__ = ["TopicChooser", "Topics"]
