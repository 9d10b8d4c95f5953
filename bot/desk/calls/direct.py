"""The direct answer to what stands in the box: for the same words, place and day the same, whatever came before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from actions.knowledge import answerer
from actions.wording import Composer
from actions.wording.aloud import aloud, with_phone
from actions.wording.silences import silent_aspects
from bot.receipts import Cited, Content, Stood, Used
from bot.receipts.standing import standing_of
from policies_kb.choosing import Understood, in_use, understand
from policies_kb.dialogue import FACTS, UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.loading import KnowledgeBase
from policies_kb.model.answer import Answer, Statement, Status
from policies_kb.model.question import Scope

from .cards import Card

SILENT = frozenset({Status.NOT_STATED, Status.DEFERRED, Status.NO_NOTICE})
PASSES_ON = SILENT | {Status.PARTIAL}
CONTACT = "contact"


@dataclass(frozen=True)
class Direct:
    """``aloud``: one sentence to read out; ``rest``: what else is said; ``line``: the line of sources;
    ``notices``: those it speaks from, none while it asks back.

    ``sources``: verbatim pieces; ``used``: the facts and silences behind them; ``passed_to``: the phones to which a
    silent answer passes the caller on; ``clause_only``: nothing but a clause was found; ``silent_on``: topic → aspects
    (ids) asked of it that are not stated.
    """

    aloud: str
    rest: tuple[str, ...]
    line: str
    sources: tuple[Cited, ...]
    standings: tuple[Stood, ...]
    status: str
    asked_back: bool
    silent: bool
    named: Scope
    notices: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    topics: tuple[str, ...] = ()
    passed_to: tuple[str, ...] = ()
    clause_only: bool = False
    release: int | None = None
    silent_on: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def content(self, day: date) -> Content:
        """The answer as it is kept."""
        return Content(
            aloud=self.aloud,
            rest=self.rest,
            line=self.line,
            cited=self.sources,
            used=self.used,
            stood=self.standings,
            status=self.status,
            topics=self.topics,
            release=self.release,
            day=day,
        )


def direct(text: str, card: Card, day: date, *, of_nobody: bool = False) -> Direct:
    """Answers for the place and series of the card; what the words name themselves goes before.

    ``of_nobody``: without a word about the person: what the notices say, to be sent and kept.
    """
    brain = answerer()
    reading = brain.reader.read(text)
    told = {} if of_nobody else dict(card.check.told)
    frame = Frame.from_slot(None).with_case(scope=card.scope.as_dict(), told=told)
    understood: Understood | None = understand(in_use(), brain.reader, reading)
    turn = run((*UNDERSTANDING, *FACTS), Turn(brain, Message(text, day, understood=understood), frame, reading))
    assert turn.answer is not None
    answer = impersonal(turn.answer) if of_nobody else turn.answer
    reply = Composer(brain.base, day).compose(answer, turn.whole)
    lines = [line for line in reply.text.removesuffix(reply.source).split("\n") if line]
    first, rest = aloud(lines)
    cited = tuple(
        Cited(notice_id=c["notice_id"], name=brain.base.names[c["notice_id"]], clause=c["clause"], quote=c["quote"])
        for c in reply.custom.get("citations", ())
    )
    # somebody who asks for the phone is told it, whoever answers
    silent_first = any(statement.facts and statement.facts[0].silent for statement in answer.statements)
    leaves_open = answer.status in PASSES_ON or answer.clause_only is not None or silent_first
    passes_on = leaves_open and CONTACT not in answer.topics
    phones = _phones(brain.base, answer) if passes_on else ()
    return Direct(
        aloud=with_phone(first, phones),
        rest=rest,
        line=reply.source,
        sources=cited,
        standings=tuple(standing_of(brain.base, name, day) for name in answer.notices),
        status=answer.status.value,
        asked_back=answer.status is Status.CLARIFY,
        silent=answer.status in SILENT,
        named=turn.named,
        notices=() if answer.status is Status.CLARIFY else answer.notices,
        used=tuple(dict.fromkeys(_used(answer))),
        topics=answer.topics,
        passed_to=phones,
        clause_only=answer.clause_only is not None,
        release=brain.base.release,
        silent_on=silent_aspects(answer),
    )


def impersonal(answer: Answer) -> Answer:
    """The answer without verdicts on the asker's own numbers and days, and without their words."""

    def of(statement: Statement) -> Statement:
        window = statement.window and replace(statement.window, asked_day=None, whether=False, too_late_at=None)
        stages = tuple(replace(one, asked_day=None, whether=False, too_late_at=None) for one in statement.stages)
        return replace(statement, applied=(), binding=None, correction=None, window=window, stages=stages)

    return replace(answer, statements=tuple(map(of, answer.statements)), unanswered=(), remarks=())


def _used(answer: Answer) -> Iterator[Used]:
    for statement in answer.statements:
        if not statement.facts:
            yield Used(notice_id=statement.notice_id, topic=statement.topic)
        for fact in statement.facts:
            yield Used(
                notice_id=fact.notice or statement.notice_id,
                topic=statement.topic,
                fact=fact.id,
                say=fact.say,
                clause=fact.clause,
                quote=fact.quote,
            )


def _phones(base: KnowledgeBase, answer: Answer) -> tuple[str, ...]:
    named = [answer.clause_only.notice_id] if answer.clause_only else []
    of_notices = (contact for name in (*answer.notices, *named) for contact in base.notices[name].contacts)
    return tuple(dict.fromkeys(one.phone for one in (*(contact for _, contact in answer.contacts), *of_notices)))
