"""Where the store is, and how to tell that it was built from these very files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from policies_kb.loading import NOTICES
from policies_kb.reference.data import HERE as REFERENCE

ROOT = Path(__file__).parent.parent.parent
URL_VARIABLE = "ZC_KB_URL"


def default_url() -> str:
    """The URL of the environment variable ZC_KB_URL, else a SQLite file under ``var/``."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{ROOT / 'var' / 'knowledge.sqlite'}"


def fingerprint(notices: Path = NOTICES, reference: Path = REFERENCE) -> str:
    """A hash over every file that the knowledge base is made of."""
    digest = hashlib.sha256()
    for folder, paths in (
        (notices, [*notices.rglob("*.yml"), *notices.rglob("*.txt")]),
        (reference, [*reference.glob("*.yml")]),
    ):
        for path in sorted(paths):
            name = path.relative_to(folder).as_posix()  # a folder's name is the notice's id
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
