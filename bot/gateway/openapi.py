"""GET /openapi.json, made from the operations and their models, and /docs, a page that shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic.json_schema import models_json_schema

from bot.gateway.errors import Handler
from bot.gateway.models import ErrorResponse
from bot.gateway.operations import Operation

REF = "#/components/schemas/{model}"
ERRORS = {
    400: "请求体不是有效的 JSON",
    403: "从别的网站发来",
    404: "没有找到",
    409: "做不到",
    410: "已经过期",
    413: "内容太长",
    415: "不是 JSON",
    422: "字段不对",
    429: "请求太频繁",
    503: "暂时不可用",
}
PAGE = Path(__file__).with_name("docs.html")


def document(operations: Sequence[Operation]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of `operations`."""
    used = {model for o in operations for model in (o.request, o.response) if model} | {ErrorResponse}
    models = sorted(used, key=lambda model: model.__name__)
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "职称通知问答", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _describe(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "responses": {
            "200": {"description": "成功", "content": _success(operation)},
            **{
                str(status): {"description": ERRORS[status], "content": _refusal(operation)}
                for status in operation.errors
            },
        },
    }
    if operation.request:
        described["requestBody"] = {"required": True, "content": _content(operation.request.__name__)}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    for name in (*operation.needed, *operation.query):
        needed = {"required": True} if name in operation.needed else {}
        parameters.append({"name": name, "in": "query", **needed, "schema": {"type": "string"}})
    parameters += [
        {"name": name, "in": "header", "schema": {"type": "string", "maxLength": longest}}
        for name, longest in operation.headers
    ]
    if parameters:
        described["parameters"] = parameters
    return described


def _success(operation: Operation) -> dict[str, Any]:
    if operation.response is None:
        return {operation.produces: {"schema": {"type": "string"}}}
    return _content(operation.response.__name__)


def _refusal(operation: Operation) -> dict[str, Any]:
    """Errors come as JSON; a page may say them as a page."""
    content = _content(ErrorResponse.__name__)
    if operation.produces == "text/html":
        content["text/html"] = {"schema": {"type": "string"}}
    return content


def _content(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REF.format(model=model)}}}


def serve_document(operations: Sequence[Operation]) -> Handler:
    """A handler that returns the document, made once."""
    text = json.dumps(document(operations), ensure_ascii=False, indent=1)

    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=text, content_type="application/json")

    return handler


async def docs_page(request: web.Request) -> web.Response:
    """The page; it loads nothing from elsewhere."""
    return web.Response(text=PAGE.read_text(encoding="utf-8"), content_type="text/html")
