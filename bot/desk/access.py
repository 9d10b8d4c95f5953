"""Who is asking, what they may do, and whether a form is really theirs."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp_security import AbstractAuthorizationPolicy, check_authorized, check_permission
from aiohttp_session import get_session

from bot.staff.accounts import Accounts, Member
from bot.staff.roles import Permission

ACCOUNTS = web.AppKey("accounts", Accounts)
CSRF, CSRF_HEADER = "csrf", "X-CSRF-Token"
SITTING = "sitting"
MEMBER: web.RequestKey[Member | None] = web.RequestKey("member", Member)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


class Staff(AbstractAuthorizationPolicy):
    """Asks the accounts; the identity is the secret of a sitting."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def authorized_userid(self, identity: str) -> str | None:
        """The name, or None where the sitting has ended."""
        found = await asyncio.to_thread(self._accounts.sitting, identity)
        return found.name if found else None

    async def permits(self, identity: str | None, permission: str | Enum, context: Any = None) -> bool:
        """Whether one of the person's roles allows it."""
        found = await asyncio.to_thread(self._accounts.sitting, identity) if identity else None
        return found is not None and found.may(Permission(str(permission)))


def needs(permission: Permission) -> Callable[[Handler], Handler]:
    """Only for those who may do that: 401 leads to the sign-in, 403 says so."""

    def wrap(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarded(request: web.Request) -> web.StreamResponse:
            await check_permission(request, permission)
            return await handler(request)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return wrap


def takes_file(largest: int, too_large: str) -> Callable[[Handler], Handler]:
    """For a handler behind `needs` whose form brings a file: so many bytes at most, and what is said of more."""

    def wrap(handler: Handler) -> Handler:
        handler.largest_form, handler.too_large = largest, too_large  # type: ignore[attr-defined]
        return handler

    return wrap


def signed_in(handler: Handler) -> Handler:
    """Only for those who have signed in."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        await check_authorized(request)
        return await handler(request)

    guarded.needs = None  # type: ignore[attr-defined]
    return guarded


def public(handler: Handler) -> Handler:
    """For everybody: the pages by which one signs in."""
    handler.needs = "public"  # type: ignore[attr-defined]
    return handler


async def csrf_token(request: web.Request) -> str:
    """What each form of this browser has to send along."""
    session = await get_session(request)
    if CSRF not in session:
        session[CSRF] = secrets.token_urlsafe(24)
    return str(session[CSRF])


@web.middleware
async def own_forms_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses what changes something unless it comes from a form of ours (OWASP: synchronizer token and origin)."""
    if request.method in READING:
        return await handler(request)
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(reason="foreign form")
    session = await get_session(request)
    handled = request.match_info.handler
    if (largest := getattr(handled, "largest_form", None)) is not None:
        await check_permission(request, handled.needs)  # type: ignore[attr-defined]  # before a byte of it is read
        request = request.clone(client_max_size=largest)
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        error.reason_shown = getattr(handled, "too_large", "")  # type: ignore[attr-defined]
        raise
    known, sent = str(session.get(CSRF, "")), request.headers.get(CSRF_HEADER) or str(form.get(CSRF, ""))
    if not known or not hmac.compare_digest(known.encode(), sent.encode()):
        raise web.HTTPForbidden(reason="stale form")
    return await handler(request)


async def member(request: web.Request) -> Member | None:
    """Who is asking; read once a request."""
    if MEMBER not in request:
        identity = (await get_session(request)).get(SITTING)
        accounts = request.config_dict[ACCOUNTS]
        request[MEMBER] = await asyncio.to_thread(accounts.sitting, str(identity)) if identity else None
    return request[MEMBER]


async def present(request: web.Request) -> Member:
    """Who is asking, behind `needs` or `signed_in`."""
    found = await member(request)
    if found is None:
        raise web.HTTPUnauthorized
    return found
