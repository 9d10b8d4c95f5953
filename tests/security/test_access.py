"""Every route of every door: whom it opens to, tried from this machine and from elsewhere."""

from __future__ import annotations

from pathlib import Path

import yaml
from aiohttp import hdrs, web

from bot.desk.door import PLACE

from .conftest import Client

TABLE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("routes.yml").read_text(encoding="utf-8"))
ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}  # as the proxy on this machine tells it
UNKNOWN = {"notice_id": "unknown", "number": "7", "token": "eyJ.unknown.x"}


def routes(client: Client) -> set[str]:
    assert client.app is not None
    return {
        f"{route.method} {resource.canonical}"
        for resource in client.app.router.resources()
        if resource.canonical != PLACE
        for route in resource
        if route.method != "HEAD"
    }


async def test_each_route_of_each_door_says_whom_it_is_for(client: Client) -> None:
    told = [route for kind in TABLE.values() for route in kind]
    assert len(told) == len(set(told))
    assert routes(client) == set(told)


async def test_a_route_opens_to_whom_it_is_for_and_to_nobody_else(client: Client) -> None:
    for kind, listed in TABLE.items():
        for told in listed:
            method, path = told.split()
            status = await _status(client, method, path.format(**UNKNOWN), ELSEWHERE)
            match kind:
                case "everybody":
                    assert (status < 500 and status not in (401, 403)) or path == "/static", f"{told}: {status}"
                case "link":
                    assert status in (400, 404, 410, 422), f"{told}: {status}"
                case "local":
                    assert status == 403, f"{told}: {status}"
                    assert await _status(client, method, path, {}) == 200, told
                case "signed":
                    assert status == 403, f"{told}: {status}"
                    assert await _status(client, method, path, {}) == 403, f"{told} from this machine"


async def test_nothing_of_the_desk_opens_without_a_sign_in(client: Client) -> None:
    """With no admin there is no desk at all; tests/desk tries it with one."""
    assert client.app is not None
    found = [
        (route.method, route.resource.canonical)
        for resource in client.app.router.resources()
        if isinstance(resource, web.PrefixedSubAppResource)
        for route in resource
        if route.resource
    ]
    assert len(found) > 30
    for method, path in found:
        a_form = {hdrs.CONTENT_TYPE: "application/x-www-form-urlencoded"}  # another kind is refused before the door
        status = await _status(client, method, path.replace("{secret}", "x").replace("{number}", "7"), a_form)
        assert status in (403, 404), f"{method} {path}: {status}"


async def test_a_method_that_a_route_does_not_have_is_refused(client: Client) -> None:
    for path in ("/api/chat", "/check", "/metrics", "/notices"):
        assert await _status(client, "DELETE", path, ELSEWHERE) == 405, path
        assert await _status(client, "TRACE", path, ELSEWHERE) == 405, path


async def _status(client: Client, method: str, path: str, headers: dict[str, str]) -> int:
    async with client.request(method, path, headers=headers, allow_redirects=False) as response:
        await response.read()
        return response.status
