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
from policies_kb.reading import ASKING, Reader
from policies_kb.reading.days import spoken_day, spoken_hour
from policies_kb.scope import Fit, Resolution, offers, over, resolve, timeline

from .apart import MOST, Parts, parts_of
from .aspect import Said, asks_of_something, by_aspect, own_first, subject_of
from .comparison import alike, verdict
from .offered import not_offered
from .statements import state
from .topics import LEAST, Choice, asked_besides, choose

SIDE_BY_SIDE = 420  # characters: an unclear scope is answered for all notices when that stays shorter than this
MOST_TOPICS = 4
PIECE = 0.6  # a piece between commas must be surer of its topic than a sentence
DAY_BONUS = 0.12
HOUR_BONUS = 0.3  # 「今晚八点送过去」 is about the window, whatever is sent
GROUP_BONUS = 0.3
GOES_ON_BONUS = 0.2  # 「到哪天」 after a window: most likely the same window
MOST_NOTICES = 8  # set side by side
EXAM_ONLY = "exam_only"  # the topic, and the gazetteer's mark of such a profession
# words for the stages of an application: whoever names three of them asks for the whole schedule
STAGES = (r"网报|网申|网上申报|申报|报名", r"审核", r"纸质|交材料|报材料|送材料", r"缴费|交费|交钱", r"答辩|面试")
MANY_STAGES = 3
TIMETABLE, TIMETABLE_BONUS = "timetable", 0.4
SURE = 0.4
# whatever else is named, the answer turns on a date
ABOUT_TIME = re.compile(r"赶不?得?上|来得及|来不及|晚不晚|(?:哪[个边份]|谁)[^,，。]{0,6}[早晚]")
WHEN = re.compile(
    r"[啥什]么?时候|何时|哪[一几]?天|[几多]号(?![房楼室厅窗院门])|日子|多会|啥时|几月|(?:哪[个边份]|谁)[^,，。]{0,4}[早晚]"
)
TELLING = re.compile(r"^(我|俺|本人)[^,，。]{0,4}(是|在|属于)|(上班|工作|任教|的)$")
CLAUSE_WORDS = 0.2  # share of the question's information a clause must hold to be shown as it stands
# 「那县人社局往上送呢」「专业课呢」 goes on with what was asked before
FURTHER = re.compile(r"^(?:那[^,，。?？]{2,14}|[^,，。?？]{2,8})呢[?？]?$")
FURTHER_BONUS = 0.3
OFFERED = 3  # topics to choose from when none is sure
FOLLOW_UP = 7  # characters of a message that only makes sense after the one before
FIRM = 0.35  # a part that scores less than this share of the best part asks nothing of its own

Topics = tuple[list[tuple[Choice, Part]], tuple[str, ...]]


