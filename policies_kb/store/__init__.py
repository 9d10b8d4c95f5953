"""The knowledge base in a database: SQLite by default, PostgreSQL by URL. Built from the records, never edited."""

from __future__ import annotations

from .build import build
from .connection import StoreError
from .location import default_url, fingerprint
from .read import check, read
from .serving import serving_base

__all__ = ["StoreError", "build", "check", "default_url", "fingerprint", "read", "serving_base"]
