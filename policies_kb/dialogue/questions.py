"""The step that makes questions of a message that is whole, and the last question asked again."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.choosing import Understood, belonging, circumstance, in_use, parts_of, understand, with_subjects
from policies_kb.model.facts import Level
from policies_kb.model.question import Part, Question, Scope
from policies_kb.scope import offers, resolve

from .turn import Turn
from .whole import numbered_parts
from .words import words


def parts(turn: Turn) -> Turn:
    """Every question in the message, with the topics it may be about; none of its own where only a scope is named."""
    asked, reader = turn.frame.case.asked, turn.brain.reader
    alone = not turn.whole_text or (turn.aside and turn.goes_on)
    text = turn.text if alone else turn.whole_text
    typed = text == reader.read(turn.message.text).text
    numbered = numbered_parts(turn.message.text) if typed else {}
    numbered = dict(zip(numbered, with_subjects(in_use(), reader, list(numbered.values())), strict=True))
    understood: Understood | None = None
    if not alone:
        understood = turn.message.understood if typed and not numbered else None
        understood = understood or understand(in_use(), reader, reader.read(text))
    by = circumstance(turn.named, turn.frame.scope, asked.topics, turn.reading.contact_of)
    found = parts_of(understood, in_use(), by) if understood else ()
    told = turn.told.values
    question = Question(
        text=text,
        as_of=turn.message.day,
        scope=_of_the_last_path(turn),
        parts=found,
        inherited_topics=_own_conditions(asked.topics, turn) if alone else asked.topics,
        scope_only=alone,
        named=turn.named,
        belonging=belonging(in_use(), understood.whole.ours if understood else None, by),
        asker={**turn.frame.case.told, **told},
        told=frozenset(told),
    )
    return replace(turn, question=question, numbered=numbered).noted(
        "parts", f"{len(text)} characters", f"{len(found)} parts, {len(numbered)} numbered"
    )


def _of_the_last_path(turn: Turn) -> Scope:
    """The scope; a question without a subject of its own (「要干满几年」) is about the path that was just told of."""
    asked = turn.frame.case.asked
    new = turn.named.regions or turn.named.series or turn.named.path or turn.named.level or turn.named.education
    if not (turn.goes_on or asked.fresh) or not turn.whole_text or turn.scope.path or new:
        return turn.scope
    return replace(turn.scope, path=asked.path or None)


def _own_conditions(topics: tuple[str, ...], turn: Turn) -> tuple[str, ...]:
    """The last topics; a condition of another path gives way to that of the path named now."""
    table, reference = words("frame")["conditions"], turn.brain.base.reference
    path = turn.named.path
    if path is None and turn.named.level is Level.JUNIOR:
        notices = resolve(turn.scope, turn.brain.base, turn.message.day).notices
        boards = [p.id for p in reference.paths.values() if p.board]
        offered = any(offers(notice, board, None) for notice in notices for board in boards)
        path = None if offered else reference.ordinary_path.id
    if path is None or path not in table:
        return topics
    return tuple(dict.fromkeys(table[path] if topic in table.values() else topic for topic in topics))


def parts_of_text(text: str, turn: Turn, named: Scope) -> tuple[Part, ...]:
    """The parts of a text that was not typed as it stands."""
    reader = turn.brain.reader
    reading = reader.read(text)
    by = circumstance(named, turn.frame.scope, turn.frame.case.asked.topics, reading.contact_of)
    return parts_of(understand(in_use(), reader, reading), in_use(), by)


def again(turn: Turn) -> Turn:
    """The turn with the last question in place of the message: to say its answer once more."""
    asked = turn.frame.case.asked
    scope = Scope.from_dict(asked.scope)
    found: tuple[Part, ...] = () if asked.alone else parts_of_text(asked.text, turn, scope)
    question = Question(asked.text, turn.message.day, scope, found, asked.topics, asked.alone, scope)
    return replace(turn, question=question, scope=scope)


def asking_alone(turn: Turn, text: str) -> Turn:
    """The turn with a part of the last question asked alone."""
    question = replace(turn.whole, text=text, parts=parts_of_text(text, turn, turn.scope), scope_only=False)
    return replace(turn, question=question, answer=None)
