"""The staff: inviting, roles, new links, ending an account."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from bot.staff.accounts import AccountRefused
from bot.staff.roles import Permission, Role

from .access import ACCOUNTS, needs, present
from .pages import render

routes = web.RouteTableDef()


@routes.get("/staff")
@needs(Permission.MANAGE_STAFF)
async def staff(request: web.Request) -> web.Response:
    """Everybody, with what can be done."""
    return await _page(request)


@routes.post("/staff")
@needs(Permission.MANAGE_STAFF)
async def change(request: web.Request) -> web.Response:
    """One change; a new link is shown once, on the page that answers."""
    form = await request.post()
    accounts, by = request.config_dict[ACCOUNTS], (await present(request)).name
    name, shown = str(form.get("name", "")), str(form.get("shown", ""))
    try:
        roles = [Role(str(role)) for role in form.getall("role", [])]
    except ValueError as error:
        raise web.HTTPBadRequest(reason="unknown role") from error
    changes: dict[str, Callable[[], str | None]] = {
        "invite": lambda: accounts.invite(name, shown, roles, by),
        "reset": lambda: accounts.reset(name, by),
        "roles": lambda: accounts.set_roles(name, roles, by),
        "disable": lambda: accounts.disable(name, by),
        "enable": lambda: accounts.enable(name, by),
    }
    wanted = changes.get(str(form.get("change", "")))
    if wanted is None:
        raise web.HTTPBadRequest(reason="unknown change")
    try:
        secret = await asyncio.to_thread(wanted)
    except AccountRefused as refusal:
        return await _page(request, status=422, problem=str(refusal))
    link = f"{request.scheme}://{request.host}/desk/invitation/{secret}" if secret else ""
    return await _page(request, link=link, of=name)


async def _page(
    request: web.Request, *, status: int = 200, problem: str = "", link: str = "", of: str = ""
) -> web.Response:
    everybody = await asyncio.to_thread(request.config_dict[ACCOUNTS].everybody)
    context = {"everybody": everybody, "roles": list(Role), "problem": problem, "link": link, "of": of}
    return await render(request, "staff.html", status=status, **context)
