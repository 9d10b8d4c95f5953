"""What the checklist page and the result of /check show for each notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from actions.wording.checklist import posting_text
from actions.wording.phrasebook import load_phrasebook
from policies_kb.checklist import Checklist, make_checklist
from policies_kb.eligibility import Applicant, Result, Status, Trace, Verdict
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline

ORDER = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MET: 2}


@dataclass(frozen=True)
class Entry:
    """One notice's result with its checklist; none where the person cannot apply."""

    notice: Notice
    result: Result
    headline: str
    after: tuple[str, ...]  # window, contact and reminder in words
    conditions: tuple[Trace, ...]
    checklist: Checklist | None
    posting: str
    names: Mapping[str, str]  # what to call each notice that is quoted


def entries(results: Iterable[Result], applicant: Applicant, as_of: date, base: KnowledgeBase) -> list[Entry]:
    """An entry a result, in the given order."""
    return [_entry(result, applicant, as_of, base) for result in results]


def _entry(result: Result, applicant: Applicant, as_of: date, base: KnowledgeBase) -> Entry:
    notice = timeline(base).as_of(base.notices[result.notice_id], as_of)
    checklist = posting = None
    if result.verdict is not Verdict.INELIGIBLE:
        checklist = make_checklist(notice, result.target, applicant, as_of)
        start = checklist.posting
        if start and start.deadline >= as_of:
            posting = posting_text(load_phrasebook(), start, checklist)
    said = result.text.split("\n")
    conditions = tuple(sorted(result.conditions, key=lambda trace: ORDER[trace.status]))
    after = tuple(line for line in said[1:] if line[:1] not in "✗？✓")
    return Entry(notice, result, said[0].split("：", 1)[-1], after, conditions, checklist, posting or "", base.names)
