"""Signing in and out, choosing a password by a link, changing it."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp_security import forget, remember
from aiohttp_session import get_session, new_session

from bot.gateway.rate_limit import client_address
from bot.receipts.opened import RECEIPTS
from bot.staff.accounts import AccountRefused, Accounts
from bot.staff.passwords import PasswordRefused
from bot.staff.roles import Permission

from .access import ACCOUNTS, SITTING, present, public, signed_in
from .oversight.consequences import hint
from .pages import render

routes = web.RouteTableDef()
HOME = "/desk/"


@routes.get("/")
@signed_in
async def home(request: web.Request) -> web.Response:
    """What this person can do here, and what the newest release asks of them."""
    overseeing = (await present(request)).may(Permission.OVERSEE)
    touched = await asyncio.to_thread(hint, request.config_dict[RECEIPTS]) if overseeing else None
    return await render(request, "home.html", touched=touched)


@routes.get("/sign-in")
@public
async def sign_in_page(request: web.Request) -> web.Response:
    """The form."""
    return await render(request, "sign_in.html", problem="", name="")


@routes.post("/sign-in")
@public
async def sign_in(request: web.Request) -> web.Response:
    """Begins a sitting, in a session of its own: what the browser held before is worth nothing (fixation)."""
    form = await request.post()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    try:
        secret = await asyncio.to_thread(_accounts(request).sign_in, name, password, client_address(request) or "")
    except AccountRefused as refusal:
        return await render(request, "sign_in.html", status=422, problem=str(refusal), name=name)
    await new_session(request)
    response = web.HTTPSeeOther(HOME)
    await remember(request, response, secret)
    raise response


@routes.post("/sign-out")
@signed_in
async def sign_out(request: web.Request) -> web.Response:
    """Ends the sitting, or with `everywhere` all sittings of the person."""
    everywhere = "everywhere" in await request.post()
    if everywhere:
        await asyncio.to_thread(_accounts(request).sign_out_everywhere, await present(request))
    secret = (await get_session(request)).get(SITTING, "")
    await asyncio.to_thread(_accounts(request).sign_out, str(secret))
    response = web.HTTPSeeOther("/desk/sign-in")
    await forget(request, response)
    (await get_session(request)).invalidate()
    raise response


@routes.get("/password")
@signed_in
async def password_page(request: web.Request) -> web.Response:
    """The form for another password."""
    return await render(request, "password.html", problem="")


@routes.post("/password")
@signed_in
async def change_password(request: web.Request) -> web.Response:
    """Another password for one who knows the old one; then everybody signs in anew."""
    form = await request.post()
    reader = await present(request)
    old, new, again = (str(form.get(name, "")) for name in ("old", "new", "again"))
    try:
        _same(new, again)
        await asyncio.to_thread(_accounts(request).change_password, reader, old, new)
    except (AccountRefused, PasswordRefused) as refusal:
        return await render(request, "password.html", status=422, problem=str(refusal))
    raise web.HTTPSeeOther("/desk/sign-in")


@routes.get("/invitation/{secret}")
@public
async def invitation_page(request: web.Request) -> web.Response:
    """The form of the link; a link that was used or is too old says so."""
    return await _invitation(request)


@routes.post("/invitation/{secret}")
@public
async def accept(request: web.Request) -> web.Response:
    """Chooses the password."""
    form = await request.post()
    new, again = str(form.get("new", "")), str(form.get("again", ""))
    try:
        _same(new, again)
        await asyncio.to_thread(_accounts(request).accept, request.match_info["secret"], new)
    except (AccountRefused, PasswordRefused) as refusal:
        return await _invitation(request, str(refusal))
    raise web.HTTPSeeOther("/desk/sign-in")


async def _invitation(request: web.Request, problem: str = "") -> web.Response:
    found = await asyncio.to_thread(_accounts(request).invited, request.match_info["secret"])
    if found is None:
        said = "这个链接已经用过或过期。请向管理员要新的。"
        return await render(request, "message.html", status=404, title="链接不能用", said=said)
    status = 422 if problem else 200
    return await render(request, "invitation.html", status=status, invited=found, problem=problem)


def _same(new: str, again: str) -> None:
    if new != again:
        raise PasswordRefused("两次填写的密码不一样")


def _accounts(request: web.Request) -> Accounts:
    return request.config_dict[ACCOUNTS]
