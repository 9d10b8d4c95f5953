"""Renders the desk's pages, each with its reader and the token of its forms."""

from __future__ import annotations

from functools import partial
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages.site import kept
from bot.staff.roles import TITLES, Permission

from .access import csrf_token, member


async def render(request: web.Request, template: str, status: int = 200, **context: Any) -> web.Response:
    """The page as HTML."""
    reader = await member(request)
    shown = {
        "reader": reader,
        "may": (lambda name: reader is not None and reader.may(Permission(name))),
        "titles": TITLES,
        "csrf": await csrf_token(request),
        "kept": partial(kept, request.config_dict[KNOWLEDGE_BASE]),
        **context,
    }
    return aiohttp_jinja2.render_template(template, request, shown, status=status)
