"""Takes an answer of /check: the state after it, or the question again with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from actions.eligibility import TARGET, TIMES
from actions.knowledge import answerer
from policies_kb.eligibility import question, question_options, targets
from policies_kb.eligibility.near import near_series
from policies_kb.eligibility.telling import tell
from policies_kb.loading import KnowledgeBase

from .check_state import LONGEST, NONE_YET, UNKNOWN, State

AS_TYPED = "="  # before an answer that is taken as it was typed, though something like it is known
SAME_MATTER = {"years": TIMES, "series": frozenset({"specialty"})}  # fields that answer another's question


@dataclass(frozen=True)
class Again:
    """The question is put again: ``reason`` why, ``meant`` what the answer may have meant, to choose from."""

    field: str
    reason: str
    meant: tuple[str, ...] = ()


def taken(state: State, name: str, answer: str, base: KnowledgeBase) -> State | Again:
    """The state with the answer; Again where it cannot be read."""
    if answer == UNKNOWN:
        return state.with_told({name: UNKNOWN})
    if name == TARGET:
        return state.with_told({}, answer) if answer in targets() else Again(TARGET, "请选一项")
    options = {key(stored): stored for stored, _ in question_options(name)}
    if answer in options:
        return state.with_told({name: _stored(name, options[answer])})
    if options or not answer:
        return Again(name, "请选一项；不清楚就选“不知道”" if options else "请先填写或选一项")
    return _told(state, name, answer[:LONGEST], base)


def _told(state: State, name: str, answer: str, base: KnowledgeBase) -> State | Again:
    """An answer in free words, read as the same words are in conversation."""
    as_typed, answer = answer.startswith(AS_TYPED), answer.removeprefix(AS_TYPED)
    check = state.check()
    check.asking = name
    told = tell(answer, answerer().reader, state.day, name)
    if told.unknown and name not in told.values:
        return state.with_told({name: UNKNOWN})
    if not ({name} | SAME_MATTER.get(name, frozenset())) & set(told.values):
        return Again(name, f"没看懂“{answer}”。{question(name, base).example}")
    if name == "series" and name not in told.values and not as_typed and (near := _near(answer, base)):
        return Again(name, f"没有叫“{answer}”的系列，您是不是指", near)
    check.take(told)
    if name not in check.told and name not in check.asked:
        check.asked.append(name)  # told in another way: it is not asked once more
    return state.taking(check)


def _near(answer: str, base: KnowledgeBase) -> tuple[str, ...]:
    """Series that may be meant by a word that is no specialty on file either."""
    known = {s for series in base.reference.series.values() for s in series.specialties}
    return () if answer in known else near_series(answer, base.reference)


def key(stored: object) -> str:
    """An option's value as it stands in the form."""
    return str(stored).lower() if isinstance(stored, bool) else str(stored)


def _stored(name: str, stored: object) -> object:
    """A button's value as the field holds it: an assessment is a list of one, or of none."""
    if name == "assessments":
        return [] if stored == NONE_YET else [stored]
    return stored