class Answerer:
    """Holds the knowledge base with its indexes; one instance serves all conversations."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.reader = Reader(base)
        self._ranker = Ranker(base)
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
        resolution = replace(resolution, notices=resolution.notices[:MOST_NOTICES])
        question = self._with_path_offered(question, resolution.notices)
        topics, unanswered = self._topics(question, resolution)
        if question.belonging is Belonging.DOUBTFUL and topics and not question.scope_only:
            return self._doubtful(question, resolution, topics)
        if topics and _tells_only(question) and not any(_sure(part) for _, part in topics):
            topics = []
        if not topics:
            return self._offering(self._unclear(question, resolution), question, resolution)
        statements = tuple(
            self._state(choice, notice, question, part) for choice, part in topics for notice in resolution.notices
        )
        if resolution.fit not in (Fit.NEED_REGION, Fit.NEED_SERIES):
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
        )
        answer = replace(
            answer,
            verdict=verdict(question.text, answer.statements),
            alike=alike(question.text, answer.statements),
        )
        if resolution.fit in (Fit.NEED_REGION, Fit.NEED_SERIES):
            return self._clarify(answer, resolution)
        return self._with_contacts(answer, resolution.notices)

    def _with_path_offered(self, question: Question, notices: tuple[Notice, ...]) -> Question:
        """The question about the wider path, where the one named only narrows it and no notice offers that."""
        path = self.base.reference.paths.get(question.scope.path or "")
        if path is None or not path.narrows or any(offers(notice, path.id, None) for notice in notices):
            return question
        if not any(offers(notice, path.narrows, None) for notice in notices):
            return question
        named = replace(question.named, path=path.narrows) if question.named.path == path.id else question.named
        return replace(question, scope=replace(question.scope, path=path.narrows), named=named)

    def _topics(self, question: Question, resolution: Resolution) -> Topics:
        """The topics asked about, each with the part that asks it, and the parts that are not answered."""
        if question.scope_only or not question.parts:
            wanted = question.inherited_topics
            choices = choose(self._ranker, resolution.notices, Part(question.text), "", question.scope)
            return [
                (choice, Part(question.text)) for topic in wanted for choice in choices if choice.topic == topic
            ], ()
        parts = parts_of(question.parts, self.base.reference.topics, lambda text: self.reader.read(text).scope_only)
        if parts.apart:
            return self._apart(parts, question, resolution)
        found: list[tuple[Choice, Part]] = []
        bonus = self._bonus(question)
        named = bool(question.named.regions or question.named.series)
        for part in parts.sure:
            masked = self.reader.telling(part.text)
            choices = choose(
                self._ranker, resolution.notices, part, masked, question.scope, _larger(bonus, self._timed(part))
            )
            choices = own_first(choices, part, self.base.reference.topics)
            ours = named and not part.piece and asks_of_something(choices, part)
            if part.foreign or (not ours and choices[0].score < (PIECE if part.piece else LEAST)):
                continue
            asked = [choices[0], *asked_besides(self._ranker, choices, masked)]
            if self._for_exam_profession(question, asked[0]):
                asked = [c for c in choices if c.topic == EXAM_ONLY] + [c for c in asked if c.topic != EXAM_ONLY]
            if spoken_hour(part.text) is not None or ABOUT_TIME.search(part.text):
                timed = [c for c in choices if self.base.reference.topics[c.topic].timed and c.score >= HOUR_BONUS]
                asked = [*timed[:1], *(c for c in asked if c not in timed[:1])]
            for choice in [*asked, *self._companions(asked, choices)]:
                if choice.topic not in [other.topic for other, _ in found]:
                    found.append((choice, part))
        if not found:
            return [], ()
        best = max(choice.score for choice, _ in found)
        firm = [pair for pair in found if pair[0].score >= FIRM * best or self._companion_of(pair, found)]
        return firm[:MOST_TOPICS], ()

    def _apart(self, parts: Parts, question: Question, resolution: Resolution) -> Topics:
        """The topic of every segment that is sure of one, and of those that their words make so; the others."""
        found: list[tuple[Choice, Part]] = []
        unanswered: list[str] = []
        for part in (*parts.sure, *parts.unsure):
            masked, bonus = self.reader.telling(part.text), self._timed(part)
            choices = choose(self._ranker, resolution.notices, part, masked, question.scope, bonus)
            best = own_first(choices, part, self.base.reference.topics)[0]
            if best.topic in [other.topic for other, _ in found]:
                continue
            if len(found) == MOST or best.score < (PIECE if part in parts.unsure else LEAST):
                unanswered.append(part.segment or part.text)
            else:
                found.append((best, part))
        at = {part: question.text.find(part.segment or part.text) for _, part in found}
        return sorted(found, key=lambda pair: at[pair[1]]), tuple(unanswered)

    def _bonus(self, question: Question) -> dict[str, float]:
        """What a day in the message, or a bare follow-up (「纸质呢」), says about the topic."""
        topics = self.base.reference.topics
        bonus: dict[str, float] = {}
        if spoken_day(question.text, question.as_of):
            bonus = {topic.id: DAY_BONUS for topic in topics.values() if topic.timed}
        if len(question.text) <= FOLLOW_UP and question.inherited_topics:
            groups = {topics[name].group for name in question.inherited_topics if name in topics}
            going_on = [name for name in question.inherited_topics if name in topics and topics[name].timed]
            if WHEN.search(question.text):
                bonus |= {name: bonus.get(name, 0.0) + GOES_ON_BONUS for name in going_on}
            for topic in topics.values():
                if topic.group in groups:
                    bonus[topic.id] = bonus.get(topic.id, 0.0) + GROUP_BONUS
        if FURTHER.search(question.text):
            for name in question.inherited_topics:
                bonus[name] = bonus.get(name, 0.0) + FURTHER_BONUS
        return bonus

    def _timed(self, part: Part) -> dict[str, float]:
        """What 「哪天」 in a part says about its topic."""
        worth = DAY_BONUS if WHEN.search(part.text) else 0.0
        worth = HOUR_BONUS if spoken_hour(part.text) is not None else worth
        bonus = {topic.id: worth for topic in self.base.reference.topics.values() if topic.timed and worth}
        if sum(re.search(words, part.text) is not None for words in STAGES) >= MANY_STAGES:
            bonus[TIMETABLE] = TIMETABLE_BONUS
        return bonus

    def _for_exam_profession(self, question: Question, best: Choice) -> bool:
        """Whether somebody whose title comes from an examination asks who may apply: that is said first."""
        who = self.base.reference.topics[best.topic].group == self.base.reference.topics[EXAM_ONLY].group
        return who and bool(self.reader.named(EXAM_ONLY, question.text))

    def _companions(self, asked: list[Choice], choices: list[Choice]) -> list[Choice]:
        """The topics that go along with those asked, where some notice states them."""
        wanted = [self.base.reference.topics[choice.topic].companion for choice in asked]
        return [c for c in choices if c.topic in wanted and any(k.cell.facts for k in c.candidates.values())]

    def _companion_of(self, pair: tuple[Choice, Part], found: list[tuple[Choice, Part]]) -> bool:
        topics = self.base.reference.topics
        return any(topics[choice.topic].companion == pair[0].topic for choice, _ in found)

    def _state(self, choice: Choice, notice: Notice, question: Question, part: Part) -> Statement:
        refused = not_offered(notice, question, choice.topic, self._ordinary)
        if refused:
            return refused
        scope = question.scope if question.scope_only else replace(question.scope, series=question.named.series)
        text, day = question.text, question.as_of
        asked = spoken_day(text, day), spoken_hour(text), asks_whether(text, self.reader)
        specialties = self.reader.named("specialty", part.text)
        beside = self.reader.beside(part.text)
        found = state(choice.candidates[notice.id], scope, part.text, question.as_of, asked, specialties, beside)
        current = {current.id for current in timeline(self.base).current(question.as_of)}
        named = over(notice, question.as_of) or notice.id not in current
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
                subject_of(part.text, self.reader.telling, partial(self._ranker.scores, notice)),
                tuple(fact for fact, _ in choice.candidates[notice.id].facts),
            )
            for statement, (choice, part, notice) in zip(statements, pairs, strict=True)
        ]
        return by_aspect(said, scope)

    def _no_round(self, question: Question, resolution: Resolution) -> Answer:
        """Nothing on file of the round asked about: that is said, and which rounds are, with whom to ask.

        What was asked is remembered: it may be asked of another round next.
        """
        resolution = replace(resolution, notices=resolution.notices[:MOST_NOTICES])
        notices = resolution.notices
        topics, _ = self._topics(question, resolution) if notices else ([], ())
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

    def _doubtful(self, question: Question, resolution: Resolution, topics: list[tuple[Choice, Part]]) -> Answer:
        """Asks back whether this is meant at all; nothing is cited. What it may be about is remembered."""
        names = tuple(notice.id for notice in resolution.notices)
        if resolution.fit in (Fit.NEED_REGION, Fit.NEED_SERIES):
            return Answer(
                Status.CLARIFY, missing="ours", notices=names, topics=tuple(choice.topic for choice, _ in topics)
            )
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
        missing = "region" if resolution.fit is Fit.NEED_REGION else "series"
        first = tuple(s for s in answer.statements if s.topic == answer.topics[0])
        length = sum(len(fact.say) for s in first for fact in (s.facts if s.stages else s.facts[:1]))
        shown = first if length <= SIDE_BY_SIDE else ()
        return replace(answer, status=Status.CLARIFY, missing=missing, statements=shown)

    def _with_contacts(self, answer: Answer, notices: tuple[Notice, ...]) -> Answer:
        """Silence is answered with whom to ask: the contacts of every notice that does not state the matter."""
        silent = dict.fromkeys(s.notice_id for s in answer.statements if _leaves_open(s))
        listed = {notice.id: notice.contacts for notice in notices}
        return replace(answer, contacts=tuple((name, contact) for name in silent for contact in listed[name]))


def _larger(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {topic: max(one.get(topic, 0.0), other.get(topic, 0.0)) for topic in (*one, *other)}


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


def _sure(part: Part) -> bool:
    """Whether the classifier is sure of the part's topic; a telling without a question needs that."""
    return not part.guesses or part.guesses[0].probability >= SURE


__all__ = ["Answerer"]
