"""What a check that runs has, and what of a message is for it."""

from __future__ import annotations

from copy import deepcopy

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import words
from policies_kb.eligibility.telling import Told
from policies_kb.reading import ASKING
from policies_kb.reading.clauses import clauses

from ..eligibility import OWN_CASE, Check, is_answer
from ..knowledge import answerer
from ..saying import Said

Done = tuple[list[Said], Frame]
SURE = 0.5  # probability of a topic from which a message during a check is a question of its own
LEADS_AWAY = {"handoff", "start_over", "cancel", "injection", "insult"}
TALK = {"thanks", "greet", "goodbye", "who_are_you", "what_can_you_do"}
RULES = ("when", "how_long", "how_much", "where", "who", "which", "copies", "grade", "which_years")  # aspects of a rule


def running(turn: Turn) -> Check | None:
    """The check of the case that is spoken of; one of an older make is dropped."""
    try:
        return Check.from_slot(deepcopy(turn.frame.case.check))
    except TypeError:
        return None


def waits(turn: Turn) -> bool:
    """Whether a check waits for an answer."""
    check = running(turn)
    return check is not None and check.asking is not None


def expects(turn: Turn, intent: str) -> bool:
    """Whether a running check takes this message, whatever talk it looks like."""
    check = running(turn)
    if check is None or not check.asking:
        return bool(intent == "unclear" and turn.frame.case.asked.topics)
    if intent in LEADS_AWAY | TALK and set(turn.told.values) <= {"specialty"}:
        return False  # a line of work in free words may be anything: talk comes before it
    tells = bool(set(turn.told.values) - {"specialty"} or turn.told.denied)
    return turn.told.puzzled or is_answer(check, turn.told) or (intent == "unclear" and tells)


def first_guess(turn: Turn) -> tuple[str, float] | None:
    parts = turn.whole.parts
    first = parts[0].guesses[0] if parts and parts[0].guesses else None
    return (first.topic, first.probability) if first else None


def changed_fields(told: Told, check: Check) -> set[str]:
    """The fields of which the message says something new, or takes back what was told."""
    denied = {name for name, value in told.denied if check.told.get(name) == value}
    return denied | {name for name, value in told.values.items() if check.told.get(name) != value}


def asks_rule(turn: Turn) -> bool:
    aspects = words("asking")["aspects"]
    return any(word in turn.message.text for name in RULES for word in aspects[name])


def asked_of_things(turn: Turn) -> tuple[str, ...]:
    """The clauses that ask of something by name, and not whether the person may: 「合格 公示要几天」."""
    reader = answerer().reader
    asking = (clause for clause in clauses(turn.text) if ASKING.search(clause) and not OWN_CASE.search(clause))
    return tuple(clause for clause in asking if not lacks(clause, reader.read(clause))[0])
