"""Every form of personal data is typed into every field of every door; afterwards nothing that the assistant wrote or
said holds it: database, journal, logs, metrics, pages, answers, addresses and the links in them."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
import pytest_asyncio
import yaml
from aiohttp.test_utils import TestClient, TestServer

from benchmarks.wecom_door import ACCOUNT
from benchmarks.wecom_platform import FakeWeCom
from bot.desk.access import ACCOUNTS
from bot.gateway import logs
from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from bot.messenger.envelope import signature
from bot.privacy.forms import forms
from bot.privacy.masking import mask
from bot.privacy.numbers import digits_of
from bot.runtime import model_file
from bot.runtime.conversation import Conversation
from bot.staff.roles import Role
from policies_kb.serving import serving_base

ROOT = Path(__file__).parents[2]
NAMES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("names.yml").read_text(encoding="utf-8"))["masked"]
TYPED = (*(typed for form in forms().forms for typed in form.examples), *NAMES)
PASSWORD = "九月的棉花地很白很软"
TOKEN = "doortoken"
OPENID, CUSTOMER = "openid-of-a-person", "external-id-of-a-person-"
LINK = re.compile(r"/api/eligibility/[\w-]+\.([\w-]+)\.")
Client = TestClient[Any, Any]


def secret(typed: str) -> str:
    """The part of what was typed that must be found nowhere."""
    masked = mask(typed)
    before, after = masked.split("〔", 1)[0], masked.rsplit("〕", 1)[1]
    return typed[len(before) : len(typed) - len(after)]


class Said:
    """Everything that came out, in one text."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    async def hears(self, response: Any, *, address: bool = False) -> str:
        """Notes an answer; with ``address`` the addresses that it led to count, too."""
        text = str(await response.text())
        self.parts += [text, *(response.headers.get("Location", ""),)]
        if address:
            self.parts += [unquote_plus(str(response.url)), response.headers.get("HX-Push-Url", "")]
        for payload in LINK.findall(text):
            self.parts.append(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode())
        return text

    def whole(self) -> str:
        """With what JSON and addresses write in another way written out, too."""
        text = "\n".join(self.parts)
        return f"{text}\n{unquote_plus(text)}\n" + re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), text)


@pytest.fixture
def lines() -> io.StringIO:
    """What the log of the program receives, as text and as JSON, at the level of a server that logs requests."""
    stream = io.StringIO()
    for form in (logs.JSON, logs.TEXT):
        logs.set_up(form, requests=True)
        ours = logging.getLogger().handlers[-1]
        assert isinstance(ours, logging.StreamHandler)
        handler = logging.StreamHandler(stream)
        handler.setFormatter(ours.formatter)
        logging.getLogger("bot").addHandler(handler)
    return stream


@pytest_asyncio.fixture
async def wecom(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeWeCom]:
    platform = FakeWeCom(ACCOUNT)
    given = {"CORP_ID": ACCOUNT.corp_id, "SECRET": ACCOUNT.secret, "TOKEN": ACCOUNT.tokens[0]}
    given |= {"AES_KEY": ACCOUNT.aes_keys[0], "API": await platform.open()}
    for name, value in given.items():
        monkeypatch.setenv(f"ZC_WECOM_{name}", value)
    yield platform
    await platform.close()


@pytest_asyncio.fixture
async def client(
    tmp_path: Path, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch, wecom: FakeWeCom
) -> AsyncIterator[Client]:
    monkeypatch.setenv("ZC_WECHAT_TOKEN", TOKEN)
    monkeypatch.setenv("ZC_WECHAT_APP_ID", "wx0123456789abcdef")
    monkeypatch.setenv("ZC_LINK_SECRET", "a secret of thirty-two characters")
    model = model_file.path_for_inputs(ROOT, ROOT / "models")
    if not model.is_file():
        pytest.fail("there is no model of the present inputs: run `make train` (`make test` does)")
    url = f"sqlite:///{tmp_path / 'talk.db'}"
    conversation = Conversation.load(model, url)
    app = create_app(conversation, serving_base, Settings(store_url=url))
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        wecom.address = str(running.make_url("/wecom"))
        yield running
    for handler in list(logging.getLogger("bot").handlers):
        logging.getLogger("bot").removeHandler(handler)


async def chat_doors(client: Client, said: Said, typed: str, number: int) -> None:
    message = {"sender": f"person-{number}", "message": typed}
    await said.hears(await client.post("/api/chat", json=message, headers={"X-Message-Id": f"m{number}"}))
    opinion = {"sender": "p", "question": typed, "answer_status": "answered", "useful": False, "reason": typed}
    await said.hears(await client.post("/api/feedback", json=opinion))
    if number % 2:
        await said.hears(await client.post("/", data={"message": typed, "sender": typed}))
    else:
        await said.hears(await client.get("/embed", params={"q": typed, "s": typed}))


