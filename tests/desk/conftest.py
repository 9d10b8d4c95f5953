"""A desk with one person of each role, in an application of its own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.desk.access import ACCOUNTS
from bot.desk.door import add_desk
from bot.desk.notices.background import BACKGROUND, Background
from bot.desk.notices.work import do
from bot.desk.stores import MANUSCRIPTS
from bot.gateway.errors import answer_errors
from bot.gateway.settings import Settings
from bot.gateway.state import KNOWLEDGE_BASE
from bot.handover.door import add_handover
from bot.pages.answers import add_answer_pages
from bot.pages.forms import add_form_pages
from bot.pages.notices import add_notice_pages
from bot.pages.originals import add_original_pages
from bot.pages.site import set_up as set_up_pages
from bot.receipts import opened as receipts
from bot.runtime import model_file
from bot.runtime.event_log import EventLog
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb import choosing
from policies_kb.choosing import stored
from policies_kb.serving import serving_base
from tests.unhurried import unhurried

if TYPE_CHECKING:
    from .talking import Clerk

PASSWORD = "九月的棉花地很白很软"
Client = TestClient[web.Request, web.Application]


class InThread(Background):
    """The work on manuscripts, done at once and in this process."""

    async def work(self, number: int) -> None:
        await asyncio.to_thread(do, self._store, number)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store_url=f"sqlite:///{tmp_path / 'talk.db'}")


@pytest_asyncio.fixture
async def client(settings: Settings) -> AsyncIterator[Client]:
    app = web.Application(middlewares=[answer_errors])
    unhurried(app)
    app[KNOWLEDGE_BASE] = serving_base
    set_up_pages(app)
    receipts.set_up(app, settings)
    for add in (add_notice_pages, add_original_pages, add_form_pages, add_answer_pages):
        add(app)
    add_desk(app, settings)
    app[BACKGROUND] = InThread(app[MANUSCRIPTS], settings.store_url)
    log = EventLog(settings.store_url)
    add_handover(app, settings, log.read)
    async with TestClient(TestServer(app, host="127.0.0.1")) as running:
        yield running
    log.close()


@pytest.fixture
def accounts(client: Client) -> Accounts:
    assert client.app is not None
    return client.app[ACCOUNTS]


@pytest.fixture
def staff(accounts: Accounts) -> Accounts:
    """One person of each role, named like it."""
    for role in (Role.ADMIN, *(role for role in Role if role is not Role.ADMIN)):
        accounts.accept(accounts.invite(role.value, role.value, [role]), PASSWORD)
    return accounts


async def token(client: Client, page: str = "/desk/sign-in") -> str:
    """The token of a page's forms."""
    text = await (await client.get(page)).text()
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    assert found, text
    return found[1]


async def sign_in(client: Client, name: str, password: str = PASSWORD) -> ClientResponse:
    """Signs in as a browser does; the answer, not followed."""
    form = {"csrf": await token(client), "name": name, "password": password}
    return await client.post("/desk/sign-in", data=form, allow_redirects=False)


@pytest.fixture(scope="session")
def trained() -> None:
    """The trained chooser of the present inputs. Fails where there is none (`make test` trains one)."""
    root = Path(__file__).parent.parent.parent
    model = model_file.path_for_inputs(root, root / "models")
    if not model.is_file():
        pytest.fail("there is no model of the present inputs: run `make train` (`make test` does)")
    choosing.use(stored.of_model(model))


@pytest_asyncio.fixture
async def clerk(client: Client, staff: Accounts, trained: None) -> Clerk:
    """A clerk who has signed in and taken a call."""
    from .talking import Clerk

    await sign_in(client, "clerk")
    sitting = Clerk(client)
    await sitting.next_caller()
    return sitting
