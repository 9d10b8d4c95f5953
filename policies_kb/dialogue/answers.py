"""The steps that answer: the notices of the scope, what they state, what was chosen."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.model.answer import Answer, Status
from policies_kb.model.question import Question, Scope
from policies_kb.scope import resolve

from .memory import carried
from .questions import parts_of_text
from .turn import Turn


def facts(turn: Turn) -> Turn:
    """The notices of the scope, and what they state."""
    question = turn.whole
    resolution = resolve(question.scope, turn.brain.base, question.as_of)
    turn = turn.noted("scope", _kinds(question.scope), ",".join(n.id for n in resolution.notices), resolution.fit)
    answers = [turn.brain.answer(_part(turn, part)) for part in turn.numbered.values()] or [turn.brain.answer(question)]
    return replace(turn, answer=merged(answers))


def choice(turn: Turn) -> Turn:
    """Notes what was chosen."""
    answer = turn.answer
    if answer is None:
        return turn
    scores = ",".join(f"{s.topic}={s.score:.2f}" for s in answer.statements[:4])
    return turn.noted("choice", f"{len(turn.whole.parts)} parts", ",".join(answer.topics) or "none", scores).noted(
        "facts",
        f"{len(answer.notices)} notices",
        str(answer.status),
        ",".join(f.id for s in answer.statements for f in s.facts),
    )


def _kinds(scope: Scope) -> str:
    kinds = ("regions", "series", "path", "level", "education", "rounds")
    return ",".join(kind for kind in kinds if getattr(scope, kind)) or "nothing"


def _part(turn: Turn, text: str) -> Question:
    """A numbered part as a question of its own; what another part names does not bind it."""
    reader = turn.brain.reader
    text = reader.read(text).text
    named = reader.read(text).scope_on(turn.message.day)
    known = replace(turn.scope, path=None, level=None, education=())
    scope, _ = carried(known, named, frozenset())
    found = parts_of_text(text, turn, named)
    return replace(turn.whole, text=text, scope=scope, named=named, parts=found, scope_only=False)


def merged(answers: list[Answer]) -> Answer:
    """One answer out of those to the parts, in their order; each statement once."""
    if len(answers) == 1:
        return answers[0]
    each = {(s.notice_id, s.topic, s.kind, s.say, s.facts[:1]): s for a in answers for s in a.statements}
    statements = tuple(each.values())
    kinds = {answer.status for answer in answers}
    status = kinds.pop() if len(kinds) == 1 else Status.PARTIAL
    return Answer(
        status=status if statements else answers[0].status,
        statements=statements,
        notices=tuple(dict.fromkeys(n for a in answers for n in a.notices)),
        contacts=tuple(dict.fromkeys(c for a in answers for c in a.contacts)),
        missing=answers[0].missing if status is Status.CLARIFY else "",
        unanswered=tuple(dict.fromkeys(part for a in answers for part in a.unanswered)),
        several=True,
        topics=tuple(dict.fromkeys(t for a in answers for t in a.topics)),
    )
