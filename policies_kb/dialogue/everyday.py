"""评 as people say it: the route that the level and the notice make it mean, settled before anything is parsed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import jieba

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import Level
from policies_kb.model.question import Scope
from policies_kb.reading import Reading
from policies_kb.reference import Reference
from policies_kb.scope import offers, resolve


@dataclass(frozen=True)
class Route:
    """The text with the everyday verb replaced by the route's own word, the path it means, and why."""

    text: str
    path: str | None
    because: str


def route(text: str, reading: Reading, scope: Scope, base: KnowledgeBase, day: date) -> Route:
    """The route that an everyday verb in the text means for this scope; the text itself where there is none."""
    reference = base.reference
    spans = list(_verbs(text, reference))
    if scope.path or not spans:
        return Route(text, scope.path, "")
    board = next(path for path in reference.paths.values() if path.board)
    notices = resolve(replace(scope, path=None), base, day).notices
    with_board = [notice for notice in notices if offers(notice, board.id, None)]
    before_level = _before_level(text, spans, reading, reference)
    if scope.level in (None, Level.JUNIOR):
        if not notices or len(with_board) == len(notices):
            return Route(text, board.id if before_level else None, "the notice offers a review")
        first = set(reference.terms["everyday"]["first"])
        own = reference.ordinary_path
        if any(_only_otherwise(notice, scope, own.id) for notice in notices):
            return Route(text, None, "the education named is not the first title's")
        changed = text
        for start, end in reversed(spans):
            if text[start:end] in first:
                changed = changed[:start] + own.short + changed[end:]
        return Route(changed, own.id if changed != text else None, "no review is offered: the first title's own route")
    if not before_level:
        return Route(text, None, "")
    other = any(offers(notice, None, scope.level) for notice in notices if notice not in with_board)
    if other and not with_board:
        return Route(text, None, "the level is reached without a review")
    return Route(text, board.id, "the level is reached by a review")


def _only_otherwise(notice: Notice, scope: Scope, path: str) -> bool:
    """Whether the notice opens another path, and not this one, to the one education that is named."""
    if len(scope.education) != 1:
        return False
    named = [fact for fact in notice.record.facts if fact.paths and scope.education[0] in fact.education]
    return bool(named) and all(path not in fact.paths for fact in named)


def _verbs(text: str, reference: Reference) -> list[tuple[int, int]]:
    """Where an everyday verb stands as a word of its own."""
    table = reference.terms["everyday"]
    verbs = {*table["first"], *table["board"]}
    if not any(verb in text for verb in verbs):
        return []
    found, at = [], 0
    for word in jieba.lcut(text):
        verb = next((v for v in sorted(verbs, key=len) if word == v), "")
        if verb:
            # 能评, 评职称: the verb itself is what changes
            inner = next(i for i, char in enumerate(word) if any(v.startswith(char) for v in verbs if len(v) == 1))
            found.append((at + inner, at + inner + 1))
        at += len(word)
    return found


def _before_level(text: str, spans: list[tuple[int, int]], reading: Reading, reference: Reference) -> bool:
    between = ("", *reference.terms["everyday"]["between"])
    starts = {mention.start for mention in reading.mentions if mention.entity == "level"}
    board = set(reference.terms["everyday"]["board"])
    return any(text[end:level] in between for start, end in spans if text[start:end] in board for level in starts)