async def page_doors(client: Client, said: Said, typed: str, number: int) -> None:
    """One field of each page, another one for each form."""
    field = in_turn(("region", "series", "specialty", "unit_kind", "years", "target", "round"), number)
    await said.hears(await client.get("/check", params={field: typed, "on": "2001-05-01"}), address=True)
    answer = {"field": field, "answer": typed}
    await said.hears(await client.post("/check", data=answer), address=True)
    await said.hears(await client.get("/check", params=answer), address=True)
    name = in_turn(("q", "place", "series", "path", "round", typed), number)
    await said.hears(await client.get("/notices", params={name: typed}))
    await said.hears(await client.get("/api/search", params={"q": "材料", name: typed}))
    name = in_turn(("series", "specialty", "region", "unit_kind", "work_period", typed), number)
    asked = {"target": "初定初级", "applicant": {name: typed}}
    answered = await said.hears(await client.post("/api/eligibility", json=asked))
    if link := re.search(r"/api/eligibility/[\w.-]+/checklist", answered):
        await said.hears(await client.get(link[0], params={"notice": typed}))


def in_turn(names: Sequence[str], number: int) -> str:
    """One of the names, the next one for the next number."""
    return names[number % len(names)]


async def wechat_door(client: Client, said: Said, typed: str, number: int) -> None:
    now = str(int(time.time()))
    query = {"timestamp": now, "nonce": "n", "signature": signature(TOKEN, now, "n")}
    kind, field = (("text", "Content"), ("voice", "Recognition"))[number % 2]
    body = (
        f"<xml><ToUserName>gh</ToUserName><FromUserName>{OPENID}</FromUserName><CreateTime>{now}</CreateTime>"
        f"<MsgType>{kind}</MsgType><MsgId>{number}</MsgId><{field}><![CDATA[{typed}]]></{field}></xml>"
    )
    await said.hears(await client.post("/wechat", params=query, data=body.encode()))


async def wecom_door(platform: FakeWeCom, said: Said, typed: str, number: int) -> None:
    customer = f"{CUSTOMER}{number}"
    await platform.say(customer, typed)
    async with asyncio.timeout(60):
        while not platform.said_to(customer):
            await asyncio.sleep(0.01)
    said.parts += platform.said_to(customer)


async def desk_door(client: Client, said: Said, typed: str, card: str, csrf: str) -> None:
    for path, form in (
        ("told", {"text": typed}),
        ("scope", {"region": typed, "series": typed, "path": typed, "round": typed, "day": typed}),
        ("outcome", {"outcome": "answered", "note": typed, "q": typed}),
    ):
        await said.hears(await client.post(f"/desk/calls/{card}/{path}", data={"csrf": csrf, **form}))
    await said.hears(await client.get(f"/desk/calls/{card}/answer", params={"q": typed}))
    await said.hears(await client.get(f"/desk/calls/{card}"))


async def open_card(client: Client) -> tuple[str, str]:
    """Signs a clerk in; the number of a card, and the token of the forms."""
    assert client.app is not None
    accounts = client.app[ACCOUNTS]
    for role in (Role.ADMIN, Role.CLERK):
        accounts.accept(accounts.invite(role.value, role.value, [role]), PASSWORD)
    page = await (await client.get("/desk/sign-in")).text()
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    await client.post("/desk/sign-in", data={"csrf": csrf, "name": Role.CLERK.value, "password": PASSWORD})
    opened = await client.get("/desk/calls")
    return opened.url.name, re.findall(r'name="csrf" value="([^"]+)"', await opened.text())[0]


async def test_nothing_typed_is_found_again(
    client: Client, wecom: FakeWeCom, tmp_path: Path, lines: io.StringIO
) -> None:
    said = Said()
    card, csrf = await open_card(client)
    # each form at each door; of the many fields of the pages one for each form, so that every field gets many
    for number, typed in enumerate(TYPED):
        await chat_doors(client, said, typed, number)
        await wechat_door(client, said, typed, number)
        await wecom_door(wecom, said, typed, number)
        await desk_door(client, said, typed, card, csrf)
        await page_doors(client, said, typed, number)
    said.parts.append(await (await client.get("/metrics")).text())
    said.parts.append(lines.getvalue())
    for file in tmp_path.iterdir():  # while everything runs, and nothing has been written back from the journal
        said.parts.append(file.read_bytes().decode("utf-8", "replace"))
    assert {file.name for file in tmp_path.iterdir()} >= {"talk.db", "talk.db-wal"}
    whole = said.whole()
    assert "〔身份证号〕" in whole
    kept = "\n".join(said.parts[-len(list(tmp_path.iterdir())) :])
    assert OPENID not in kept
    assert CUSTOMER not in kept
    found = {typed for typed in TYPED for needle in needles(typed) if needle in whole}
    assert found == set()


def needles(typed: str) -> set[str]:
    """How the secret would be found: as it was typed, and a number as plain digits."""
    part = secret(typed)
    digits = digits_of(part)
    return {part} | ({digits} if len(digits) > 9 else set())


async def test_the_text_of_an_exception_stays_out_of_the_log(
    client: Client, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "「我是某某，想问初定」"

    def breaks(*_args: object, **_more: object) -> None:
        raise ValueError(words)

    monkeypatch.setattr("bot.pages.search.search", breaks)
    monkeypatch.setattr("bot.gateway.search.search", breaks)
    assert (await client.get("/notices", params={"q": "材料"})).status == 500
    assert (await client.get("/api/search", params={"q": "材料"})).status == 500
    logged = lines.getvalue()
    assert "ValueError" in logged
    assert "test_doors.py" in logged
    assert "某某" not in logged
    assert json.dumps("某某")[1:-1] not in logged
