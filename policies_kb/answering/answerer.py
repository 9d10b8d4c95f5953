"""Answers questions from the knowledge base: scope, then topic, then what each notice states."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from policies_kb.applying import applied, asks_whether, verdicts_first
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.lookup import Ranker
from policies_kb.model.answer import Answer, Citation, Statement, Status
from policies_kb.model.question import Belonging, Part, Question, Scope
from policies_kb.reading import ASKING
from policies_kb.reading.days import names_no_month, spoken_day, spoken_hour
from policies_kb.scope import ASKS_BACK, Fit, Resolution, offers, over, resolve, timeline
from policies_kb.wordbook.reader import reader_of

from .asked_topics import TopicChooser
from .aspect import by_aspect
from .comparison import alike, verdict
from .named_word import placeless
from .offered import not_offered
from .part_scope import scope_of_part
from .places_asked import places_asked
from .statements import state
from .subject import Said, subject_of
from .topics import Choice, choose
from .unmentioned import not_mentioned, paper_asked, unmentioned

SIDE_BY_SIDE = 420  # characters: an unclear scope is answered for all notices when that stays shorter than this
MOST_NOTICES = 8  # set side by side
STAND_FOR_ALL = 3  # notices that tell what a question is about, where more may be meant
TELLING = re.compile(r"^(我|俺|本人)[^,，。]{0,4}(是|在|属于)|(上班|工作|任教|的)$")
CLAUSE_WORDS = 0.2  # share of the question's information a clause must hold to be shown as it stands
OFFERED = 3  # topics to choose from when none is sure
SURE = 0.4
BEYOND_DOUBT = 0.7


class Answerer:
    """Holds the knowledge base with its indexes; one instance serves all conversations."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.reader = reader_of(base)
        self._ranker = Ranker(base)
        self._chooser = TopicChooser(base, self.reader, self._ranker)
        self._ordinary = base.reference.ordinary_path.id

    def answer(self, question: Question) -> Answer:
        """The answer; never raises for any text."""
        if question.belonging is Belonging.FOREIGN and not question.scope_only and not _tells_only(question):
            return Answer(Status.OUT_OF_SCOPE)
        resolution = resolve(question.scope, self.base, question.as_of)
        if resolution.fit is Fit.NO_NOTICE:
            return self._no_notice(question, resolution)
        if resolution.fit is Fit.NO_ROUND:
            return self._no_round(question, resolution)
        asked, resolution = self._asked_among(question, resolution)
        question = self._with_path_offered(question, resolution.notices)
        topics, unanswered, several = self._chooser.topics(question, resolution.notices)
        if question.belonging is Belonging.DOUBTFUL and topics and not (question.scope_only or _sure_of_ours(question)):
            return self._doubtful(question, resolution, topics, asked)
        if topics and _tells_only(question) and not any(_sure(part) for _, part in topics):
            topics = []
        if paper := self._not_mentioned(question, resolution, topics):
            return self._silent_on_paper(paper, resolution)
        if not topics:
            return self._offering(self._unclear(question, resolution), question, resolution)
        if asked:
            return self._which_place(resolution, topics, asked)
        statements = tuple(
            self._state(choice, notice, question, part) for choice, part in topics for notice in resolution.notices
        )
        if resolution.fit not in ASKS_BACK:
            statements = applied(statements, resolution.notices, question, self.reader)
        # what a verdict says is not said to be silent
        statements = verdicts_first(_once(self._by_aspect(topics, statements, resolution.notices, question.scope)))
        answer = Answer(
            status=_status(statements),
            statements=_told(statements, resolution),
            notices=tuple(notice.id for notice in resolution.notices),
            overlap=resolution.fit is Fit.OVERLAP,
            compare=resolution.fit is Fit.COMPARE,
            topics=tuple(dict.fromkeys(statement.topic for statement in statements)),
            region=resolution.uncovered[0] if resolution.uncovered else "",
            absent=resolution.absent,
            unanswered=unanswered,
            several=several,
        )
        answer = replace(
            answer,
            verdict=verdict(question.text, answer.statements),
            alike=alike(question.text, answer.statements),
        )
        if resolution.fit in ASKS_BACK:
            return self._clarify(answer, resolution)
        return self._with_contacts(answer, resolution.notices)

    def _not_mentioned(self, question: Question, resolution: Resolution, topics: list[tuple[Choice, Part]]) -> str:
        """A paper that is asked for and that none of the notices mentions; "" where the topic is sure without it."""
        if resolution.fit in ASKS_BACK or any(_sure_of(choice, part) for choice, part in topics):
            return ""
        paper = paper_asked(question.text, self.reader)
        return paper if paper and unmentioned(paper, resolution.notices, self.base.reference) else ""

    def _silent_on_paper(self, paper: str, resolution: Resolution) -> Answer:
        said = tuple(not_mentioned(paper, notice) for notice in resolution.notices)
        names, topics = tuple(notice.id for notice in resolution.notices), tuple(dict.fromkeys(s.topic for s in said))
        answer = Answer(Status.NOT_STATED, _told(said, resolution), notices=names, topics=topics)
        return self._with_contacts(answer, resolution.notices)

    def _asked_among(self, question: Question, resolution: Resolution) -> tuple[tuple[str, ...], Resolution]:
        """The places to ask for where too many notices may be meant, and the notices to look into.

        A few stand for all then: what a question is about is learnt from any of them.
        """
        few = resolution.notices[:MOST_NOTICES]
        if resolution.fit not in ASKS_BACK or len(resolution.notices) <= MOST_NOTICES:
            return (), replace(resolution, notices=few)
        within = question.scope.regions[0] if question.scope.regions else ""
        asked = places_asked(resolution.notices, within, self.base.reference)
        return asked, replace(resolution, notices=few[:STAND_FOR_ALL])

    def _which_place(self, resolution: Resolution, topics: list[tuple[Choice, Part]], asked: tuple[str, ...]) -> Answer:
        """Asks for the place; what was asked of it is remembered, and nothing is cited from anywhere."""
        found = tuple(dict.fromkeys(choice.topic for choice, _ in topics))
        return Answer(Status.CLARIFY, missing=_missing(resolution), topics=found, options=asked)

    def _with_path_offered(self, question: Question, notices: tuple[Notice, ...]) -> Question:
        """The question about the wider path, where the one named only narrows it and no notice offers that."""
        path = self.base.reference.paths.get(question.scope.path or "")
        if path is None or not path.narrows or any(offers(notice, path.id, None) for notice in notices):
            return question
        if not any(offers(notice, path.narrows, None) for notice in notices):
            return question
        named = replace(question.named, path=path.narrows) if question.named.path == path.id else question.named
        return replace(question, scope=replace(question.scope, path=path.narrows), named=named)

    def _state(self, choice: Choice, notice: Notice, question: Question, part: Part) -> Statement:
        refused = not_offered(notice, question, choice.topic, self._ordinary)
        if refused:
            return refused
        own = scope_of_part(part, question, self.reader)
        scope = own if question.scope_only else replace(own, series=question.named.series)
        text, day = question.text, question.as_of
        asked = spoken_day(text, day), spoken_hour(text), asks_whether(text, self.reader), names_no_month(text, day)
        specialties = self.reader.named("specialty", part.text)
        beside = self.reader.beside(part.text)
        found = state(choice.candidates[notice.id], scope, part.text, question.as_of, asked, specialties, beside)
        current = timeline(self.base).is_current(notice.id, question.as_of)
        named = not current or over(notice, question.as_of)
        return replace(found, round=notice.head.round.name if named else "")

    def _by_aspect(
        self,
        topics: list[tuple[Choice, Part]],
        statements: tuple[Statement, ...],
        notices: tuple[Notice, ...],
        scope: Scope,
    ) -> tuple[Statement, ...]:
        """``statements``: of every topic and notice, in this order."""
        pairs = [(choice, part, notice) for choice, part in topics for notice in notices]
        said = [
            Said(
                statement,
                notice,
                subject_of(
                    part.text,
                    self.reader.telling,
                    partial(self._ranker.scores, notice),
                    partial(placeless, reader=self.reader),
                ),
                tuple(fact for fact, _ in choice.candidates[notice.id].facts),
            )
            for statement, (choice, part, notice) in zip(statements, pairs, strict=True)
        ]
        return by_aspect(said, scope)

    def _no_round(self, question: Question, resolution: Resolution) -> Answer:
        """Nothing on file of the round asked about: that is said, and which rounds are, with whom to ask.

        What was asked is remembered: it may be asked of another round next.
        """
        many = len(resolution.notices) > MOST_NOTICES
        resolution = replace(resolution, notices=resolution.notices[: STAND_FOR_ALL if many else MOST_NOTICES])
        notices = resolution.notices
        topics = self._chooser.topics(question, notices).found if notices else []
        return Answer(
            Status.NO_NOTICE,
            notices=tuple(notice.id for notice in notices),
            contacts=tuple((notice.id, contact) for notice in notices for contact in notice.contacts),
            absent=resolution.absent,
            topics=tuple(choice.topic for choice, _ in topics),
        )

    def _no_notice(self, question: Question, resolution: Resolution) -> Answer:
        return Answer(
            Status.NO_NOTICE,
            notices=tuple(notice.id for notice in resolution.notices),
            region=resolution.uncovered[0],
            series=question.scope.series[0] if question.scope.series else "",
            topics=question.inherited_topics,
        )

    def _unclear(self, question: Question, resolution: Resolution) -> Answer:
        names = tuple(notice.id for notice in resolution.notices)
        refused = [s for n in resolution.notices if (s := not_offered(n, question, "window_apply", self._ordinary))]
        if refused and resolution.fit in (Fit.ONE, Fit.OVERLAP):
            return self._with_contacts(Answer(Status.NOT_STATED, tuple(refused), notices=names), resolution.notices)
        foreign = all(part.foreign for part in question.parts) if question.parts else False
        if question.scope_only or (_tells_only(question) and not foreign):
            return Answer(Status.CLARIFY, missing="topic", notices=names)
        if foreign or resolution.fit not in (Fit.ONE, Fit.OVERLAP):
            return Answer(Status.OUT_OF_SCOPE)
        return self._nearest_clause(question, resolution.notices[0])

    def _doubtful(
        self,
        question: Question,
        resolution: Resolution,
        topics: list[tuple[Choice, Part]],
        asked: tuple[str, ...],
    ) -> Answer:
        """Asks back whether this is meant at all; nothing is cited. What it may be about is remembered."""
        names = tuple(notice.id for notice in resolution.notices)
        if resolution.fit in ASKS_BACK:
            found = tuple(choice.topic for choice, _ in topics)
            notices = () if asked else names
            return Answer(Status.CLARIFY, missing="ours", notices=notices, topics=found, options=asked)
        return self._offering(Answer(Status.CLARIFY, missing="topic", notices=names), question, resolution)

    def _offering(self, answer: Answer, question: Question, resolution: Resolution) -> Answer:
        """With a request to ask otherwise, the topics that come nearest, to choose from."""
        if answer.missing != "topic" or not question.parts or _tells_only(question):
            return answer
        part = question.parts[0]
        choices = choose(self._ranker, resolution.notices, part, self.reader.telling(part.text), question.scope)
        near = [choice.topic for choice in choices[:OFFERED] if choice.score > 0]
        return replace(answer, options=tuple(self.base.reference.topics[topic].name for topic in near))

    def _nearest_clause(self, question: Question, notice: Notice) -> Answer:
        """The clause nearest in wording, shown as a clause and not as an answer; or a request to ask otherwise."""
        part = question.parts[0]
        ranked = self._ranker.rank(notice, part, self.reader.telling(part.text), question.scope)
        best = max(ranked, key=lambda candidate: candidate.facts[0][1] if candidate.facts else 0.0)
        if not best.facts or best.facts[0][1] < CLAUSE_WORDS:
            return Answer(Status.CLARIFY, missing="topic", notices=(notice.id,))
        quote = best.facts[0][0].quotes[0]
        return Answer(
            Status.PARTIAL,
            notices=(notice.id,),
            clause_only=Citation.of(notice.id, quote),
            contacts=tuple((notice.id, contact) for contact in notice.contacts),
        )

    def _clarify(self, answer: Answer, resolution: Resolution) -> Answer:
        missing = _missing(resolution)
        first = tuple(s for s in answer.statements if s.topic == answer.topics[0])
        length = sum(len(fact.say) for s in first for fact in (s.facts if s.stages else s.facts[:1]))
        shown = first if length <= SIDE_BY_SIDE else ()
        return replace(answer, status=Status.CLARIFY, missing=missing, statements=shown)

    def _with_contacts(self, answer: Answer, notices: tuple[Notice, ...]) -> Answer:
        """Silence is answered with whom to ask: the contacts of every notice that does not state the matter."""
        silent = dict.fromkeys(s.notice_id for s in answer.statements if _leaves_open(s))
        listed = {notice.id: notice.contacts for notice in notices}
        return replace(answer, contacts=tuple((name, contact) for name in silent for contact in listed[name]))


