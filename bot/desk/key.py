"""The key that encrypts the cookies of the desk: an operator's secret, or a file made once that only we may read."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

FILE = "desk.key"


class KeyInvalid(ValueError):
    """The secret that an operator gave is no key."""


def load(given: str, store_url: str) -> Fernet:
    """The key ``given`` (ZC_DESK_KEY); else that of the file beside the database, made where it is missing.

    Beside a database that is no file the key lives as long as the process: whoever runs several has to give one.
    """
    if given:
        try:
            return Fernet(given)
        except ValueError as error:
            raise KeyInvalid("ZC_DESK_KEY 不能用：要 32 个字节的 URL 安全 base64 编码") from error
    file = file_beside(store_url)
    if file is None:
        return Fernet(Fernet.generate_key())
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Fernet(file.read_bytes().strip())
    with os.fdopen(handle, "wb") as out:
        key = Fernet.generate_key()
        out.write(key)
    return Fernet(key)


def file_beside(store_url: str) -> Path | None:
    """Where the key is kept; None beside a database that is no file."""
    url = make_url(store_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).with_name(FILE)
