"""Acts on what was said last: once more, where it stands, what it means, how many days are left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from policies_kb.checklist import asks_own_list, list_topics
from policies_kb.choosing import guesses, in_use
from policies_kb.dialogue import Turn
from policies_kb.dialogue.questions import again, asking_alone
from policies_kb.model.answer import Status
from policies_kb.reading.days import WEEKDAYS
from policies_kb.scope import resolve

from . import checking
from .asking import answered, say
from .knowledge import answerer
from .saying import Said
from .wording import Composer
from .wording.clarify import as_buttons
from .wording.dates import day as spoken
from .wording.phrasebook import load_phrasebook

DOUBTS = ("deny", "complain")  # acts that say that the last answer missed the point
CHOICES = 4  # topics offered when it did


def reply(turn: Turn) -> list[Said]:
    """What is said to an act on the last answer; nothing where it is no such act, or nothing was said before."""
    if asks_own_list(turn.text) and (own := checking.own_lists(turn)):
        return own
    case = turn.frame.case
    act = ACTS.get(turn.act.name)
    if act is None or not (case.asked.topics or case.check):
        return []
    return act(turn)


def repeat(turn: Turn) -> list[Said]:
    """The last answer once more; where a check waits, its question."""
    asked, _ = checking.asks_again(turn)
    if asked or not turn.frame.case.asked.topics:
        return asked
    return [say(answered(again(turn)))]


def listing(turn: Turn) -> list[Said]:
    """One's own checklist after a verdict; else the materials that the notices of the scope ask for."""
    own = checking.own_lists(turn)
    if own:
        return own
    question = replace(turn.whole, scope=turn.scope, parts=(), scope_only=True, inherited_topics=list_topics())
    return [say(answered(replace(turn, question=question, answer=None)))]


def source(turn: Turn) -> list[Said]:
    """The words of the notice that the last answer rests on."""
    if turn.frame.case.check and not checking.waits(turn):
        return checking.reasons(turn)
    return _quoted(turn) if turn.frame.case.asked.topics else []


def _quoted(turn: Turn) -> list[Said]:
    """The quotes of the last answer."""
    turn = answered(again(turn))
    given = turn.answer
    assert given is not None
    cited = dict.fromkeys(c for s in given.statements for c in s.citations)
    words, names = load_phrasebook(), answerer().base.names
    lines = [words("last_quote", notice=names[c.notice_id], clause=c.clause, quote=c.quote) for c in cited]
    custom: dict[str, Any] = {"status": given.status.value, "topics": list(given.topics)}
    custom |= {"citations": [{"notice_id": c.notice_id, "clause": c.clause, "quote": c.quote} for c in cited]}
    return [Said("\n".join(lines), (), custom)] if lines else [say(turn)]


def why_asked(turn: Turn) -> list[Said]:
    """Why the check asks what it asks; after a verdict the reasons; after an answer its source."""
    return checking.why_asked(turn) if checking.waits(turn) else source(turn)


def why(turn: Turn) -> list[Said]:
    """The reason of what was said just now: of an answer its source, also beside a check; then the check goes on."""
    asked = turn.frame.case.asked
    if checking.waits(turn) and asked.topics and asked.fresh:
        return [*_quoted(turn), *checking.asks_again(turn)[0]]
    return why_asked(turn)


def meaning(turn: Turn) -> list[Said]:
    """What the question of the check means; after an answer, the answer and the words it rests on."""
    return [*checking.explained(turn), *checking.asks_again(turn)[0]] if checking.waits(turn) else source(turn)


def more(turn: Turn) -> list[Said]:
    """Goes on with a check that waits; else what of the last question was left untold."""
    asked, _ = checking.asks_again(turn)
    return asked or untold(turn) or [Said(load_phrasebook()("no_more"), (), {"status": Status.ANSWERED.value})]


def untold(turn: Turn) -> list[Said]:
    """The answers to the parts of the last question that were left for want of room."""
    if not turn.frame.case.asked.topics:
        return []
    turn = again(turn)
    given = answered(turn).answer
    left = given.unanswered if given else ()
    return [say(part) for text in left if (part := answered(asking_alone(turn, text))).answer and part.answer.topics]


def confirmed(turn: Turn) -> list[Said]:
    """A yes to an answer; one that answers a question back is read on."""
    asked = turn.frame.case.asked
    if checking.waits(turn) or asked.open or not asked.topics:
        return []
    return [Said(load_phrasebook()("confirmed"), (), {"status": Status.SMALL_TALK.value})]


def doubted(turn: Turn) -> list[Said]:
    """The answer missed the point: what was meant is asked once, with topics to choose from; then whom to phone."""
    case = turn.frame.case
    if checking.waits(turn) or not case.asked.topics:
        return []
    if case.doubted:
        return [whom_to_phone(turn)]
    return [Said(load_phrasebook()("not_meant"), as_buttons(_others(turn)), {"status": Status.CLARIFY.value})]


def _others(turn: Turn) -> list[str]:
    """The names of the topics that the last question may have been about besides those answered, where stated."""
    asked, base = turn.frame.case.asked, answerer().base
    notices = resolve(turn.scope, base, turn.message.day).notices
    (rows,) = guesses(in_use(), answerer().reader, [asked.text])
    listed = [row.topic for row in rows if row.topic in base.reference.topics and row.topic not in asked.topics]
    stated = [topic for topic in listed if any(notice.cell(topic).facts for notice in notices)]
    return [base.reference.topics[topic].name for topic in stated[:CHOICES]]


def what_now(turn: Turn) -> list[Said]:
    """Whom to phone."""
    return [whom_to_phone(turn)]


def weekday(turn: Turn) -> list[Said]:
    """The day of the week of the day that the last answer turned on."""
    day = _day(turn)
    if day is None:
        return []
    text = load_phrasebook()("last_weekday", day=spoken(day), weekday=WEEKDAYS[day.weekday()])
    return [Said(text, (), {"status": Status.ANSWERED.value})]


def days_left(turn: Turn) -> list[Said]:
    """How many days there are until that day."""
    day = _day(turn)
    if day is None:
        return []
    left = (day - turn.message.day).days
    phrase = "last_days_left" if left > 0 else "last_day_today" if left == 0 else "last_day_over"
    return [Said(load_phrasebook()(phrase, day=spoken(day), left=abs(left)), (), {"status": Status.ANSWERED.value})]


def whom_to_phone(turn: Turn) -> Said:
    """The phones in force, unless this very message names another round."""
    scope = replace(turn.scope, rounds=turn.named.rounds)
    reply = Composer(answerer().base, turn.message.day).handoff(scope)
    return Said.of(reply)


def _day(turn: Turn) -> date | None:
    return date.fromisoformat(turn.frame.case.asked.day) if turn.frame.case.asked.day else None


ACTS: dict[str, Callable[[Turn], list[Said]]] = {
    "repeat": repeat,
    "list": listing,
    "source": source,
    "why_ask": why_asked,
    "why": why,
    "meaning": meaning,
    "more": more,
    "confirm": confirmed,
    "deny": doubted,
    "complain": doubted,
    "what_now": what_now,
    "weekday": weekday,
    "days_left": days_left,
}
