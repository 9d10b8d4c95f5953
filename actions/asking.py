"""Questions to the knowledge base: the answer in words, and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.remembering import remembered
from policies_kb.dialogue.words import words
from policies_kb.model.answer import Answer, Status
from policies_kb.reading.days import WEEKDAYS

from .due import due_after
from .knowledge import answerer
from .saying import Said
from .wording import Composer
from .wording.dates import day as spoken
from .wording.phrasebook import load_phrasebook


def intent_of(turn: Turn) -> str:
    """What Rasa's classifier made of the message; of what is left of it, where words were cut off."""
    changed = bool(turn.act.leads) or turn.whole.text != turn.reading.text
    first = turn.whole.parts[0].guesses[:1] if turn.whole.parts else ()
    if turn.whole.scope_only and (turn.named.regions or turn.named.series or turn.named.education):
        return ""
    return first[0].topic if changed and first else turn.message.intent


def answered(turn: Turn) -> Turn:
    """The turn with the facts that answer it."""
    return turn if turn.answer is not None else turn.with_facts


def say(turn: Turn, answer: Answer | None = None) -> Said:
    """The answer in words."""
    given = answer or turn.answer
    assert given is not None
    reply = Composer(answerer().base, turn.message.day).compose(given, turn.whole)
    return Said.of(reply)


def first_of(answer: Answer) -> Answer:
    """What is asked first, alone: beside a check the rest is too much."""
    first = tuple(s for s in answer.statements if answer.topics and s.topic == answer.topics[0])
    return replace(answer, statements=first or answer.statements)


def answer(turn: Turn) -> tuple[list[Said], Frame]:
    """The answer, and the frame after it."""
    turn = _of_recent(answered(turn))
    return [_with_weekday(say(turn), turn)], remember(turn)


def _with_weekday(said: Said, turn: Turn) -> Said:
    """「网报最后一天是星期几」: the day of the week first, of the day on which the answer turns."""
    window = turn.answer.statements[0].window if turn.answer and turn.answer.statements else None
    if window is None or not any(word in turn.text for word in words("acts")["words"]["weekday"]):
        return said
    begins = any(word in turn.text for word in words("acts")["words"]["first_day"])
    day = window.start if begins else window.end
    if day is None:
        return said
    text = load_phrasebook()("last_weekday", day=spoken(day), weekday=WEEKDAYS[day.weekday()])
    if said.before:
        return replace(said, before=(f"{text}\n{said.before[0]}", *said.before[1:]))
    return replace(said, text=f"{text}\n{said.text}")


def _of_recent(turn: Turn) -> Turn:
    """「某系列呢」 when the last turn left no topic, as a verdict does: the question before it is meant."""
    given, recent = turn.answer, turn.frame.case.recent
    nothing = given is not None and given.status is Status.CLARIFY and given.missing == "topic"
    if not (nothing and turn.whole.scope_only and recent and turn.text.rstrip("?？ ").endswith("呢")):
        return turn
    question = replace(turn.whole, inherited_topics=recent[0].topics)
    return answered(replace(turn, question=question, answer=None))


def remember(turn: Turn) -> Frame:
    """The frame after the answer: what was out of scope leaves the last topics as they were."""
    given = turn.answer
    if given is None or given.status is Status.OUT_OF_SCOPE or not given.topics:
        return turn.frame.with_case(scope=(turn.frame.scope if turn.aside else turn.scope).as_dict())
    days = [s.window.end for s in given.statements if s.window and s.window.end]
    due, about = due_after(given, turn.whole.asker.get("years"), turn.message.day)
    return remembered(turn, given.topics, days[0].isoformat() if days else "", due, about=about)
