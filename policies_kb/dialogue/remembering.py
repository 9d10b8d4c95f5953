"""What is kept of a question that was answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policies_kb.model.answer import Status
from policies_kb.reading import ASKING

from .counting import groups_in, sum_topic
from .frame import Asked, Frame
from .turn import Turn
from .words import words


def remembered(turn: Turn, topics: tuple[str, ...], day: str = "", due: str = "", *, about: bool = False) -> Frame:
    """The frame after a question was answered. A scope alone keeps the words of the question before it."""
    bounds = words("frame")["bounds"]
    last, question = turn.frame.case.asked, turn.whole
    text = last.text if question.scope_only and last.text else question.text
    asked = Asked(
        text=text[: bounds["text"]],
        topics=topics[: bounds["topics"]],
        scope=question.scope.as_dict(),
        alone=question.scope_only,
        numbered=_numbering(last.numbered, turn.numbered),
        day=day,
        by=_varies_by(turn),
        open=turn.answer is not None and turn.answer.status is Status.CLARIFY,
        counts=_counts(turn, topics),
        due=due,
        about=about,
        path=_one_path(turn),
    )
    scope = turn.frame.scope if turn.aside else turn.scope
    if turn.answer is not None and turn.answer.absent:
        # when the next round will be is asked once; a year that is named stays what is spoken of
        scope = replace(scope, rounds=tuple(wish for wish in scope.rounds if (wish.step or 0) <= 0))
    return turn.frame.with_case(scope=scope.as_dict(), asked=asked, doubted=False, told=_kept_told(turn))


def _counts(turn: Turn, topics: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """The people counted so far: by this question, or before it as long as the talk goes on."""
    if turn.counts or not sum_topic(topics):
        return turn.counts
    reading = turn.brain.reader.read(turn.text)
    return groups_in(turn.text, reading, turn.scope, turn.scope) or turn.frame.case.asked.counts


def _varies_by(turn: Turn) -> tuple[str, ...]:
    """What the facts on the topics answered vary by: whoever names such a thing alone means this question."""
    given = turn.answer.statements if turn.answer else ()
    facts = [f for s in given for f in turn.brain.base.notices[s.notice_id].cell(s.topic).facts]
    by = {"level": any(fact.levels for fact in facts), "education": any(fact.education for fact in facts)}
    return tuple(slot for slot, varies in by.items() if varies)


def _one_path(turn: Turn) -> str:
    """The path that every fact answered is limited to; "" where there is none, or one is of everybody."""
    paths = {fact.paths for s in (turn.answer.statements if turn.answer else ()) for fact in s.facts}
    (only,) = paths if len(paths) == 1 else ((),)
    return only[0] if len(only) == 1 else ""


def _kept_told(turn: Turn) -> dict[str, Any]:
    """What is known of the person: told as one's own and not supposed; place and series are the scope's."""
    told, known = turn.told, turn.frame.case.told
    own = "我" in turn.message.text or turn.another or not ASKING.search(turn.message.text)
    if turn.aside or told.what_if or "suppose" in turn.act.leads or not own or turn.frame.case.before:
        return known
    new = {
        n: v for n, v in told.values.items() if n not in ("region", "series", "specialty") and n not in told.inferred
    }
    times = words("frame")["one_of"]
    known = {n: v for n, v in known.items() if not (n in times and set(times) & set(new))}
    return {**known, **new}


def _numbering(known: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """The numbered parts that 「第2个」 may mean: a list that goes on (④ ⑤) is added, one that begins anew replaces."""
    if "1" in new:
        return new
    return dict(list({**known, **new}.items())[-words("frame")["bounds"]["parts"] :])
