"""A queue whose clock the test sets, on SQLite, and on PostgreSQL where ZC_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from bot.handover.outbox import Outbox
from bot.handover.queue import Queue
from bot.handover.store import Store
from bot.handover.tickets import Ticket
from policies_kb.model.question import Scope
from policies_kb.today import BEIJING

SERVER = os.environ.get("ZC_TEST_POSTGRES", "")
MONDAY = "2024-10-14 11:00"


def at(written: str) -> float:
    """A moment in Beijing, as seconds since 1970."""
    return datetime.fromisoformat(written).replace(tzinfo=BEIJING).timestamp()


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    moment: float

    def __call__(self) -> float:
        return self.moment

    def pass_(self, minutes: float) -> None:
        """Moves it on."""
        self.moment += minutes * 60


@pytest.fixture
def clock() -> Clock:
    return Clock(at(MONDAY))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'talk.db'}"
        return
    if not SERVER:
        pytest.skip("ZC_TEST_POSTGRES names no server")
    name = f"zc_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(sa.text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    store = Store(url, clock)
    yield store
    store.close()


@pytest.fixture
def queue(store: Store) -> Queue:
    return Queue(store)


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)


def ask(queue: Queue, sender: str, door: str = "gateway", reach: str = "") -> Ticket:
    """Somebody asks for a person."""
    ticket, _ = queue.ask(sender, door, scope=Scope(), question="几号截止", due_at=None, reach=reach)
    return ticket
