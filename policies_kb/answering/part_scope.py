"""The scope of one part: what another part names behind it does not bind it."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.model.question import Part, Question, Scope
from policies_kb.reading import Reader

SEVERAL = 2  # educations


def scope_of_part(part: Part, question: Question, reader: Reader) -> Scope:
    """The question's scope; without a path that is only named behind a part about people of its own.

    「博士后授啥？本科多久能初定？」: of two educations the first is not asked about by the path of the second.
    """
    scope, text = question.scope, part.segment or part.text
    at = question.text.find(text)
    named = scope.path is not None and question.named.path == scope.path
    if not named or at < 0 or len(scope.education) < SEVERAL or not reader.read(text).scope.education:
        return scope
    so_far = reader.read(question.text[: at + len(text)]).scope.path
    return scope if so_far else replace(scope, path=None)
