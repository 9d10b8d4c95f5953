"""One attack of the tables, run against the desk in this process; what it says, and what it may not have changed."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from aiohttp import FormData
from cryptography.fernet import Fernet
from pydantic import BaseModel, ConfigDict
from yarl import URL

from bot.desk import key
from bot.desk.door import COOKIE
from bot.desk.notices.states import State
from bot.desk.stores import MANUSCRIPTS
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from tests.desk.conftest import PASSWORD, Client, sign_in, token

from .files import content

DAY = 86400.0  # seconds; longer than any lockout and any sitting
PLANTED = "evil"  # in each name and value that an attack would like to see in an answer's headers


class Attack(BaseModel):
    """A line of a table. ``sends``: method and path; ``answered``: statuses that mean it failed.

    ``as_``: who does it, signed in as a browser does. ``cookie``: with which session instead (cookies below).
    ``csrf``: "own" for a token of this very browser, another word as it stands, "" for none. ``times``: how often.
    ``leaves``: states of manuscripts that follow from what is rightly done before the attack. ``becomes``: the state
    of a file that has to be read first; what is read as plain words may not hold what it was after.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    name: str
    why: str
    sends: str
    as_: str = ""
    cookie: str = ""
    csrf: str = "own"
    form: dict[str, Any] = {}
    json_: Any = None
    headers: dict[str, str] = {}
    file: dict[str, str] = {}
    times: int = 1
    answered: list[int]
    says: str = ""
    location: str = ""
    leaves: dict[str, str] = {}
    becomes: str = State.REFUSED.value


@dataclass
class World:
    """The desk, its accounts, and the numbers of three manuscripts."""

    client: Client
    staff: Accounts
    review: int
    own: int
    editing: int
    passed: float = field(default=0.0)
    said: str = ""

    async def run(self, attack: Attack) -> None:
        """Fails where the attack does not."""
        self._a_day_later()
        before = self.state()
        await self._sits(attack)
        for _ in range(attack.times):
            status, headers, text = await self._sends(attack)
        self.said = text
        assert status in attack.answered, f"{attack.name}: {status} {text[:300]}"
        assert attack.says in text, f"{attack.name}: {text[:600]}"
        assert "<script>alert" not in text, attack.name
        assert not any(PLANTED in f"{name} {value}".lower() for name, value in headers.items()), attack.name
        assert headers.get("Location", "") == attack.location or not attack.location, attack.name
        expected = before | {name: (state, before[name][1]) for name, state in attack.leaves.items()}
        now = self.state()
        for name, (state, version) in expected.items():
            assert now[name][0] == state, f"{attack.name}: {name} {now[name]}"
            assert name in attack.leaves or now[name][1] == version, f"{attack.name}: {name} was changed"
        assert self.people() == self.roles, attack.name

    async def reads(self, attack: Attack, number: int) -> str:
        """What an uploaded file was read as, or why it was not."""
        assert self.client.app is not None
        store = self.client.app[MANUSCRIPTS]
        for _ in range(2400):
            found = store.one(number)
            if found.state is not State.READING:
                assert found.state.value == attack.becomes, f"{attack.name}: {found.state}"
                return found.review.content.text if found.review else found.said
            await asyncio.sleep(0.05)
        raise AssertionError(f"{attack.name}: the work hangs")

    @property
    def roles(self) -> dict[str, tuple[bool, frozenset[Role]]]:
        """Who may what from the beginning."""
        made = {role.value: (False, frozenset({role})) for role in Role}
        return made | {"both": (False, frozenset({Role.EDITOR, Role.APPROVER}))}

    def people(self) -> dict[str, tuple[bool, frozenset[Role]]]:
        """Who may what now."""
        return {one.name: (one.disabled, one.roles) for one in self.staff.everybody()}

    def state(self) -> dict[str, tuple[str, int]]:
        """State and version of each manuscript."""
        assert self.client.app is not None
        store = self.client.app[MANUSCRIPTS]
        found = {name: store.one(getattr(self, name)) for name in ("review", "own", "editing")}
        return {name: (one.state.value, one.version) for name, one in found.items()}

    def count(self) -> int:
        """How many manuscripts there are; they are numbered one after another."""
        assert self.client.app is not None
        return len(self.client.app[MANUSCRIPTS].all())

    async def is_in(self) -> bool:
        """Whether this browser has got in."""
        return (await self.client.get("/desk/", allow_redirects=False)).status == 200

    def _a_day_later(self) -> None:
        self.passed += DAY
        passed = self.passed
        self.staff._clock = lambda: time.time() + passed
        self.client.session.cookie_jar.clear()

    async def _sits(self, attack: Attack) -> None:
        if attack.as_:
            assert (await sign_in(self.client, attack.as_)).status == 303, attack.name
        if attack.cookie:
            await COOKIES[attack.cookie](self)

    async def _sends(self, attack: Attack) -> tuple[int, dict[str, str], str]:
        method, _, path = self._filled(attack.sends).partition(" ")
        form = {name: self._filled(str(value)) for name, value in attack.form.items()}
        if attack.csrf and method != "GET":
            form["csrf"] = await token(self.client, "/desk/sign-in") if attack.csrf == "own" else attack.csrf
        data: Any = form
        if attack.file:
            data = FormData(quote_fields=False)
            for name, value in form.items():
                data.add_field(name, value)
            made = content(attack.file["content"])
            data.add_field("file", made, filename=attack.file["named"], content_type="application/octet-stream")
        more = {"json": attack.json_} if attack.json_ is not None else {"data": data} if method != "GET" else {}
        url = URL(str(self.client.make_url("/")).rstrip("/") + path, encoded=True)
        async with self.client.session.request(
            method, url, headers=attack.headers, allow_redirects=False, **more
        ) as response:
            return response.status, dict(response.headers), await response.text(errors="replace")

    def _filled(self, text: str) -> str:
        assert self.client.app is not None
        store = self.client.app[MANUSCRIPTS]
        known = {
            "password": PASSWORD,
            "review": str(self.review),
            "own": str(self.own),
            "editing": str(self.editing),
            "digest": store.one(self.review).digest,
            "own_digest": store.one(self.own).digest,
            "long": "长" * 100_000,
        }
        return re.sub(r"\$(\w+)", lambda found: known.get(found[1], found[0]), text)

    # sessions that somebody would like to use

    def cookie(self) -> str:
        """The session that this browser holds."""
        return self.client.session.cookie_jar.filter_cookies(self.client.make_url("/desk/"))[COOKIE].value

    def carry(self, value: str) -> None:
        """Another session for this browser."""
        self.client.session.cookie_jar.clear()
        self.client.session.cookie_jar.update_cookies(SimpleCookie({COOKIE: value}), self.client.make_url("/desk/"))


