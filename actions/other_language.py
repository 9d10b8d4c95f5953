"""A message that is not in Chinese: the fixed answer of its language, where that is switched on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.acts import ASK
from policies_kb.languages import PINYIN, Heard, heard
from policies_kb.languages.data import TOPICS
from policies_kb.model.answer import Status
from policies_kb.model.question import Scope

from . import asking, checking
from .knowledge import answerer
from .languages import fixed, spoken, welcome
from .saying import Said

NOT_UNDERSTOOD = {"foreign_language", "unclear"}  # talk that only says that Chinese would be understood


def heard_in(turn: Turn) -> Heard | None:
    """The language of the message where it has an answer of its own; None for Chinese, for what is no question, and
    for what a running check takes as its answer."""
    phrases = spoken()
    if phrases is None or not phrases.on or turn.act.name != ASK:
        return None
    found = heard(turn.message.text, answerer().base.reference)
    if found is None or phrases.of(found.language) is None:
        return None
    if checking.waits(turn) and checking.expects(turn, asking.intent_of(turn)):
        return None
    return found


def understood(turn: Turn, found: Heard, replies: Sequence[Said]) -> bool:
    """Whether the usual way understood the message: surely, or what pinyin asks for by its words is what was answered.

    What is near to nothing in pinyin is answered from any clause in which letters stand.
    """
    statuses = {str(said.custom.get("status", "")) for said in replies}
    if statuses <= {Status.OUT_OF_SCOPE.value}:
        return False
    if statuses <= {Status.SMALL_TALK.value}:
        return asking.intent_of(turn) not in NOT_UNDERSTOOD
    first = checking.first_guess(turn)
    if first and first[1] >= checking.SURE:
        return True
    asked = {topic for matter in found.matters for topic in TOPICS[matter]}
    answered = {topic for said in replies for topic in said.custom.get("topics", ())}
    return found.language != PINYIN or not asked or not answered or bool(asked & answered)


def answer(turn: Turn, found: Heard) -> tuple[list[Said], Frame]:
    """The fixed answer, then a running check's question once more; the place is remembered."""
    phrases = spoken()
    wording = phrases.of(found.language) if phrases else None
    assert wording is not None  # heard_in has looked
    if found.thanks:
        again, _ = checking.asks_again(turn)
        return [welcome(found.language, wording), *again], turn.frame
    scope = replace(turn.scope, rounds=())
    if found.places and found.places != scope.regions:
        scope = Scope(regions=found.places)
    said = fixed(found.language, wording, scope, found.matters, answerer().base, turn.message.day)
    again, check = checking.asks_again(turn)
    frame = turn.frame.with_case(scope=scope.as_dict())
    return [said, *again], frame.with_case(check=check) if again else frame
