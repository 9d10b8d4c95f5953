"""One turn: an answer to a running check, the start of one, or a question to the knowledge base."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from policies_kb.answering import FURTHER
from policies_kb.checklist import asks_own_list
from policies_kb.eligibility.telling import Told, tell
from policies_kb.model.answer import Answer, Status
from policies_kb.model.question import Question, Scope
from policies_kb.reading import ASKING
from policies_kb.scope import Fit, resolve

from .eligibility import OWN_CASE, Check, begins, is_answer, wishes
from .knowledge import answerer, flow
from .understanding import question_of
from .wording import Composer
from .wording.phrasebook import load_phrasebook

Events = list[dict[str, Any]]
ALSO_ASKED = 0.38  # score from which a case also asks for a rule, which is then told first …
SURELY_ASKED = 0.6  # … and where else the rule on years would be told
WHY = re.compile(r"^(为什么|为啥|凭什么|哪条|怎么就)[^,，。]{0,6}$")
BARE_WORD = 5  # characters
UNCLEAR = "unclear"
LEADS_AWAY = {"handoff", "start_over", "cancel", "injection", "insult"}
YEARS_ASKED = ("years", "years_counting")
SIDE_QUESTION = 0.5  # probability of a topic from which a message during a check is a question of its own


def take_turn(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Says what this turn calls for; returns what to remember."""
    brain = answerer()
    question = question_of(tracker, brain.reader)
    check = Check.from_slot(tracker.get_slot("check"))
    told = tell(question.text, brain.reader, question.as_of, check.asking if check else None)
    if check and check.asking:
        return _within(dispatcher, question, check, told)
    if check and check.done and asks_own_list(question.text):
        lists = flow().lists(check, question.as_of)
        for step in lists:
            dispatcher.utter_message(text=step.text, json_message=step.custom)
        if lists:
            return _remember(question)
    if check and check.done and len(question.text) <= BARE_WORD and not told.values:
        bare = tell(question.text, brain.reader, question.as_of, "series")
        told = bare if "series" in bare.values else told  # a series alone corrects the line of work
    if check and check.done and (WHY.search(question.text) or (told.values and _goes_on(question, told))):
        check.take(told)
        return [*_remember(question), *_advance(dispatcher, check, question, again=not told.values)]
    if check and check.done and not question.inherited_topics and _by_another_round(check, question):
        return [*_remember(question), *_advance(dispatcher, check, question)]
    if (begins(question.text, told, question.parts) or _bare(question)) and not _nothing_on_file(_as_case(question)):
        return _begin(dispatcher, _as_case(question), told)
    return _answer(dispatcher, question, told)


def _as_case(question: Question) -> Question:
    """The question as somebody's own case: it is judged by the round in force, whatever year was spoken of before."""
    return replace(question, scope=replace(question.scope, rounds=question.named.rounds))


def _bare(question: Question) -> bool:
    """「能初定吗」 with nothing before it that it could go on from."""
    return question.scope_only and not question.inherited_topics and OWN_CASE.search(question.text) is not None


def _by_another_round(check: Check, question: Question) -> bool:
    """「如果按去年的通知呢」: whether the message names a round and nothing else; the check goes by that one then."""
    if not (question.scope_only and question.named.rounds):
        return False
    check.rounds = [wish.model_dump() for wish in question.named.rounds]
    return True


def _nothing_on_file(question: Question) -> bool:
    """Whether no notice bears on the person's place, or none of the round named: there is nothing to check against."""
    fit = resolve(question.scope, answerer().base, question.as_of).fit
    return fit is Fit.NO_ROUND or (fit is Fit.NO_NOTICE and len(question.scope.regions) == 1)


def is_expected(tracker: Tracker, intent: str) -> bool:
    """Whether a running check waits for this message: then no small talk may take it.

    A line of work in free words may be anything, so a wish to speak to a person or to start over comes before it.
    """
    text = str(tracker.latest_message.get("text") or "")
    if intent == UNCLEAR and tracker.get_slot("topics") and FURTHER.match(text):
        return True  # 「那1到8项呢」 goes on with what was asked
    check = Check.from_slot(tracker.get_slot("check"))
    if not check or not check.asking:
        return False
    question = question_of(tracker, answerer().reader)
    told = tell(question.text, answerer().reader, question.as_of, check.asking)
    if intent in LEADS_AWAY and set(told.values) <= {"specialty"}:
        return False
    return told.puzzled or is_answer(check, told)


def _within(dispatcher: CollectingDispatcher, question: Question, check: Check, told: Told) -> Events:
    if told.cancels:
        reply = Composer(answerer().base, question.as_of).talk("cancel", Status.SMALL_TALK)
        dispatcher.utter_message(text=reply.text, json_message=reply.custom)
        return [*_remember(question), SlotSet("check", None)]
    if told.puzzled:
        step = flow().explain(check)
        dispatcher.utter_message(text=step.text, json_message=step.custom)
        return [*_remember(question), *_advance(dispatcher, check, question)]
    if _by_another_round(check, question):
        return [*_remember(question), *_advance(dispatcher, check, question)]
    first = question.parts[0].guesses[0] if question.parts and question.parts[0].guesses else None
    topical = first is not None and first.topic in answerer().base.reference.topics
    aside = topical and first is not None and first.probability >= SIDE_QUESTION and ASKING.search(question.text)
    enough = first is not None and first.topic in YEARS_ASKED and {"years", "work_start"} & set(told.values)
    if aside and not is_answer(check, told) and not enough:
        events = _answer(dispatcher, question)  # a side question is answered, then the check goes on
        if OWN_CASE.search(question.text) or "我" in question.text:
            check.note(told)
    else:
        events = _remember(question)
        before = check.told.get("education")
        check.take(told)
        another = before and check.told.get("education") != before  # another person, or a slip: another rule
        if another or (enough and before):
            _tell_years(dispatcher, check, question)
    return [*events, *_advance(dispatcher, check, question)]


