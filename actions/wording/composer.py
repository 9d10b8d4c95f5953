"""Puts an answer into one reply: verdict or answer first, what decides, what is open, the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from policies_kb.answering.places_asked import places_asked
from policies_kb.examples import examples_of, listed
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import Answer, Citation, Status
from policies_kb.model.facts import ContactFact
from policies_kb.model.question import Question, Scope
from policies_kb.scope import ASKS_BACK, Fit, resolve, timeline

from . import absent, clarify, contacts, materials
from .body import Body, compared, told
from .cards import as_data as cards_as_data
from .phrasebook import load_phrasebook
from .reply import BETWEEN, Reply, in_bubbles
from .silences import silent_aspects, silent_topics
from .sources import as_data, source_line
from .voice import Voice

MOST_NOTICES = 8  # names in a sentence
CONTACT = "contact"


class Composer:
    """Words for one knowledge base on one day."""

    def __init__(self, base: KnowledgeBase, day: date) -> None:
        self._voice = Voice(load_phrasebook(), base, day)

    def compose(self, answer: Answer, question: Question) -> Reply:
        """The reply to a question."""
        say = self._voice.say
        if answer.status is Status.NO_NOTICE and answer.absent:
            lines, buttons = absent.no_round(self._voice, answer)
            return self._reply(answer, Body(lines), buttons)
        if answer.status is Status.NO_NOTICE:
            return self._reply(answer, Body([absent.no_notice(self._voice, answer)]))
        if answer.status is Status.OUT_OF_SCOPE:
            return self._reply(answer, Body([say("out_of_scope", **examples_of(self._voice.base).words())]))
        if answer.status is Status.CLARIFY:
            return self._clarify(answer, question)
        if answer.clause_only:
            phone = self._voice.notice(answer.clause_only.notice_id).contacts[0].phone
            return self._reply(answer, Body([say("clause_only", quote=answer.clause_only.quote, phone=phone)]))
        return self._reply(answer, self._answer(materials.listing(self._voice, answer, question), question))

    def talk(self, intent: str, status: Status) -> Reply:
        """The words of a talk intent."""
        current = timeline(self._voice.base).current(self._voice.day)
        notices = listed((notice.head.short_name for notice in current), MOST_NOTICES)
        words = examples_of(self._voice.base).words()
        return Reply(self._voice.say(intent, notices=notices, **words), custom={"status": status.value})

    def handoff(self, scope: Scope) -> Reply:
        """Whom to phone: for the notices that apply, or for all in force while the place is unknown."""
        voice = self._voice
        found = resolve(scope, voice.base, voice.day)
        notices = found.notices or timeline(voice.base).current(voice.day)
        if found.fit in ASKS_BACK and len(notices) > MOST_NOTICES:
            return self._handoff_where(notices, scope)
        notices = notices[:MOST_NOTICES]
        lines = [absent.nothing_for(voice, found.uncovered[0])] if found.fit is Fit.NO_NOTICE else []
        lines.append(voice.say("handoff"))
        for notice in notices:
            lines += [contacts.line(voice.say, notice, contact) for contact in notice.contacts]
            lines += [
                voice.say("supervision_line", phone=fact.phone)
                for fact in notice.cell("supervision").facts
                if isinstance(fact, ContactFact)
            ]
        citations = [Citation.of(n.id, q) for n in notices for contact in n.contacts for q in contact.quotes]
        custom = {"status": Status.HANDOFF.value, "citations": as_data(citations)}
        return Reply("\n".join(lines), custom=custom)

    def _handoff_where(self, notices: tuple[Notice, ...], scope: Scope) -> Reply:
        """Asks for the place: of hundreds of phones only the one of the asker's place is of use."""
        voice = self._voice
        reference = voice.base.reference
        places = places_asked(notices, scope.regions[0] if scope.regions else "", reference)
        phone = reference.topics[CONTACT].name
        custom = {"status": Status.HANDOFF.value, "citations": []}
        return Reply(voice.say("which_region"), clarify.as_buttons(place + phone for place in places), custom)

    def _answer(self, answer: Answer, question: Question) -> Body:
        voice = self._voice
        body = told(voice, answer, question)
        lines = compared(voice, answer) + body.lines
        if answer.absent:
            lines.insert(0, voice.say("round_absent", rounds="、".join(wish.name for wish in answer.absent)))
        if answer.overlap and len({s.notice_id for s in answer.statements}) > 1:
            whom = "；".join(contacts.phones(voice.notice(name)) for name in answer.notices)
            lines.append(voice.say("overlap", count=len(answer.notices), whom=whom))
        if answer.unanswered:
            lines.append(voice.say("unanswered", parts="、".join(answer.unanswered)))
        if answer.region:
            lines.append(voice.say("none_for", region=voice.region(answer.region)))
        return replace(body, lines=lines)

    def _clarify(self, answer: Answer, question: Question) -> Reply:
        voice = self._voice
        buttons = clarify.buttons(voice, answer)
        ask = clarify.asked_back(voice, answer, question)
        if answer.missing == "topic" or not answer.statements:
            return self._reply(answer, Body([ask]), buttons)
        silent = clarify.all_silent(voice, answer)
        if silent:
            return self._reply(replace(answer, statements=()), Body(silent), buttons)
        body = told(voice, materials.listing(voice, answer, question), question, most=1)
        return self._reply(answer, replace(body, lines=[ask, *body.lines]), buttons)

    def _reply(self, answer: Answer, body: Body, buttons: Sequence[dict[str, str]] = ()) -> Reply:
        """``custom`` holds every quote that was found; the line of sources names those of what is said."""
        more = [answer.clause_only] if answer.clause_only else []
        phones = {name: [Citation.of(name, q) for q in contact.quotes] for name, contact in answer.contacts}
        whom = [c for name, quotes in phones.items() if name in body.whom or not answer.statements for c in quotes]
        source = source_line(self._voice, dict.fromkeys([*body.sources, *more, *whom]))
        found = [*(c for s in answer.statements for c in s.citations), *body.sources, *more]
        found += [citation for quotes in phones.values() for citation in quotes]
        # notices side by side are read together
        lines = ["\n".join(body.lines)] if len(answer.notices) > 1 else in_bubbles(body.lines)
        text = BETWEEN.join(filter(None, [*lines, *body.lists])) + (f"\n{source}" if source else "")
        custom: dict[str, Any] = {
            "status": answer.status.value,
            "topics": list(answer.topics),
            "unanswered": list(answer.unanswered),
            "citations": as_data(dict.fromkeys(found)),
            **({"source": source} if source else {}),
            **cards_as_data(body.cards),
        }
        if silent := silent_topics(answer):
            custom["silent"] = silent
        if open_ := silent_aspects(answer):
            custom["silent_on"] = open_
        if answer.clause_only:
            custom["clause_only"] = True
        return Reply(text, tuple(buttons), custom, source)
