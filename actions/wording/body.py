"""The statements of an answer in words: of one notice as a text, of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policies_kb.model.answer import Answer, Citation, Statement
from policies_kb.model.question import Question

from . import windows
from .cards import TABLE, Card, list_card
from .contacts import whom_to_ask
from .materials import Listed, is_list, listed
from .once import once
from .statements import Said, spoken
from .voice import Voice

FEW = 2  # facts of a notice, where several stand side by side
MOST_LISTS = 2  # notices whose whole lists are shown; of more only how many items there are


@dataclass(frozen=True)
class Body:
    """The lines of a reply, the lists that follow as bubbles of their own, and where all of it stands.

    ``whom``: the notices whose phone is given. ``cards``: which of the lines are a list or a table.
    """

    lines: list[str]
    lists: list[str] = field(default_factory=list)
    sources: list[Citation] = field(default_factory=list)
    whom: frozenset[str] = frozenset()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Row:
    """What one or several notices say on a topic. ``line``: the same as a line of text."""

    topic: str
    notice: str
    says: str
    line: str


def told(voice: Voice, answer: Answer, question: Question, most: int | None = None) -> Body:
    """Everything the answer states. ``most``: so many facts of a notice at most."""
    lists = {s.notice_id: listed(voice, s, question) for s in answer.statements if is_list(s)}
    cards: list[Card] = []
    if len(answer.notices) > 1:
        rows, said = _side_by_side(voice, answer.statements, lists, most or FEW)
        lines = [row.line for row in rows]
        cards += [_table(voice, rows)] if len(rows) > 1 else []
    else:
        lines, said = _of_one(voice, answer.statements, lists)
    sources = [citation for found in said for citation in found.sources]
    whom = frozenset(s.notice_id for s, found in zip(answer.statements, said, strict=True) if found.open)
    if len(lists) > MOST_LISTS or not lists:
        return Body(lines, sources=sources, whom=whom, cards=tuple(cards))
    named = len(lists) > 1
    texts = [
        voice.say("list_named", notice=voice.base.names[name], text=found.text) if named else found.text
        for name, found in lists.items()
    ]
    cards += [
        list_card(text, found.parts, voice.base.names[name] if named else "")
        for text, (name, found) in zip(texts, lists.items(), strict=True)
        if found.parts
    ]
    return Body(lines, texts, sources, whom, tuple(cards))


def _table(voice: Voice, rows: Sequence[Row]) -> Card:
    """The rows as data; their topics are named where there are several."""
    topics = {row.topic for row in rows}
    known = voice.base.reference.topics
    told = [
        {"notice": row.notice, "says": row.says, **({"topic": known[row.topic].name} if len(topics) > 1 else {})}
        for row in rows
    ]
    return Card(TABLE, "\n".join(row.line for row in rows), {"rows": told})


def compared(voice: Voice, answer: Answer) -> list[str]:
    """The conclusion of a comparison: alike or not, which is earlier or later."""
    if answer.alike is not None:
        return [voice.say("alike" if answer.alike else "unlike")]
    if not answer.verdict:
        return []
    ends = {s.notice_id: s.window.end for s in reversed(answer.statements) if s.window and s.window.end}
    mine = ends.pop(answer.verdict, None)
    later = mine is None or all(mine > end for end in ends.values())
    name = voice.notice(answer.verdict).head.short_name
    return [voice.say("verdict_later" if later else "verdict_earlier", notice=name)]


def _of_one(
    voice: Voice, statements: Sequence[Statement], lists: dict[str, Listed]
) -> tuple[list[str], Sequence[Said]]:
    """One notice's statements: its round first, windows that are all over in one sentence, whom to ask last."""
    if not statements:
        return [], ()
    said = [_said(voice, statement, lists) for statement in statements]
    ended = _all_over(voice, statements)
    if ended:
        timed = [bool(windows.dated(voice, statement)) for statement in statements]
        said = [replace(found, lines=()) if over else found for found, over in zip(said, timed, strict=True)]
    lines = once([*ended, *(line for found in said for line in found.lines)])
    past = any(window.state == "past_year" for s in statements for _, window in windows.dated(voice, s))
    if statements[0].round and lines and not past:
        lines[0] = voice.say("of_round", round=statements[0].round, text=lines[0])
    if any(found.open for found in said):
        lines.append(whom_to_ask(voice.say, voice.notice(statements[0].notice_id)))
    return lines, said


def _all_over(voice: Voice, statements: Sequence[Statement]) -> list[str]:
    """One sentence where several windows are asked about and all of them are over."""
    timed = [s for s in statements if windows.dated(voice, s)]
    found = list({fact.id: (fact, state) for s in timed for fact, state in windows.dated(voice, s)}.values())
    answered = any(s.correction or s.applied for s in timed)
    if len(timed) < 2 or answered or any(state.state not in windows.OVER for _, state in found):
        return []
    return [windows.over(voice, found, timed[0])]


def _side_by_side(
    voice: Voice, statements: Sequence[Statement], lists: dict[str, Listed], most: int
) -> tuple[list[Row], Sequence[Said]]:
    """A row a notice and topic; notices that say the same share one. What a notice has said it does not say again."""
    told_by: dict[str, list[str]] = {}
    names: dict[tuple[str, str], list[str]] = {}
    said = [_said(voice, statement, lists, most) for statement in statements]
    for statement, found in zip(statements, said, strict=True):
        before = told_by.setdefault(statement.notice_id, [])
        ask = [whom_to_ask(voice.say, voice.notice(statement.notice_id))] if found.open else []
        text = "".join(once([*found.lines, *ask], before))
        before += [*found.lines, *ask]
        if text:
            names.setdefault((statement.topic, text), []).append(voice.name(statement))
    rows = []
    for (topic, text), named in names.items():
        notice = "、".join(named)
        rows.append(Row(topic, notice, text, voice.say("named", notice=notice, text=text)))
    return rows, said


def _said(voice: Voice, statement: Statement, lists: dict[str, Listed], most: int | None = None) -> Said:
    if is_list(statement):
        found = lists[statement.notice_id]
        return Said((found.summary,), found.sources)
    return spoken(voice, statement, most)
