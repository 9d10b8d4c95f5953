"""The desk of tests/desk under attack: three manuscripts to be harmed, and a clock that lockouts run out by."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.desk.notices.states import State
from bot.desk.notices.work import do
from bot.desk.stores import MANUSCRIPTS
from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from policies_kb.loading.source import digest
from policies_kb.reviewing import of_source
from policies_kb.serving import serving_base
from tests.desk.conftest import PASSWORD, Client, InThread, accounts, client, settings, staff  # noqa: F401

from .attacking import World


@pytest.fixture(autouse=True)
def _files_are_read_and_nothing_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(self: InThread, number: int) -> None:
        if self._store.one(number).state is State.READING:
            do(self._store, number)

    monkeypatch.setattr(InThread, "work", work)


@pytest_asyncio.fixture
async def world(client: Client, staff: Accounts) -> World:  # noqa: F811
    """One of each role, one who is editor and approver, and manuscripts: in review, one's own in review, in work."""
    staff.accept(staff.invite("both", "两个角色", [Role.EDITOR, Role.APPROVER]), PASSWORD)
    assert client.app is not None
    store, made = client.app[MANUSCRIPTS], list[int]()
    for (name, source), by in zip(serving_base().sources.items(), ("editor", "both", "editor"), strict=False):
        one = store.correct(of_source(source), digest({name: source}), "更正", by)
        made.append(one.number)
        if len(made) < 3:
            told = {"submitted_by": by, "submitted_digest": one.digest}
            store.move(one.number, by, State.EDITING, State.IN_REVIEW, kind="submitted", said="提交审核", **told)
    return World(client, staff, *made)