async def _planted(world: World) -> None:
    await token(world.client)
    planted = world.cookie()
    await sign_in(world.client, "editor")
    world.carry(planted)


async def _signed_out(world: World) -> None:
    await sign_in(world.client, "editor")
    copied = world.cookie()
    await world.client.post("/desk/sign-out", data={"csrf": await token(world.client, "/desk/")})
    world.carry(copied)


async def _signed_out_everywhere(world: World) -> None:
    await sign_in(world.client, "editor")
    stolen = world.cookie()
    await sign_in(world.client, "editor")
    form = {"csrf": await token(world.client, "/desk/"), "everywhere": "1"}
    await world.client.post("/desk/sign-out", data=form)
    world.carry(stolen)


async def _idle(world: World) -> None:
    await sign_in(world.client, "editor")
    clock = world.staff._clock
    world.staff._clock = lambda: clock() + 3600


async def _after_a_new_password(world: World) -> None:
    await sign_in(world.client, "editor")
    stolen = world.cookie()
    other = PASSWORD + "也很多"
    editor = next(one for one in world.staff.everybody() if one.name == "editor")
    world.staff.change_password(editor, PASSWORD, other)
    world.staff.change_password(editor, other, PASSWORD)
    world.carry(stolen)


async def _of_one_who_left(world: World) -> None:
    await sign_in(world.client, "editor")
    world.staff.disable("editor")
    assert not await world.is_in()
    world.staff.enable("editor")


async def _cut(world: World) -> None:
    await sign_in(world.client, "editor")
    world.carry(world.cookie()[:-5])


async def _turned(world: World) -> None:
    await sign_in(world.client, "editor")
    real = world.cookie()
    world.carry(real[:40] + ("A" if real[40] != "A" else "B") + real[41:])


async def _other_key(world: World) -> None:
    world.carry(Fernet(Fernet.generate_key()).encrypt(b'{"session": {"sitting": "x"}}').decode())


async def _plain(world: World) -> None:
    world.carry('{"session": {"sitting": "x"}}')


async def _secret_guessed(world: World) -> None:
    """Signed by the server's own key, with a sitting that was never begun."""
    assert world.client.app is not None
    fernet = key.load("", str(world.staff.engine.url.render_as_string(hide_password=False)))
    told = json.dumps({"created": int(time.time()), "session": {"sitting": "guessed"}}).encode()
    world.carry(fernet.encrypt(told).decode())


COOKIES = {
    "planted": _planted,
    "signed out": _signed_out,
    "signed out everywhere": _signed_out_everywhere,
    "idle": _idle,
    "after a new password": _after_a_new_password,
    "of one who left": _of_one_who_left,
    "cut": _cut,
    "turned": _turned,
    "other key": _other_key,
    "plain": _plain,
    "secret guessed": _secret_guessed,
}
