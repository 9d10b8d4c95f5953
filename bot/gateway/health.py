"""GET /healthz and /readyz, for whoever watches the process."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from sqlalchemy.engine import make_url

from bot.gateway.errors import json_response
from bot.gateway.models import Health, Probe
from bot.gateway.operations import Operation
from bot.gateway.state import CONVERSATION, DRAINING, KNOWLEDGE_BASE, SETTINGS
from policies_kb.search import Asked, search
from policies_kb.serving import answers, current, judges, proved
from policies_kb.serving.seldom import Seldom
from policies_kb.today import today

logger = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds for one probe; the first ones after a start load what they need
KEPT = 1.0  # seconds that an answer stands for, however many ask
LEAST_FREE = 100 * 1024 * 1024  # bytes; SQLite's journal of a busy day fits in
Probing = Callable[[web.Application], Awaitable[None]]


async def healthz(request: web.Request) -> web.Response:
    """The process lives and its event loop turns. Asks nothing and nobody."""
    return json_response(Health(status="ok"))


async def readyz(request: web.Request) -> web.Response:
    """Each of `PROBES` has just been tried; 503 when one failed, and from the moment when the process has been told
    to stop. Whether answering is switched off is the operator's matter and no illness."""
    app = request.app
    probes = await app[READINESS].probes(app)
    off = app[CONVERSATION].switch.last_known
    failed = [probe.name for probe in probes if not probe.ok]
    status = "stopping" if app[DRAINING].begun else f"{failed[0]} failed" if failed else "ready"
    found = Health(
        status=status,
        notices=len(app[KNOWLEDGE_BASE]().notices),
        model=app[CONVERSATION].processor.model_filename,
        release=current().release,
        answering=off is None,
        reason=off.reason if off else None,
        probes=probes,
    )
    return json_response(found, 200 if status == "ready" else 503)


async def _release(_app: web.Application) -> None:
    """A question answered and a case judged from every notice in force, as its records say."""
    await asyncio.to_thread(proved, current())


async def _question(_app: web.Application) -> None:
    """A question that the newest notice answers, answered now."""
    await asyncio.to_thread(answers, current(), today())


async def _check(_app: web.Application) -> None:
    """A case that the newest notice judges, judged now."""
    await asyncio.to_thread(judges, current(), today())


async def _model(app: web.Application) -> None:
    """A message understood by the trained model; a thread that is stuck shows here."""
    await app[CONVERSATION].warm_up()


async def _actions(app: web.Application) -> None:
    """A thread for actions that is not held up."""
    await app[CONVERSATION].actions.check()


async def _search(_app: web.Application) -> None:
    """The index is there and can be read."""
    topic = next(iter(current().base.reference.topics.values()))
    await asyncio.to_thread(search, Asked(topic.name, today()))


async def _store(app: web.Application) -> None:
    """A row of the conversations' database read, and one written."""
    await app[CONVERSATION].store.check()


async def _disk(app: web.Application) -> None:
    """Room where the database grows; of a server's disk nothing is known here."""
    url = make_url(app[SETTINGS].store_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        free = shutil.disk_usage(Path(url.database).resolve().parent).free
        if free < LEAST_FREE:
            raise OSError(f"{free // 1024**2} MB free")


# One after the other, the quick ones first: what loads a dictionary must not make a database look slow.
PROBES: dict[str, Probing] = {
    "store": _store,
    "disk": _disk,
    "release": _release,
    "question": _question,
    "check": _check,
    "model": _model,
    "actions": _actions,
    "search": _search,
}


class Readiness:
    """Tries the probes, at most once a second for all who ask."""

    def __init__(self) -> None:
        self._found: list[Probe] = []
        self._at = float("-inf")
        self._trying = asyncio.Lock()
        self._failing = {name: Seldom() for name in PROBES}

    async def probes(self, app: web.Application) -> list[Probe]:
        """What came of each probe."""
        async with self._trying:
            if time.monotonic() - self._at > KEPT:
                self._found = [await self._tried(app, name) for name in PROBES]
                self._at = time.monotonic()
            return self._found

    async def _tried(self, app: web.Application, name: str) -> Probe:
        try:
            await asyncio.wait_for(PROBES[name](app), PATIENCE)
        except TimeoutError:
            return Probe(name=name, ok=False, reason="no answer in time")
        except Exception as error:
            reason = type(error).__name__
            if self._failing[name].due(reason):
                logger.exception("probe %s failed", name)
            return Probe(name=name, ok=False, reason=reason)
        if self._failing[name].over():
            logger.info("probe %s is well again", name)
        return Probe(name=name, ok=True)


READINESS = web.AppKey("readiness", Readiness)


def set_up(app: web.Application) -> None:
    """Gives `app` its probes."""
    app[READINESS] = Readiness()


OPERATIONS = (
    Operation("GET", "/healthz", "进程是否活着", healthz, Health),
    Operation("GET", "/readyz", "是否可以回答,每一项检查各一行", readyz, Health, errors=(503,)),
)
