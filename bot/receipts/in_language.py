"""The receipt of a fixed answer in another language: made anew from the notices, and only where that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actions.knowledge import answerer
from actions.languages import Phrases, fixed
from bot.figures.turns import scope_of
from bot.runtime.exchanges import Exchange
from policies_kb.languages import heard
from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import Scope

from .content import Cited, Content, Used
from .standing import standing_of


def in_language(one: Exchange, answer: str, day: date, phrases: Phrases | None) -> Content | None:
    """What the receipt holds; None where the same question is not answered in the same words any more."""
    base = answerer().base
    found = heard(one.question, base.reference)
    wording = phrases.of(found.language) if phrases and found else None
    if found is None or wording is None:
        return None
    said = fixed(found.language, wording, Scope.from_dict(scope_of(one.frame)), found.matters, base, day)
    if said.text != answer:
        return None
    source = str(said.custom.get("source", ""))
    first, *rest = said.text.removesuffix(source).strip().split("\n")
    cited = tuple(Cited(name=base.names[quote["notice_id"]], **quote) for quote in said.custom["citations"])
    return Content(
        aloud=first,
        rest=tuple(rest),
        line=source,
        cited=cited,
        used=tuple(_used(cited, base)),
        stood=tuple(standing_of(base, name, day) for name in dict.fromkeys(c.notice_id for c in cited)),
        status=str(said.custom["status"]),
        topics=tuple(said.custom["topics"]),
        release=base.release,
        day=day,
        language=found.language,
    )


def _used(cited: tuple[Cited, ...], base: KnowledgeBase) -> Iterator[Used]:
    """The facts behind the clauses, so that somebody is told when one of them changes."""
    quoted = {(one.notice_id, one.clause, one.quote) for one in cited}
    for name in dict.fromkeys(one.notice_id for one in cited):
        for fact in base.notices[name].record.facts:
            if any((quote.notice or name, quote.clause, quote.quote) in quoted for quote in fact.quotes):
                yield Used(
                    notice_id=name,
                    topic=fact.topic,
                    fact=fact.id,
                    say=fact.say,
                    clause=fact.clause,
                    quote=fact.quote,
                )
