"""POST /api/eligibility: a structured applicant in, one verdict a notice out. Nothing of it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from pydantic import Field

from bot.gateway.computing import computed
from bot.gateway.errors import ApiError, json_response, read_body
from bot.gateway.models import Day, Model
from bot.gateway.operations import Operation
from bot.privacy.masking import mask
from policies_kb.checklist import Case, make_token
from policies_kb.eligibility import Applicant, ApplicantError, KnownTarget, Rulebook, assess
from policies_kb.model.rounds import Round, Wish
from policies_kb.scope.timeline import timeline
from policies_kb.serving import current
from policies_kb.today import today


class EligibilityRequest(Model):
    """Who applies for what, and on which day."""

    target: KnownTarget
    applicant: Applicant
    as_of: Day | None = Field(default=None, description="提问当天(ISO 日期,YYYY-MM-DD);不填为北京时间的今天")
    round: Round | None = Field(default=None, description="按哪个轮次判断，如 2001、2001年上半年；不填为当天有效的")


class EligibilityResponse(Model):
    """One result for each notice that bears on the case."""

    results: list[dict[str, Any]]
    release: int | None = Field(default=None, description="依据的发布编号;直接用通知文件夹时没有")
    checklist: str = Field(description="清单页的地址,30 天内有效;后面加 .ics 是日历")


def without_personal_data(applicant: Applicant) -> Applicant:
    """The applicant with personal data masked in the fields that take any text."""
    return applicant.model_copy(update={name: mask(value) for name, value in applicant if type(value) is str})


def rulebook() -> Rulebook:
    """The rules of the release that serves."""
    return current().rulebook


async def eligibility(request: web.Request) -> web.Response:
    """Judges; 422 names the field that cannot be. The link can be read by whoever holds it, so that personal data
    goes before it is made."""
    asked = await read_body(request, EligibilityRequest)
    return json_response(await computed(request, _judged, asked))


def _judged(asked: EligibilityRequest) -> EligibilityResponse:
    asked = asked.model_copy(update={"applicant": without_personal_data(asked.applicant)})
    try:
        as_of = asked.as_of or today()
        rounds = _rounds(asked.round, as_of)
        results = assess(rulebook(), asked.target, asked.applicant, as_of, rounds)
    except ApplicantError as error:
        raise ApiError(422, "invalid_value", error.reason, "改正这一项再发", f"applicant.{error.field}") from error
    link = f"/api/eligibility/{make_token(Case(asked.target, asked.applicant, as_of, rounds))}/checklist"
    found = [result.as_dict() for result in results]
    return EligibilityResponse(results=found, release=current().release, checklist=link)


def _rounds(asked: Round | None, as_of: date) -> tuple[Wish, ...]:
    """The round asked for as a wish; 404 where no notice of it is on file on that day."""
    if asked is None:
        return ()
    wish = Wish.of(asked)
    times = timeline(current().base)
    if not times.of_round(wish, as_of):
        rounds = dict.fromkeys(n.head.round.name for n in current().base.notices.values() if n.head.issued <= as_of)
        raise ApiError(404, "no_such_round", f"没有收录{asked.name}的通知", f"现有：{'、'.join(rounds)}", "round")
    return (wish,)


OPERATIONS = (
    Operation(
        "POST",
        "/api/eligibility",
        "判断能否申报",
        eligibility,
        EligibilityResponse,
        EligibilityRequest,
        (400, 403, 404, 413, 415, 422, 429, 503),
    ),
)
