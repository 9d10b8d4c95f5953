"""POST /api/eligibility: a structured applicant in, one verdict a notice out. Nothing of it is kept."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from pydantic import Field

from bot.gateway.errors import ApiError, json_response, read_body
from bot.gateway.models import Day, Model
from bot.gateway.operations import Operation
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Applicant, ApplicantError, KnownTarget, Rulebook, assess
from policies_kb.serving import current
from policies_kb.today import today


class EligibilityRequest(Model):
    """Who applies for what, and on which day."""

    target: KnownTarget
    applicant: Applicant
    as_of: Day | None = Field(default=None, description="提问当天(ISO 日期,YYYY-MM-DD);不填为北京时间的今天")


class EligibilityResponse(Model):
    """One result for each notice that bears on the case."""

    results: list[dict[str, Any]]
    checklist: str = Field(description="清单页的地址,30 天内有效;后面加 .ics 是日历")


def rulebook() -> Rulebook:
    """The rules of the release that serves."""
    return current().rulebook


async def eligibility(request: web.Request) -> web.Response:
    """Judges; 422 names the field that cannot be."""
    asked = await read_body(request, EligibilityRequest)
    try:
        as_of = asked.as_of or today()
        results = assess(rulebook(), asked.target, asked.applicant, as_of)
    except ApplicantError as error:
        raise ApiError(422, "invalid_value", error.reason, "改正这一项再发", f"applicant.{error.field}") from error
    link = f"/api/eligibility/{make_token(Case(asked.target, asked.applicant, as_of))}/checklist"
    return json_response(EligibilityResponse(results=[result.as_dict() for result in results], checklist=link))


OPERATIONS = (
    Operation(
        "POST",
        "/api/eligibility",
        "判断能否申报",
        eligibility,
        EligibilityResponse,
        EligibilityRequest,
        (400, 413, 422, 429, 503),
    ),
)
