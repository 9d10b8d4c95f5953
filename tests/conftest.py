"""What many folders of tests share: a toy bot, trained once, for the runtime and the doors; the trained assistant."""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.runtime import environment

environment.prepare()  # before anything imports Rasa
# Tests answer from five frozen notices, whatever was put on file, released or gone back to on this machine.
os.environ["ZC_NOTICES"] = str(Path(__file__).parent / "book")
os.environ["ZC_KB_URL"] = f"sqlite:///{Path(tempfile.gettempdir()) / f'zc-tests-{os.getpid()}' / 'none.sqlite'}"

from bot.gold.reply import Bubble  # noqa: E402
from bot.runtime.conversation import Conversation  # noqa: E402
from evaluation.assistants import Assistant, InProcess  # noqa: E402

Reply = Bubble
Say = Callable[[str, str, str], list[Reply]]

TOY_BOT = Path(__file__).parent / "runtime" / "toy_bot"


POSTGRES = os.environ.get("ZC_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes empty databases, of each kind; PostgreSQL where ZC_TEST_POSTGRES names a server."""
    if request.param == "sqlite":
        names = (f"sqlite:///{tmp_path / name}" for name in ("talk.db", "second.db", "third.db", "fourth.db"))
        yield lambda: next(names)
        return
    if not POSTGRES:
        pytest.skip("ZC_TEST_POSTGRES names no server: NOT tested on PostgreSQL")
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def new() -> str:
        made.append(f"zc_{uuid.uuid4().hex[:12]}")
        with server.connect() as connection:
            connection.execute(sa.text(f"create database {made[-1]}"))
        return sa.make_url(POSTGRES).set(database=made[-1]).render_as_string(hide_password=False)

    yield new
    with server.connect() as connection:
        for name in made:
            connection.execute(sa.text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture
def store_url(new_store: Callable[[], str]) -> str:
    """An empty database of its own."""
    return new_store()


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rasa.model_training import train

    monkey = pytest.MonkeyPatch()
    monkey.chdir(TOY_BOT)
    monkey.setenv("RASA_CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))
    try:
        out = tmp_path_factory.mktemp("models")
        result = train(
            domain="domain.yml",
            config="config.yml",
            training_files="data",
            output=str(out),
            fixed_model_name="toy",
        )
    finally:
        monkey.undo()
    assert result.code == 0
    return Path(result.model)


@pytest.fixture(scope="session", autouse=True)
def toy_actions_importable() -> None:
    """Puts the toy bot's actions where Rasa finds packages by name."""
    sys.path.append(str(TOY_BOT))


@pytest_asyncio.fixture
async def toy(toy_model: Path, tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = Conversation.load(toy_model, f"sqlite:///{tmp_path / 'talk.db'}", "toy_actions")
    yield conversation
    await conversation.close()


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant in this process. Fails where there is no model of the present inputs (`make test` trains one)."""
    loaded = InProcess(tmp_path_factory.mktemp("conversations"))
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def say(assistant: Assistant) -> Say:
    """``say(sender, text, day)`` → the replies."""
    return lambda sender, text, day: assistant.say(sender, text, date.fromisoformat(day))
