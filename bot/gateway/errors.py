"""Errors as JSON, with a reason and a mend; never a stack trace."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import uuid4

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.gateway.models import ErrorDetail, ErrorResponse
from bot.privacy.masking import mask_all

logger = logging.getLogger(__name__)
access = logging.getLogger("bot.access")

REQUEST_ID = "X-Request-Id"
Body = TypeVar("Body", bound=BaseModel)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_BY_STATUS = {
    404: ("not_found", "没有这个地址", "见 /docs 里的接口清单"),
    405: ("method_not_allowed", "这个地址不支持这种请求方法", "见 /docs 里的接口清单"),
    413: ("too_large", "请求太大", "把内容写短一些"),
}
_VALIDATION_REASONS = {
    "missing": ("缺少这个字段", "补上这个字段"),
    "extra_forbidden": ("没有这个字段", "去掉它,或改正字段名"),
    "string_type": ("这个字段要写成字符串", "给值加上引号"),
    "string_too_short": ("这个字段是空的", "写上内容"),
    "string_too_long": ("这个字段太长", "写短一些"),
    "bool_type": ("这个字段只能是 true 或 false", "写成 true 或 false,不加引号"),
    "float_type": ("这个字段要写成数字", "去掉引号,写成数字"),
    "date_type": ("日期读不懂", "日期写成 YYYY-MM-DD"),
    "date_from_datetime_parsing": ("日期读不懂", "日期写成 YYYY-MM-DD"),
    "date_parsing": ("日期读不懂", "日期写成 YYYY-MM-DD"),
    "round_written": ("这不是轮次", "写成 2001、2001年上半年 或 2001年第二批 这样的形式"),
    "model_type": ("请求体要是一个 JSON 对象", '写成 {"字段": 值}'),
}


class ApiError(Exception):
    """A refused request."""

    def __init__(self, status: int, code: str, reason: str, mend: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.headers: dict[str, str] = {}
        self.detail = ErrorDetail(code=code, reason=reason, mend=mend, field=field)


def json_response(body: BaseModel, status: int = 200) -> web.Response:
    """`body` as JSON with Chinese left readable."""
    return web.Response(text=body.model_dump_json(), status=status, content_type="application/json")


def error_response(error: ApiError) -> web.Response:
    """The JSON form of a refusal; what it repeats of the request holds no personal data."""
    detail = ErrorDetail.model_validate(mask_all(error.detail.model_dump()))
    response = json_response(ErrorResponse(error=detail), error.status)
    response.headers.update(error.headers)
    return response


async def read_body(request: web.Request, model: type[Body]) -> Body:
    """The request's JSON as `model`; raises `ApiError` 415 for what is no JSON, 400 for bad JSON, 422 for bad fields.

    Types count as they are written: the text "3" is no number, the number 0 no day.
    """
    if request.content_type != "application/json":
        # A page of another site may send text and forms without asking, JSON only after a preflight (Fetch, CORS).
        reason = "只收 JSON"
        raise ApiError(415, "unsupported_media_type", reason, "请求头写 Content-Type: application/json")
    invalid = ApiError(400, "invalid_json", "请求体不是有效的 JSON", "用 UTF-8 编码发送一个 JSON 对象")
    try:
        data = json.loads(await request.read(), parse_constant=_no_constant)
        written = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")  # half an emoji becomes "?"
    except (ValueError, RecursionError) as error:  # bad UTF-8, bad JSON, NaN, a number of thousands of digits
        raise invalid from error
    try:
        return model.model_validate_json(written, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":  # nested deeper than anyone means
            raise invalid from error
        field = ".".join(str(step) for step in first["loc"]) or None
        said = str(first.get("ctx", {}).get("error") or first["msg"])
        reason, mend = _VALIDATION_REASONS.get(first["type"], (said, "见 /docs 里这个字段的说明"))
        raise ApiError(422, "invalid_field", f"{field or '请求体'}:{reason}", mend, field) from error


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Gives each request an id, and turns whatever goes wrong into a JSON error that names the id."""
    request_id = uuid4().hex[:12]
    started = time.perf_counter()
    try:
        response = await handler(request)
    except ApiError as error:
        response = error_response(error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        code, reason, mend = _BY_STATUS.get(error.status, ("refused", error.reason, "见 /docs"))
        response = error_response(ApiError(error.status, code, reason, mend))
        if allow := error.headers.get("Allow"):
            response.headers["Allow"] = allow
    except Exception:
        # Neither path, query nor body: each may hold what a person told.
        logger.exception("request %s failed", request_id)
        mend = f"稍后再试;仍不行请把编号 {request_id} 告诉管理员"
        response = error_response(ApiError(500, "internal", "服务出了问题", mend))
    response.headers[REQUEST_ID] = request_id
    _log(request, request_id, response.status, started)
    return response


def _log(request: web.Request, request_id: str, status: int, started: float) -> None:
    """One line a request: its route and not its path, which may hold what a person told."""
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "other"
    took = round((time.perf_counter() - started) * 1000, 1)
    fields = {"request": request_id, "method": request.method, "route": route, "status": status, "ms": took}
    access.info("%s %s %d %.1f ms", request.method, route, status, took, extra=fields)
