"""A notice as it stands after a later one has changed points of it, such as a postponed deadline."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.reference import Reference

from .knowledge_base import Notice


@lru_cache(maxsize=256)
def amended(notice: Notice, change: Notice, reference: Reference) -> Notice:
    """``notice`` with the facts that ``change`` states anew; what it does not speak of stays.

    A fact of the same point takes the old one's place, another is added; a silence that it fills goes. Every fact keeps
    the notice that it is quoted from.
    """
    anew = {fact.id: fact for fact in change.record.facts}
    spoken = {topic for fact in change.record.facts for topic in fact.topics}
    facts = [anew.pop(fact.id, fact) for fact in notice.record.facts]
    silences = [entry for entry in notice.record.not_stated if not spoken & set(entry.topics)]
    record = notice.record.model_copy(
        update={"facts": (*facts, *anew.values()), "not_stated": tuple(silences)},
    )
    return Notice.of(record, notice.text, notice.tree, reference)
