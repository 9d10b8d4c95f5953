"""What people would be told by a record that is still under review, as far as it can be read at all."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.eligibility import notice_rules
from policies_kb.eligibility.named_rules import WORDED, written_rules
from policies_kb.loading import Notice, RecordError
from policies_kb.loading.load import rebuilt
from policies_kb.reference import Reference

from .content import Content


@dataclass(frozen=True)
class Told:
    """A condition as people are told it. ``words``: what is said when it is unmet, open or unanswered."""

    name: str = ""
    say: str = ""
    clause: str = ""
    quote: str = ""
    words: tuple[tuple[str, str], ...] = ()


def bound(content: Content, reference: Reference) -> Notice | None:
    """The notice with its quotes bound and its sentences made, unchecked; None where the record cannot be read."""
    try:
        return rebuilt(content.source(), content.record, reference)
    except RecordError:
        return None


def conditions(content: Content, notice: Notice | None, reference: Reference) -> dict[str, Told]:
    """Each condition by where it is written (common/id, a path/id), bound as far as the rules can be."""
    found = {
        where: Told(
            "", str(entry.get("rule") or entry.get("say") or ""), words=_words(entry, ("unmet", "open", "hint"))
        )
        for where, entry in written_rules(content.rules)
    }
    if notice is None or not content.rules:
        return found
    try:
        rules = notice_rules(content.source(), notice, reference).rules
    except RecordError:
        return found
    for path in rules.paths:
        for one in path.conditions:
            told = Told(
                one.name, one.rule, one.evidence.clause, one.evidence.quote, _words(one.model_dump(), WORDED[1:])
            )
            found |= {where: told for where in found if where.rsplit("/", 1)[-1] == one.id}
    return found


def _words(entry: dict[str, object], names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(entry[name])) for name in names if entry.get(name))
