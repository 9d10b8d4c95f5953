"""An index of the frozen notices on SQLite and, where there is a server, the same on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from policies_kb.loading import KnowledgeBase, load_knowledge_base
from policies_kb.reading import Reader
from policies_kb.search import Searcher, open_index

SERVER = os.environ.get("ZC_TEST_POSTGRES", "")
RELEASE = 7


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    return replace(load_knowledge_base(), release=RELEASE)


@pytest.fixture(scope="session")
def searcher(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'kb.sqlite'}"
    found = Searcher(base, Reader(base), open_index(base, url))
    yield found
    found.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database of its own."""
    if not SERVER:
        pytest.skip("ZC_TEST_POSTGRES names no server: search on PostgreSQL is NOT tested")
    name = f"zc_{uuid.uuid4().hex[:12]}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture(scope="session")
def on_postgres(base: KnowledgeBase, postgres_url: str) -> Iterator[Searcher]:
    found = Searcher(base, Reader(base), open_index(base, postgres_url))
    yield found
    found.close()


@pytest.fixture
def kb_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kb.sqlite'}"
