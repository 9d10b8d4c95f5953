"""A fixed answer: that the Chinese notice counts, where it speaks of what was asked, and the phone of the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from policies_kb.languages.data import RIGHT_TO_LEFT, TOPICS, Matter, direction, name_of
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import Citation, Status
from policies_kb.model.question import Scope
from policies_kb.scope import ASKS_BACK, Fit, Resolution, resolve, timeline

from ..saying import Said
from ..wording import contacts
from ..wording.composer import CONTACT, MOST_NOTICES
from ..wording.phrasebook import load_phrasebook
from ..wording.sources import as_data, clauses, source_line
from ..wording.voice import Voice
from .phrases import Wording

# Unicode's marks around a piece that runs from left to right: else the two halves of a phone number change places
# after an Arabic letter (UAX 9, W2). The doors that show plain text have nothing else.
ISOLATED = "\u2066{}\u2069"


@dataclass(frozen=True)
class _Speaker:
    """What every line needs."""

    wording: Wording
    language: str
    voice: Voice

    @property
    def base(self) -> KnowledgeBase:
        return self.voice.base

    def apart(self, text: str) -> str:
        """A Chinese or numeric piece, kept together in a text that runs from right to left."""
        return ISOLATED.format(text) if self.language in RIGHT_TO_LEFT else text

    def place(self, region: str) -> str:
        """A place, in the language where the table has it, and in Chinese."""
        chinese, own = self.voice.region(region), self.name(region)
        return f"{own} {self.apart(f'({chinese})')}" if own else self.apart(chinese)

    def name(self, region: str) -> str:
        """A place in the language; "" where the table has no name for it."""
        return name_of(self.base.reference.regions[region], self.language)


def fixed(
    language: str, wording: Wording, scope: Scope, matters: tuple[Matter, ...], base: KnowledgeBase, day: date
) -> Said:
    """The answer to somebody who asks of ``matters`` for ``scope``: of these notices alone are phones given; where no
    place is known, of all in force while they are few."""
    speaker = _Speaker(wording, language, Voice(load_phrasebook(), base, day))
    found, says = resolve(scope, base, day), wording.says
    placed = bool(scope.regions)
    notices = found.notices if found.notices or placed else timeline(base).current(day)
    shown = () if _nothing_for(found, placed) or _too_many(found, notices) else notices[:MOST_NOTICES]
    citations: list[Citation] = []
    lines = [says.fixed]
    without = found.uncovered or (scope.regions if _nothing_for(found, placed) else ())
    lines += [says.no_notice.format(place=speaker.place(region)) for region in without]
    if found.fit is Fit.NEED_SERIES:
        lines.append(says.choose)
    elif found.fit is Fit.NEED_REGION or not (placed or found.notices):
        lines.append(says.no_place)
    elif shown:
        lines += _stated(speaker, shown, matters, citations)
    lines += _phones(speaker, shown, citations)
    lines.append(says.authority)
    cited = list(dict.fromkeys(citations))
    source = source_line(speaker.voice, cited)
    custom: dict[str, Any] = {
        "status": Status.HANDOFF.value,
        "topics": [topic for matter in matters for topic in TOPICS[matter][:1]],
        "citations": as_data(cited),
        "language": language,
        "direction": direction(language),
        **({"source": source} if source else {}),
    }
    return Said("\n".join([*lines, source] if source else lines), (), custom)


def welcome(language: str, wording: Wording) -> Said:
    """The answer to thanks."""
    custom = {"status": Status.SMALL_TALK.value, "language": language, "direction": direction(language)}
    return Said(wording.says.thanks, (), custom)


def _nothing_for(found: Resolution, placed: bool) -> bool:
    """Whether the place is known and nothing is on file for it: phones of other places would lead astray."""
    return placed and found.fit is Fit.NO_NOTICE


def _too_many(found: Resolution, notices: tuple[Notice, ...]) -> bool:
    return found.fit in ASKS_BACK and len(notices) > MOST_NOTICES


def _stated(
    speaker: _Speaker, notices: tuple[Notice, ...], matters: tuple[Matter, ...], citations: list[Citation]
) -> Iterator[str]:
    """Where the notices speak of what was asked; the clauses are noted down."""
    for matter in matters:
        if CONTACT in TOPICS[matter]:
            continue  # the phone is given anyway
        name, says = speaker.wording.matters[matter], speaker.wording.says
        found = [citation for notice in notices for citation in _quotes(speaker.voice.notice(notice.id), matter)]
        citations += found
        if not found:
            yield says.silent.format(matter=name)
            continue
        where = (
            f"{speaker.base.names[notice]} {clauses(c.clause for c in found if c.notice_id == notice)}"
            for notice in dict.fromkeys(c.notice_id for c in found)
        )
        yield says.stated.format(matter=name, clauses=speaker.apart("；".join(where)))


def _quotes(notice: Notice, matter: Matter) -> list[Citation]:
    """What the notice states on the first topic of the matter that it states anything on."""
    for topic in TOPICS[matter]:
        facts = [fact for fact in notice.cell(topic).facts if not fact.silent]
        if facts:
            return [Citation.of(notice.id, quote) for fact in facts for quote in fact.quotes]
    return []


def _phones(speaker: _Speaker, notices: tuple[Notice, ...], citations: list[Citation]) -> Iterator[str]:
    for notice in notices:
        between = "، " if speaker.language in RIGHT_TO_LEFT else ", "
        places = between.join(filter(None, map(speaker.name, notice.head.coverage.regions)))
        named = " ".join(filter(None, (places, speaker.apart(f"({notice.head.short_name})"))))
        numbers = "、".join(contact.phone + contacts.people(contact) for contact in notice.contacts)
        citations += [Citation.of(notice.id, quote) for contact in notice.contacts for quote in contact.quotes]
        yield speaker.wording.says.phone.format(where=named, phone=speaker.apart(numbers))
