"""One HTTP operation: its route, its handler and what the OpenAPI document says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from pydantic import BaseModel

from bot.gateway.errors import Handler


@dataclass(frozen=True)
class Operation:
    """`errors` lists the statuses that a client should expect beside success; `path` uses {name} parts.

    Without a `response` model the body is text of the media type `produces`; `needed` names the parameters that must be
    there, `query` optional ones, `headers` optional headers with their greatest length.
    """

    method: str
    path: str
    summary: str
    handler: Handler
    response: type[BaseModel] | None = None
    request: type[BaseModel] | None = None
    errors: tuple[int, ...] = ()
    produces: str = "application/json"
    needed: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    headers: tuple[tuple[str, int], ...] = ()


def add_routes(app: web.Application, operations: Sequence[Operation]) -> None:
    """Routes every operation to its handler."""
    for operation in operations:
        app.router.add_route(operation.method, operation.path, operation.handler)
