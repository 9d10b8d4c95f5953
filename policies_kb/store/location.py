"""Where the database of releases is."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
URL_VARIABLE = "ZC_KB_URL"


def default_url() -> str:
    """The URL of the environment variable ZC_KB_URL, else a SQLite file under ``var/``."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{ROOT / 'var' / 'knowledge.sqlite'}"
