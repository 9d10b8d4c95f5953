"""What a turn does, decided in order: the first course that applies is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.acts import ASK, asks_progress
from policies_kb.dialogue.frame import Asked, Case
from policies_kb.model.answer import Status

from . import among, asking, beginning, checking, last, other_language, whats_open
from .knowledge import answerer
from .saying import Said
from .wording import Composer
from .wording.phrasebook import load_phrasebook

STAYS_WITH_CHECK = {"thanks", "greet", "who_are_you", "what_can_you_do", "unclear", "foreign_language", "insult"}
HANDED_OFF = "handoff"
WANTS_PERSON = "wants_person"  # in a reply's custom: somebody asked for a person, with the scope of the conversation
DECLINED = {"out_of_scope", "injection", "act_for_me"}
START_OVER, CANCEL, OPEN_NOW, MORE = "start_over", "cancel", "open_now", "more"


@dataclass(frozen=True)
class Outcome:
    """What is said and what is remembered."""

    replies: list[Said]
    frame: Frame


Course = Callable[[Turn], Outcome | None]


def take(turn: Turn) -> tuple[Outcome, str]:
    """The outcome of the turn, and the name of the course."""
    if "drop" in turn.act.leads:  # 「算了，授予呢」: the check is dropped, the rest is asked
        turn = replace(turn, frame=turn.frame.with_case(check=None, before=None))
    foreign = other_language.heard_in(turn)
    if foreign is not None and not foreign.may_be_understood:
        return Outcome(*other_language.answer(turn, foreign)), "other_language"
    for course in COURSES:
        outcome = course(turn)
        if outcome is not None:
            if foreign is not None and not other_language.understood(turn, foreign, outcome.replies):
                return Outcome(*other_language.answer(turn, foreign)), "other_language"
            return _aged(turn, outcome), course.__name__
    raise AssertionError("the last course takes every turn")


def _aged(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome; a question that this turn neither answered nor acted on is the last one no more."""
    case, before = outcome.frame.case, turn.frame.case.asked
    if case.asked != before or turn.act.name != ASK or not case.asked.fresh:
        return outcome
    asked = case.asked.model_copy(update={"fresh": False})
    return replace(outcome, frame=outcome.frame.with_case(asked=asked, recent=case.recent))


def starts_over(turn: Turn) -> Outcome | None:
    """Everything is forgotten."""
    if turn.act.name != START_OVER and not (turn.message.intent == START_OVER and not turn.act.leads):
        return None
    return Outcome([_talk(turn, START_OVER)], Frame.from_slot(None))


def cancels(turn: Turn) -> Outcome | None:
    """A running check ends; the rest is kept."""
    if turn.act.name != CANCEL and not (turn.told.cancels and not turn.act.leads):
        return None
    return Outcome([_talk(turn, CANCEL)], turn.frame.with_case(check=None, before=None))


def shows_what_is_open(turn: Turn) -> Outcome | None:
    """Which notices can be applied for today; then a running check goes on in one line."""
    if turn.act.name != OPEN_NOW:
        return None
    again, check = checking.asks_again(turn)
    return Outcome([whats_open.said(turn.message.day), *again], turn.frame.with_case(check=check))


def acts_on_the_last(turn: Turn) -> Outcome | None:
    """Repeat, source, why, meaning, more, list … act on what was said last.

    Asked to go on where nothing was asked, the assistant says what can be asked.
    """
    replies = last.reply(turn)
    if not replies and turn.act.name == MORE:
        return Outcome([_talk(turn, "what_can_you_do")], turn.frame)
    doubted = turn.act.name in last.DOUBTS or turn.frame.case.doubted
    return Outcome(replies, turn.frame.with_case(doubted=doubted)) if replies else None


def talks(turn: Turn) -> Outcome | None:
    """Greetings, thanks, the way to a person; then a running check goes on in one line."""
    intent = asking.intent_of(turn)
    if not load_phrasebook().has(intent) or intent in (START_OVER,) or checking.expects(turn, intent):
        return None
    if intent == HANDED_OFF:
        said = last.whom_to_phone(turn)
        # the doors know whether a person is there, and who wants one wants one for this place
        replies = [replace(said, custom={**said.custom, WANTS_PERSON: turn.scope.as_dict()})]
        return Outcome(replies, turn.frame.with_case(scope=turn.scope.as_dict()))
    if intent == CANCEL:
        return Outcome([_talk(turn, CANCEL)], turn.frame.with_case(check=None, before=None))
    replies = [_talk(turn, intent)]
    frame = turn.frame.with_case(scope=turn.scope.as_dict())
    if intent in STAYS_WITH_CHECK:
        again, check = checking.asks_again(turn)
        frame = frame.with_case(check=check) if again else frame
        replies += again
    return Outcome(replies, frame)


def looks_back(turn: Turn) -> Outcome | None:
    """Asks of what was decided before: who of several people, whether the day comes in time."""
    replies = among.who_of_them(turn) or among.in_time(turn)
    return Outcome(replies, turn.frame.with_case(scope=turn.frame.scope.as_dict())) if replies else None


def nobody_elses(turn: Turn) -> Outcome | None:
    """Somebody's own progress or result cannot be looked up: that is said, and then what the notice says."""
    if not asks_progress(turn.text):
        return None
    said = Said(load_phrasebook()("no_personal"), (), {"status": Status.NOT_STATED.value})
    if not (turn.scope.regions or turn.scope.series):
        return Outcome([said], turn.frame)
    replies, frame = asking.answer(turn)
    first = replies[0]
    joined = replace(first, before=(said.text, *first.before))
    return Outcome([joined, *replies[1:]], frame)


def checks(turn: Turn) -> Outcome | None:
    """A running check takes the message, or a closed one opens again, or one begins."""
    outcome = (
        checking.when_enough(turn) or checking.goes_on(turn) or checking.opens_again(turn) or beginning.begins_now(turn)
    )
    return Outcome(*outcome) if outcome else None


def answers(turn: Turn) -> Outcome | None:
    """A question to the knowledge base; a running check goes on in one line."""
    return Outcome(*asking.answer(turn))


COURSES: tuple[Course, ...] = (
    starts_over,
    cancels,
    shows_what_is_open,
    acts_on_the_last,
    nobody_elses,
    talks,
    looks_back,
    checks,
    answers,
)


def _talk(turn: Turn, intent: str) -> Said:
    status = Status.OUT_OF_SCOPE if intent in DECLINED else Status.SMALL_TALK
    reply = Composer(answerer().base, turn.message.day).talk(intent, status)
    return Said.of(reply)


__all__ = ["WANTS_PERSON", "Asked", "Case", "Outcome", "take"]
