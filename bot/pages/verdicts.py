"""What the checklist page and the result of /check show for each notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from actions.wording.checklist import posting_text
from actions.wording.phrasebook import load_phrasebook
from policies_kb.checklist import Checklist, make_checklist
from policies_kb.eligibility import Applicant, Result, Status, Trace, Verdict
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.scope import timeline

WORDS = Path(__file__).with_name("verdict_words.yml")
ORDER = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MET: 2}
REMARK = "提醒："  # how the engine begins a remark on this person's case
ANY = "any"


@dataclass(frozen=True)
class Top:
    """The sentence at the top. ``colour``: good (met, and one can apply now), wait, or bad. ``step``: what to do."""

    says: str
    colour: str
    step: str


@dataclass(frozen=True)
class Entry:
    """One notice's result with its checklist; none where the person cannot apply.

    ``turns``: the conditions that are not met or not known, those first; ``met``: the others. ``remarks``: what else
    concerns this person.
    """

    notice: Notice
    result: Result
    top: Top
    remarks: tuple[str, ...]
    turns: tuple[Trace, ...]
    met: tuple[Trace, ...]
    checklist: Checklist | None
    posting: str
    names: Mapping[str, str]  # what to call each notice that is quoted

    @property
    def too_late(self) -> bool:
        """Whether the time that is short is over only after this round: its list is of little use."""
        result = self.result
        ends = result.span.end
        return result.verdict is Verdict.NOT_YET and not (result.earliest and ends and result.earliest <= ends)

    @property
    def phones(self) -> tuple[str, ...]:
        """The phones to ask."""
        return tuple(dict.fromkeys(contact.phone for contact in self.notice.contacts))


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
    conditions = sorted(result.conditions, key=lambda trace: ORDER[trace.status])
    return Entry(
        notice,
        result,
        _top(result, as_of),
        tuple(line for line in result.text.split("\n") if line.startswith(REMARK)),
        tuple(trace for trace in conditions if trace.status is not Status.MET),
        tuple(trace for trace in conditions if trace.status is Status.MET),
        checklist,
        posting or "",
        base.names,
    )


def _top(result: Result, as_of: date) -> Top:
    """The verdict and the window in one sentence."""
    words = _words()[result.verdict.value]
    entry = words.get(result.window.value) or words[ANY]
    span = result.span
    said = result.text.split("\n", 1)[0].split("：", 1)[-1].removesuffix("。")
    left = (span.end - as_of).days if span.end else ""
    filled = {"said": said, "start": span.opens, "end": span.closes, "left": left}
    return Top(entry["says"].format_map(filled), entry["colour"], entry["next"].format_map(filled))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return dict(yaml.safe_load(WORDS.read_text(encoding="utf-8")))
