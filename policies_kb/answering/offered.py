"""A question about a path or level that a notice does not handle at all."""

from __future__ import annotations

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import Level, Path
from policies_kb.model.question import Question
from policies_kb.scope.resolve import offers

from .statements import cite

# topics that are about the person's present title or about which levels there are, not about applying for a level
NOT_ABOUT_APPLYING = {"title_proof", "coverage_levels", "promotion_years", "contact", "supervision", "place"}
SENIOR = {Level.DEPUTY_SENIOR, Level.SENIOR}


def not_offered(notice: Notice, question: Question, topic: str, ordinary: Path) -> Statement | None:
    """A not_offered statement when the message itself asks for a path or level outside the notice; else None.

    ``ordinary``: the path that people name without meaning it apart from others.
    """
    path, level = question.named.path, question.named.level
    if topic in NOT_ABOUT_APPLYING:
        return None
    asked = ""
    if path and path != ordinary and not offers(notice, path, None):
        asked = path
    elif level in SENIOR and not offers(notice, None, level):
        asked = level.value
    if not asked:
        return None
    facts = notice.cell("coverage_levels").facts[:1]
    return Statement(
        notice.id, topic, "not_offered", facts=facts, asked_for=asked, citations=cite(notice, facts), score=1.0
    )
