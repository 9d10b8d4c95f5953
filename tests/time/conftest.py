"""Two rounds of the same notices on file: the five real ones and those of ``book``, served as a release."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from policies_kb.gate import check_sources
from policies_kb.loading import NOTICES, KnowledgeBase, NoticeSource
from policies_kb.loading.source import read_folder, write_folder
from policies_kb.releases import seed
from policies_kb.serving import Snapshot, start
from policies_kb.store.location import URL_VARIABLE
from tests.pages.conftest import pages_app

BOOK = Path(__file__).parent / "book"
Serve = Callable[[Mapping[str, NoticeSource]], AbstractContextManager[Snapshot]]


def both_rounds() -> dict[str, NoticeSource]:
    """The files of the real notices and of the second round."""
    return read_folder(NOTICES) | read_folder(BOOK)


@contextmanager
def serving(sources: Mapping[str, NoticeSource], place: Path) -> Iterator[Snapshot]:
    """Serves these notices from a store of their own, as a release that was seeded from a folder."""
    write_folder(sources, place / "notices")
    url = f"sqlite:///{place / 'kb.sqlite'}"
    made = seed(url, place / "notices", check_sources)
    assert not made.refused
    with pytest.MonkeyPatch.context() as monkey:
        monkey.setenv(URL_VARIABLE, url)
        yield start()
    start()


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The knowledge base that the module answers from."""
    with serving(both_rounds(), tmp_path_factory.mktemp("book")) as snapshot:
        yield snapshot.base


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves other notices for the length of a ``with``."""
    return lambda sources: serving(sources, tmp_path)


@dataclass(frozen=True)
class Page:
    """What a browser gets for an address."""

    status: int
    text: str
    file: str  # the name under which it is to be saved; "" for a page


def browse(address: str) -> Page:
    """A page over what serves now, from a server on loopback."""
    return asyncio.run(_browse(address))


async def _browse(address: str) -> Page:
    async with TestClient(TestServer(pages_app(), host="127.0.0.1")) as client:
        answer = await client.get(address)
        file = re.search('filename="([^"]+)"', answer.headers.get("Content-Disposition", ""))
        return Page(answer.status, await answer.text(), file[1] if file else "")
