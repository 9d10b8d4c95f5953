"""Whether a person can apply: conditions of every notice as data (rules.yml), evaluated in three values.

``load_rulebook(base)`` once, then ``assess(book, "初定初级", Applicant(...), as_of)``.
"""

from __future__ import annotations

from .applicant import Applicant, ApplicantError, KnownTarget, Target, known_target, targets
from .engine import assess, assess_notice, standing
from .outcome import Status
from .questions import next_question, question, question_options
from .result import Result, Trace, Verdict, Window
from .rulebook import NoticeRules, Rulebook, load_rulebook, notice_rules, rulebook
from .wording import reasons

__all__ = [
    "Applicant",
    "ApplicantError",
    "KnownTarget",
    "NoticeRules",
    "Result",
    "Rulebook",
    "Status",
    "Target",
    "Trace",
    "Verdict",
    "Window",
    "assess",
    "assess_notice",
    "known_target",
    "load_rulebook",
    "next_question",
    "notice_rules",
    "question",
    "question_options",
    "reasons",
    "rulebook",
    "standing",
    "targets",
]
