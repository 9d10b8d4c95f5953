"""Whether a person can apply: conditions of every notice as data (rules.yml), evaluated in three values.

``load_rulebook(base)`` once, then ``assess(book, Target("初定初级"), Applicant(...), as_of)``.
"""

from __future__ import annotations

from .applicant import Applicant, ApplicantError, Target
from .engine import assess, assess_notice
from .outcome import Status
from .questions import next_question, question, question_options
from .result import Result, Trace, Verdict, Window
from .rulebook import NoticeRules, Rulebook, load_rulebook, load_rules, load_rules_source

__all__ = [
    "Applicant",
    "ApplicantError",
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
    "load_rulebook",
    "load_rules",
    "load_rules_source",
    "next_question",
    "question",
    "question_options",
]