def _missing(resolution: Resolution) -> str:
    return "region" if resolution.fit is Fit.NEED_REGION else "series"


def _once(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """A path or level that a notice does not handle is said once, whatever else is asked of it."""
    seen: dict[tuple[str, str], Statement] = {}
    return tuple(
        s for s in statements if s.kind != "not_offered" or seen.setdefault((s.notice_id, s.asked_for), s) is s
    )


def _status(statements: tuple[Statement, ...]) -> Status:
    kinds = {statement.kind for statement in statements}
    if kinds == {"stated"}:
        return Status.ANSWERED
    if "stated" in kinds:
        return Status.PARTIAL
    return Status.DEFERRED if kinds == {"deferred"} else Status.NOT_STATED


def _sure_of(choice: Choice, part: Part) -> bool:
    """Whether the words are sure of the topic that was chosen, and it leaves open what is asked."""
    first = part.guesses[0] if part.guesses else None
    left_open = any(fact.silent for c in choice.candidates.values() for fact, _ in c.facts[:1])
    return first is not None and first.topic == choice.topic and first.probability >= SURE and left_open


def _leaves_open(statement: Statement) -> bool:
    return statement.kind != "stated" or bool(statement.silent_on) or any(fact.silent for fact in statement.facts)


def _told(statements: tuple[Statement, ...], resolution: Resolution) -> tuple[Statement, ...]:
    """Where notices overlap, those that state the matter come before those that are silent on it."""
    if resolution.fit is not Fit.OVERLAP:
        return statements
    return tuple(sorted(statements, key=lambda statement: statement.kind != "stated"))


def _tells_only(question: Question) -> bool:
    """Whether the message tells something and asks nothing: 「我在某县林业局上班」."""
    named = bool(question.named.regions or question.named.series)
    return named and TELLING.search(question.text) is not None and ASKING.search(question.text) is None


def _sure_of_ours(question: Question) -> bool:
    """Whether a doubtful message names a place or series of ours and its topic is beyond doubt.

    Measured: of 600 questions put to other offices, with a place of ours in front, none is.
    """
    named = bool(question.named.regions or question.named.series)
    return named and any(part.guesses and part.guesses[0].probability >= BEYOND_DOUBT for part in question.parts)


def _sure(part: Part) -> bool:
    """Whether the classifier is sure of the part's topic; a telling without a question needs that."""
    return not part.guesses or part.guesses[0].probability >= SURE


__all__ = ["Answerer"]
