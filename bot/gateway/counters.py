"""Where limits are counted: in this process, in a file for the processes of one machine, in Redis for several."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from sqlalchemy.engine import make_url

from bot.gateway.file_counters import FileCounters
from bot.gateway.settings import Settings

FILE = "limits.sqlite"
PREFIX = "assistant-limits"
REDIS_PATIENCE = 0.5  # seconds; a request waits no longer for being counted


def counters(settings: Settings) -> Storage:
    """The storage that counts right for as many processes as there are."""
    if settings.redis_url:
        return RedisStorage(
            f"async+{settings.redis_url}",
            implementation="redispy",
            key_prefix=PREFIX,
            socket_timeout=REDIS_PATIENCE,
            socket_connect_timeout=REDIS_PATIENCE,
        )
    if settings.workers > 1:
        return FileCounters(_folder(settings) / FILE)
    return MemoryStorage()


def close(storage: Storage) -> None:
    """Lets the storage go; Redis closes its connections with the process."""
    if isinstance(storage, FileCounters):
        with suppress(RuntimeError):
            storage.close()


def _folder(settings: Settings) -> Path:
    """Beside the database where that is a file; else a folder of this machine that is the same for all processes."""
    url = make_url(settings.store_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).resolve().parent
    return Path(tempfile.gettempdir()) / f"assistant-{settings.port}"
