"""GET /api/search: clauses and facts by words, pinyin or initials. Nothing that was typed is kept or repeated."""

from __future__ import annotations

from datetime import date

from aiohttp import web
from pydantic import Field

from bot.gateway.computing import computed
from bot.gateway.errors import ApiError, json_response
from bot.gateway.models import ISO_DAY, Model
from bot.gateway.operations import Operation
from bot.pages.site import anchor
from bot.privacy.masking import mask
from policies_kb.releases import StoreError
from policies_kb.search import Asked, Facet, Filters, Found, Result, UnknownFilter, named_filters, search
from policies_kb.search.wording import standing_words, uncovered_words
from policies_kb.serving import serving_base
from policies_kb.today import today

CHARACTERS = 80
MOST, USUAL = 50, 10
FILTERS = ("place", "series", "path", "round")
NAMES = {"place": "地方", "series": "系列", "path": "方式", "round": "轮次"}
OPTIONAL = (*FILTERS, "day", "limit")
PARAMETERS = ("q", *OPTIONAL)
SHOWN = 12  # values that a refusal names
Range = tuple[int, int]


class FoundText(Model):
    """A text and the ranges in it that were searched for: [start, end) in characters."""

    text: str
    highlights: list[Range]


class FoundRound(Model):
    """How the notice's round stands on the day; `words` says it in Chinese."""

    round: str
    standing: str = Field(description="upcoming、open、closed；没有写申报日期的为空")
    days_left: int | None = Field(description="离最早结束的申报窗口还有几天，当天为 0；没有开着的窗口为空")
    newer: bool
    words: str


class FoundClause(Model):
    """A clause that was found."""

    notice_id: str
    notice: str
    clause: str
    title: str
    address: str
    snippet: FoundText
    fact: FoundText | None = Field(description="记录里这一条最相关的一句话")
    state: FoundRound
    release: int | None = Field(default=None, description="依据的发布编号;直接用通知文件夹时没有")
    score: float


class FoundValue(Model):
    """A value of a filter, and how many clauses it would leave."""

    value: str
    name: str
    count: int


class SearchResponse(Model):
    """The clauses found, best first; the same on every database."""

    release: int | None = Field(default=None, description="依据的发布编号;直接用通知文件夹时没有")
    day: date
    total: int
    at_least: bool = Field(description="true:total 和 facets 的数字是“至少”")
    place: str | None = Field(description="结果限定的地方:所选的,或话里写明的")
    round: str | None
    corrected: dict[str, str] = Field(description="当成错字或同音字改读的词")
    said: str | None = Field(description="没有结果时的说明")
    results: list[FoundClause]
    facets: dict[str, list[FoundValue]]


async def search_clauses(request: web.Request) -> web.Response:
    """Searches; 422 names the parameter that cannot be."""
    asked = asked_of(request)
    try:
        found = await computed(request, search, asked)
    except UnknownFilter as error:
        raise refusal(error) from error
    except StoreError as error:
        raise ApiError(503, "no_index", "检索暂时不可用", "稍后再试") from error
    return json_response(response(found))


def asked_of(request: web.Request) -> Asked:
    """The search that the address asks for; raises `ApiError` 422."""
    query = request.query
    for name in query:
        if name not in PARAMETERS:
            raise ApiError(422, "invalid_field", f"{name}:没有这个参数", "去掉它,或改正参数名", name)
        if len(query.getall(name)) > 1:
            raise ApiError(422, "invalid_field", f"{name}:写了不止一次", "只写一次", name)
    if "q" not in query:
        raise ApiError(422, "invalid_field", "q:缺少这个参数", "写上要找的词;不限定词就写成 q=", "q")
    if len(query["q"]) > CHARACTERS:
        raise ApiError(422, "invalid_field", f"q:超过了{CHARACTERS}个字", "写短一些", "q")
    try:
        filters = filters_of(request)
    except UnknownFilter as error:
        raise refusal(error) from error
    return Asked(mask(query["q"]), _day(query.get("day", "")), filters, _limit(query.get("limit", "")))


def filters_of(request: web.Request) -> Filters:
    """The filters that the address names; raises UnknownFilter."""
    names = {name: request.query.get(name, "").strip() for name in FILTERS}
    return named_filters(serving_base().reference, **names)


def refusal(error: UnknownFilter) -> ApiError:
    """Says which value there is none of, and some that there are."""
    known = "、".join(error.known[:SHOWN]) + ("……" if len(error.known) > SHOWN else "")
    mend = f"可以写:{known}" if known else "写成 2001、2001年上半年 或 2001年第二批 这样的形式"
    return ApiError(422, "invalid_value", f"{error.name}:没有这个{NAMES[error.name]}", mend, error.name)


def _day(written: str) -> date:
    if not written:
        return today()
    try:
        if not ISO_DAY.fullmatch(written):
            raise ValueError(written)
        return date.fromisoformat(written)
    except ValueError as error:
        raise ApiError(422, "invalid_field", "day:日期读不懂", "日期写成 YYYY-MM-DD", "day") from error


def _limit(written: str) -> int:
    if not written:
        return USUAL
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:4]) <= MOST and len(written) < 4):
        raise ApiError(422, "invalid_field", "limit:不能用这个数", f"写成 1 到 {MOST} 的整数", "limit")
    return int(written)


def response(found: Found) -> SearchResponse:
    """The results as the interface gives them."""
    return SearchResponse(
        release=found.release,
        day=found.day,
        total=found.total,
        at_least=found.at_least,
        place=found.place,
        round=found.round,
        corrected=dict(found.corrected),
        said=None if found.results else uncovered_words(found),
        results=[_clause(one) for one in found.results],
        facets={name: [_value(one) for one in values] for name, values in found.facets.items()},
    )


def _clause(one: Result) -> FoundClause:
    state = one.state
    return FoundClause(
        notice_id=one.notice_id,
        notice=one.notice,
        clause=one.clause,
        title=one.title,
        address=f"/notices/{one.notice_id}#{anchor(one.clause)}",
        snippet=FoundText(text=one.snippet.text, highlights=list(one.snippet.highlights)),
        fact=FoundText(text=one.fact.say, highlights=list(one.fact.highlights)) if one.fact else None,
        state=FoundRound(
            round=state.round,
            standing=state.standing,
            days_left=state.days_left,
            newer=state.newer,
            words=standing_words(state),
        ),
        release=one.release,
        score=one.score,
    )


def _value(one: Facet) -> FoundValue:
    return FoundValue(value=one.value, name=one.name, count=one.count)


OPERATIONS = (
    Operation(
        "GET",
        "/api/search",
        "找条款:词、拼音、声母都行",
        search_clauses,
        SearchResponse,
        errors=(422, 429, 503),
        needed=("q",),
        query=OPTIONAL,
    ),
)
