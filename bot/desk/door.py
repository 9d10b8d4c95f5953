"""Puts the desk together as an application of its own below /desk: what happens there touches no other door."""

from __future__ import annotations

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import hdrs, web
from aiohttp_security import SessionIdentityPolicy, setup
from aiohttp_session import session_middleware
from aiohttp_session.cookie_storage import EncryptedCookieStorage

from bot.gateway.settings import Settings
from bot.staff.accounts import Accounts

from . import key, people, record, signing
from .access import ACCOUNTS, SITTING, Handler, Staff, own_forms_only
from .refusals import as_pages, only_when_open

PLACE = "/desk"
COOKIE = "zc_desk"
TEMPLATES = Path(__file__).parent / "templates"


def add_desk(app: web.Application, settings: Settings) -> None:
    """Adds /desk; it answers that it is not open until an admin has chosen a password."""
    accounts = Accounts(settings.store_url)
    desk = web.Application(middlewares=[no_store])
    app[ACCOUNTS] = accounts
    aiohttp_jinja2.setup(
        desk,
        loader=jinja2.FileSystemLoader([TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    storage = EncryptedCookieStorage(
        key.load(settings.desk_key, settings.store_url),
        cookie_name=COOKIE,
        path=PLACE,
        secure=settings.desk_https,
        httponly=True,
        samesite="Lax",  # Strict would sign out whoever comes by a link; forms are guarded by their token
    )
    desk.middlewares.extend([session_middleware(storage), as_pages, only_when_open, own_forms_only])
    setup(desk, SessionIdentityPolicy(SITTING), Staff(accounts))
    for part in (signing, people, record):
        desk.router.add_routes(part.routes)
    app.add_subapp(PLACE, desk)
    app.on_cleanup.append(lambda _app: _closed(accounts))


@web.middleware
async def no_store(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nothing of the desk stays in a browser's or a proxy's store."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers[hdrs.CACHE_CONTROL] = "no-store"
        raise
    response.headers[hdrs.CACHE_CONTROL] = "no-store"
    return response


async def _closed(accounts: Accounts) -> None:
    accounts.close()
