"""The keys of the console, from one file: for the page itself and for the chart that is printed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.desk.access import needs
from bot.desk.pages import render
from bot.staff.roles import Permission

FILE = Path(__file__).with_name("keys.yml")
routes = web.RouteTableDef()


class Key(BaseModel):
    """One key, or a row of keys, and what it does."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    does: str


class Keys(BaseModel):
    """The keys of one part of the console."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    part: str = Field(alias="in")
    keys: tuple[Key, ...]


@lru_cache(maxsize=1)
def keys() -> tuple[Keys, ...]:
    """The parts of the console in their order, each with its keys."""
    return TypeAdapter(tuple[Keys, ...]).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@routes.get("/keys")
@needs(Permission.ANSWER_CALLS)
async def chart(request: web.Request) -> web.Response:
    """One page to print."""
    return await render(request, "keys.html", parts=keys())
