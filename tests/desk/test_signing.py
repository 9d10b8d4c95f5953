"""Signing in as a browser does, and what somebody tries who should not get in."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from yarl import URL

from bot.desk.door import COOKIE
from bot.staff.accounts import Accounts
from bot.staff.roles import Role

from .conftest import PASSWORD, Client, sign_in, token


def cookie(client: Client) -> str:
    return client.session.cookie_jar.filter_cookies(client.make_url("/desk/"))[COOKIE].value


def carry(client: Client, value: str) -> None:
    client.session.cookie_jar.clear()
    client.session.cookie_jar.update_cookies(SimpleCookie({COOKIE: value}), URL(client.make_url("/desk/")))


async def opened(client: Client) -> bool:
    return (await client.get("/desk/", allow_redirects=False)).status == 200


async def test_from_the_link_to_the_desk_and_out(client: Client, accounts: Accounts) -> None:
    link = f"/desk/invitation/{accounts.invite('guli', '古丽', [Role.ADMIN])}"
    form = {"csrf": await token(client, link), "new": PASSWORD, "again": PASSWORD}
    assert (await client.post(link, data=form, allow_redirects=False)).headers["Location"] == "/desk/sign-in"
    assert (await client.get(link)).status == 404, "the link works once"
    answer = await sign_in(client, "guli")
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/")
    assert "古丽" in await (await client.get("/desk/")).text()
    form = {"csrf": await token(client, "/desk/")}
    assert (await client.post("/desk/sign-out", data=form, allow_redirects=False)).status == 303
    assert not await opened(client)


async def test_the_cookie_is_closed_to_scripts_and_other_sites(client: Client, staff: Accounts) -> None:
    set_by = (await sign_in(client, "clerk")).headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/desk", "SameSite=Lax"} <= {part.strip() for part in set_by.split(";")}
    assert PASSWORD not in set_by and "clerk" not in set_by


async def test_a_clerk_is_invited_and_ended_by_an_admin(client: Client, staff: Accounts) -> None:
    await sign_in(client, "admin")
    form = {"csrf": await token(client, "/desk/staff"), "name": "ayxa", "shown": "阿依夏", "role": "clerk"}
    page = await (await client.post("/desk/staff", data=form | {"change": "invite"})).text()
    assert "/desk/invitation/" in page
    again = await client.post("/desk/staff", data=form | {"change": "invite"})
    assert again.status == 422 and "已有登录名" in await again.text()
    await client.post("/desk/staff", data=form | {"change": "disable"})
    assert next(one for one in staff.everybody() if one.name == "ayxa").disabled


async def test_looking_at_the_record_is_in_the_record(client: Client, staff: Accounts) -> None:
    await sign_in(client, "supervisor")
    assert (await client.get("/desk/record")).status == 200
    assert "查看记录" in await (await client.get("/desk/record")).text()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_form_of_another_site(client: Client, staff: Accounts, origin: str) -> None:
    form = {"csrf": await token(client), "name": "clerk", "password": PASSWORD}
    response = await client.post("/desk/sign-in", data=form, headers={"Origin": origin}, allow_redirects=False)
    assert response.status == 403


@pytest.mark.parametrize("sent", ["", "wrong", "汉字", None])
async def test_a_form_without_its_token(client: Client, staff: Accounts, sent: str | None) -> None:
    await token(client)
    form = {"name": "clerk", "password": PASSWORD} | ({} if sent is None else {"csrf": sent})
    assert (await client.post("/desk/sign-in", data=form, allow_redirects=False)).status == 403
    assert not await opened(client)


async def test_a_token_of_another_browser(client: Client, staff: Accounts) -> None:
    foreign = await token(client)
    client.session.cookie_jar.clear()
    await token(client)
    form = {"csrf": foreign, "name": "clerk", "password": PASSWORD}
    assert (await client.post("/desk/sign-in", data=form, allow_redirects=False)).status == 403


async def test_a_session_set_before_signing_in_is_worth_nothing(client: Client, staff: Accounts) -> None:
    await token(client)
    planted = cookie(client)
    await sign_in(client, "clerk")
    assert cookie(client) != planted
    carry(client, planted)
    assert not await opened(client)


async def test_a_copied_cookie_ends_with_the_sitting(client: Client, staff: Accounts) -> None:
    await sign_in(client, "clerk")
    copied = cookie(client)
    form = {"csrf": await token(client, "/desk/")}
    await client.post("/desk/sign-out", data=form)
    carry(client, copied)
    assert not await opened(client)


@pytest.mark.parametrize("change", ["cut", "turned", "other key", "plain"])
async def test_a_cookie_that_somebody_made(client: Client, staff: Accounts, change: str) -> None:
    from cryptography.fernet import Fernet

    await sign_in(client, "clerk")
    real = cookie(client)
    made = {
        "cut": real[:-5],
        "turned": real[:40] + ("A" if real[40] != "A" else "B") + real[41:],
        "other key": Fernet(Fernet.generate_key()).encrypt(b'{"session": {"sitting": "x"}}').decode(),
        "plain": '{"session": {"sitting": "x"}}',
    }[change]
    carry(client, made)
    assert not await opened(client)


@pytest.mark.parametrize(
    "name", ["' or 1=1 --", "clerk'--", "clerk\x00", "CLERK\n", "a" * 5000, "<script>alert(1)</script>"]
)
async def test_names_that_are_none(client: Client, staff: Accounts, name: str) -> None:
    response = await sign_in(client, name, "不是密码的密码")
    assert response.status == 422
    assert "<script>alert" not in await response.text()


async def test_a_guesser_is_stopped(client: Client, staff: Accounts) -> None:
    for _ in range(5):
        assert "不对" in await (await sign_in(client, "clerk", "猜一猜这个密码吧")).text()
    assert "太多次" in await (await sign_in(client, "clerk")).text()


async def test_a_part_of_a_page_leads_to_the_sign_in(client: Client, staff: Accounts) -> None:
    response = await client.get("/desk/", headers={"HX-Request": "true"}, allow_redirects=False)
    assert (response.status, response.headers["HX-Redirect"]) == (204, "/desk/sign-in")


async def test_the_key_survives_a_restart_and_is_ours_alone(settings: object, tmp_path: object) -> None:
    from pathlib import Path

    from bot.desk.key import load

    url = f"sqlite:///{Path(str(tmp_path)) / 'talk.db'}"
    told = load("", url).encrypt(b"x")
    assert load("", url).decrypt(told) == b"x"
    assert (Path(str(tmp_path)) / "desk.key").stat().st_mode & 0o077 == 0
