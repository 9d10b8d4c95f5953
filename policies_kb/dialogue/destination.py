"""A series that is only named as where papers go: 「某系列的材料交到另一系列的学校」 is of the one series."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.model.question import Scope
from policies_kb.reading.clauses import clause_around
from policies_kb.vocabulary import Mention

from .words import words


def without_destination(text: str, mentions: tuple[Mention, ...], named: Scope) -> Scope:
    """What is named, without series that only stand behind 交到, 送到 in their clause, where others are left."""
    series = [mention for mention in mentions if mention.entity == "series"]
    meant = {mention.value for mention in series if not _behind(text, mention)}
    left = tuple(name for name in named.series if name in meant)
    return replace(named, series=left) if left else named


def _behind(text: str, mention: Mention) -> bool:
    clause, start = clause_around(text, mention.start)
    before = clause[: mention.start - start]
    return any(word in before for word in words("asking")["destination"])
