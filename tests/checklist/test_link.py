"""Links to a checklist: what they hold comes back, nothing else gets through, and they end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.checklist import Case, LinkExpired, LinkInvalid, make_token, read_token
from policies_kb.checklist.link import VALID
from policies_kb.eligibility import Applicant

CASE = Case(
    "初定初级",
    Applicant.model_validate(
        {"region": "焉耆县", "education": "大专", "assessments": ["合格"], "work_start": "2022-07-01", "retired": False}
    ),
    date(2024, 10, 10),
)


def test_what_goes_in_comes_out() -> None:
    assert read_token(make_token(CASE)) == CASE


def test_no_assessment_yet_stays_what_it_is() -> None:
    case = Case("授予", Applicant(assessments=()), date(2024, 4, 16))
    assert read_token(make_token(case)).applicant.assessments == ()


def test_it_ends() -> None:
    long_ago = datetime.now(UTC) - VALID - timedelta(minutes=1)
    with pytest.raises(LinkExpired):
        read_token(make_token(CASE, long_ago))


def test_a_changed_character_is_noticed() -> None:
    head, body, signature = make_token(CASE).split(".")
    other = "A" if body[10] != "A" else "B"
    with pytest.raises(LinkInvalid):
        read_token(".".join((head, body[:10] + other + body[11:], signature)))


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(LinkInvalid):
        read_token(text)
