"""The next question worth asking: an unknown field that can still change the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policies_kb.examples import examples_of
from policies_kb.loading import KnowledgeBase

from .applicant import Applicant
from .result import Result, Verdict
from .values import FieldText, fields

SERIES = "series"


def next_question(results: Iterable[Result], applicant: Applicant, asked: Iterable[str] = ()) -> str | None:
    """The field to ask next, or None when no answer can change a verdict any more.

    A field that was already ``asked`` (the person does not know) is never asked again; a field that was told but does
    not settle the matter (no assessment yet) is not asked either. Where the nearest notice has been decided and only
    those of some series are open, the series comes first: it says whether they are the person's at all.
    """
    found, skip = list(results), set(asked)
    still_open = [result for result in found if result.verdict is Verdict.NEED_INFO]
    wanted = {name for result in still_open for name in result.missing} - skip
    of_a_series = SERIES in wanted and all(SERIES in result.missing for result in still_open)
    if of_a_series and found[0] not in still_open and getattr(applicant, SERIES) is None:
        return SERIES
    for name in fields():
        told = getattr(applicant, name)
        # a prefecture is told where the county is needed: the one field worth asking again
        if name in wanted and (told is None or name == "region"):
            return name
    return None


def question(field: str, base: KnowledgeBase) -> FieldText:
    """The words for asking (label, question, why it matters, options), with examples from the notices on file."""
    return fields()[field].filled(examples_of(base).words())


def question_options(field: str) -> list[tuple[Any, str]]:
    """Closed answers as (stored value, button title); empty for a field that is answered in free words."""
    return list(fields()[field].options.items())