def _begin(dispatcher: CollectingDispatcher, question: Question, told: Told) -> Events:
    check = Check(places=list(question.named.regions), rounds=[wish.model_dump() for wish in question.named.rounds])
    if question.scope.regions and not question.named.regions and "region" not in told.values:
        check.told["region"] = question.scope.regions[0]
    if question.scope.series and not question.named.series and "series" not in told.values:
        check.told["series"] = question.scope.series[0]
    check.take(told)
    brain = answerer()
    absent = resolve(question.scope, brain.base, question.as_of).absent
    if absent:
        rounds = "、".join(wish.name for wish in absent)
        dispatcher.utter_message(text=load_phrasebook()("check_round_absent", rounds=rounds))
    answer = brain.answer(question)
    least = SURELY_ASKED if check.told.get("education") else ALSO_ASKED
    if any(statement.score >= least for statement in answer.statements) and not answer.missing:
        _tell(dispatcher, answer, question)
    elif check.told.get("education"):
        _tell_years(dispatcher, check, question)
    return [*_remember(question), *_advance(dispatcher, check, question)]


def _tell_years(dispatcher: CollectingDispatcher, check: Check, question: Question) -> None:
    """The rule that most cases turn on is said before anything is asked."""
    if question.scope.path not in (None, answerer().base.reference.ordinary_path.id):
        return
    scope = replace(question.scope, education=(str(check.told["education"]),))
    told = dict(check.told)
    rule = replace(question, scope=scope, parts=(), scope_only=True, inherited_topics=YEARS_ASKED[:1])
    rule = replace(rule, asker=told, told=frozenset(told))
    answer = answerer().answer(rule)
    if answer.status is Status.ANSWERED:
        _tell(dispatcher, answer, rule)


def _tell(dispatcher: CollectingDispatcher, answer: Answer, question: Question) -> None:
    """Says the answer to what is asked first: the check itself says the rest."""
    first = tuple(s for s in answer.statements if s.topic == answer.topics[0]) if answer.topics else ()
    answer = replace(answer, statements=first or answer.statements)
    reply = Composer(answerer().base, question.as_of).compose(answer, question)
    dispatcher.utter_message(text=reply.text, json_message=reply.custom)


def _advance(dispatcher: CollectingDispatcher, check: Check, question: Question, *, again: bool = False) -> Events:
    """Says the next question or the verdict; ``again``: the reasons alone, because nothing has changed.

    A round of which nothing is on file for the person's place is said to be absent: no other one judges in its stead.
    """
    place = str(check.told.get("region") or "")
    if check.rounds and place in answerer().base.reference.regions:
        scope = Scope(regions=(place,), rounds=check.wishes())
        if resolve(scope, answerer().base, question.as_of).fit is Fit.NO_ROUND:
            _answer(dispatcher, replace(question, scope=scope))
            return [SlotSet("check", None)]
    step = flow().reasons(check, question.as_of) if again else flow().advance(check, question.as_of)
    dispatcher.utter_message(text=step.text, buttons=list(step.buttons), json_message=step.custom)
    for text, custom in step.further:
        dispatcher.utter_message(text=text, json_message=custom)
    # after a verdict 「那去年呢」 means the case, not what was asked before it
    return [SlotSet("check", check.as_slot()), *([] if check.asking else [SlotSet("topics", None)])]


def _goes_on(question: Question, told: Told) -> bool:
    """After a verdict: 「说错了,我是函授的」「如果我是本科呢」 runs it again."""
    return any(word in question.text for word in ("说错", "不对", "如果", "要是", "假如", "换成", "其实")) or (
        len(question.text) <= 12 and bool(told.values) and not ASKING.search(question.text)
    )


def _answer(dispatcher: CollectingDispatcher, question: Question, told: Told | None = None) -> Events:
    """``told``: what the message tells of a case, where no check runs yet."""
    brain = answerer()
    answer = brain.answer(question)
    if answer.missing == "topic" and told and told.values and wishes(question.text):
        case = _as_case(question)
        if not _nothing_on_file(case):
            return _begin(dispatcher, case, told)
    reply = Composer(brain.base, question.as_of).compose(answer, question)
    *before, last = reply.bubbles
    for text in before:
        dispatcher.utter_message(text=text)
    dispatcher.utter_message(text=last, buttons=list(reply.buttons), json_message=reply.custom)
    events = _remember(question)
    if answer.status is not Status.OUT_OF_SCOPE and answer.topics:
        events.append(SlotSet("topics", list(answer.topics)))
    return events


def _remember(question: Question) -> Events:
    return [SlotSet("scope", question.scope.as_dict())]
