"""The secret of the server, which encrypts the desk's cookies and signs senders: given by an operator, or a file made
once that only we may read."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

FILE = "desk.key"


class KeyInvalid(ValueError):
    """The secret that an operator gave is no key."""


def load(given: str, store_url: str) -> Fernet:
    """What encrypts with the `secret`."""
    return Fernet(secret(given, store_url))


def secret(given: str, store_url: str) -> bytes:
    """The key ``given`` (ZC_DESK_KEY); else that of the file beside the database, made where it is missing.

    Beside a database that is no file the key lives as long as the process; processes that are started together are
    given one (bot/cli/workers.py).
    """
    if given:
        try:
            Fernet(given)
        except ValueError as error:
            raise KeyInvalid("ZC_DESK_KEY 不能用：要 32 个字节的 URL 安全 base64 编码") from error
        return given.encode()
    file = file_beside(store_url)
    if file is None:
        return _of_this_process()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        # Written whole before it has its name: another process may be reading already.
        made = file.with_name(f"{FILE}.{os.getpid()}.{threading.get_ident()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(Fernet.generate_key())
        with suppress(FileExistsError):
            os.link(made, file)
        made.unlink()
    return file.read_bytes().strip()


def lives_with_the_process(given: str, store_url: str) -> bool:
    """Whether nobody keeps the key: several processes would each have one of their own."""
    return not given and file_beside(store_url) is None


@lru_cache(maxsize=1)
def _of_this_process() -> bytes:
    return Fernet.generate_key()


def file_beside(store_url: str) -> Path | None:
    """Where the key is kept; None beside a database that is no file."""
    url = make_url(store_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).with_name(FILE)
