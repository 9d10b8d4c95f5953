"""Puts the desk together as an application of its own below /desk: what happens there touches no other door."""

from __future__ import annotations

from pathlib import Path

from aiohttp import hdrs, web
from aiohttp_security import SessionIdentityPolicy, setup
from aiohttp_session import session_middleware
from aiohttp_session.cookie_storage import EncryptedCookieStorage

from bot.gateway.settings import Settings
from bot.gateway.state import SETTINGS
from bot.pages.site import templates
from bot.staff.accounts import Accounts

from . import comparing, key, people, queue, record, signing, stores
from .access import ACCOUNTS, SITTING, Handler, Staff, own_forms_only
from .calls import console, keys, listed, sending
from .corrections import pages as corrections
from .corrections import proposals
from .misses import page as misses
from .notices import background, editing, handing_on, listing, releases, review
from .notices.shown import PAGES, Pages
from .oversight import consequences, due, statistics
from .refusals import as_pages, only_when_open
from .words import pages as words

PLACE = "/desk"
COOKIE = "zc_desk"
TEMPLATES = Path(__file__).parent / "templates"


def add_desk(app: web.Application, settings: Settings) -> None:
    """Adds /desk; it answers that it is not open until an admin has chosen a password."""
    accounts = Accounts(settings.store_url)
    desk = web.Application(middlewares=[desk_headers])
    app[ACCOUNTS] = accounts
    app.setdefault(SETTINGS, settings)
    stores.set_up(app, settings)
    background.set_up(app, app[stores.MANUSCRIPTS], settings.store_url)
    app[PAGES] = Pages()
    templates(desk, TEMPLATES)
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
    for part in (
        signing,
        people,
        record,
        console,
        sending,
        listed,
        keys,
        misses,
        corrections,
        proposals,
        comparing,
        queue,
        listing,
        review,
        editing,
        handing_on,
        releases,
        due,
        consequences,
        statistics,
        words,
    ):
        desk.router.add_routes(part.routes)
    app.add_subapp(PLACE, desk)

    async def close(_app: web.Application) -> None:
        accounts.close()

    app.on_cleanup.append(close)


@web.middleware
async def desk_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nothing of the desk stays in a browser's or a proxy's store; and forms say from which site they come.

    Without a referrer a browser says `Origin: null` for its own forms, too (Fetch, "append a request Origin header").
    """
    headers = {hdrs.CACHE_CONTROL: "no-store", "Referrer-Policy": "same-origin"}
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(headers)
        raise
    response.headers.update(headers)
    return response
