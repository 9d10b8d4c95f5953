"""The knowledge base as the pipeline's components share it: loaded once for a process."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.reading import Reader
from policies_kb.store import serving_base


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader over the knowledge base of this checkout. Raises RecordError when a record is wrong."""
    return Reader(serving_base())
