"""Every route of the desk with every role: what opens, what does not, and that no route was forgotten."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.desk.access import CSRF
from bot.desk.door import PLACE
from bot.staff.accounts import Accounts
from bot.staff.roles import ALLOWED, Permission, Role

from .conftest import Client, sign_in, token

PUBLIC = "public"


def routes(client: Client) -> list[tuple[str, str, object]]:
    """Method, path and what it needs, of each route below /desk."""
    assert client.app is not None
    found = []
    for resource in client.app.router.resources():
        if resource.canonical != PLACE:
            continue
        assert isinstance(resource, web.PrefixedSubAppResource)
        for route in resource:
            if route.method == "HEAD":
                continue
            path = (
                route.resource.canonical.replace("{secret}", "unknown").replace("{number}", "7")
                if route.resource
                else ""
            )
            needed = getattr(route.handler, "needs", "undeclared")
            found.append((route.method, path, needed))
    return found


async def test_each_route_says_whom_it_is_for(client: Client) -> None:
    declared = routes(client)
    assert len(declared) >= 10
    for method, path, needed in declared:
        assert needed in (None, PUBLIC) or isinstance(needed, Permission), f"{method} {path} opens to everybody"


@pytest.mark.parametrize("role", [None, *Role])
async def test_matrix(client: Client, staff: Accounts, role: Role | None) -> None:
    if role is not None:
        assert (await sign_in(client, role.value)).status == 303
    for method, path, needed in routes(client):
        if path in ("/desk/sign-out", "/desk/sign-in"):
            continue  # would end the sitting; tests/desk/test_signing.py has them
        form = {CSRF: await token(client), "change": "none"}
        response = await client.request(method, path, data=form if method == "POST" else None, allow_redirects=False)
        shown = f"{method} {path} for {role}: {response.status}"
        opened = needed == PUBLIC or (role is not None and (needed is None or needed in ALLOWED[role]))
        if opened:
            assert response.status in (200, 303, 400, 404, 422), shown
            assert response.headers.get("Location") != "/desk/sign-in", shown
        elif role is None:
            assert (response.status, response.headers.get("Location")) == (303, "/desk/sign-in"), shown
        else:
            assert response.status == 403, shown
        assert response.headers["Cache-Control"] == "no-store", shown


async def test_no_desk_without_an_admin(client: Client) -> None:
    for path in ("/desk/", "/desk/sign-in", "/desk/staff", "/desk/record"):
        response = await client.get(path)
        assert response.status == 404 and "还没有开通" in await response.text(), path
