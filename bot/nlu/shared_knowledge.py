"""The knowledge base as the pipeline's components share it: loaded once for a process."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.loading import load_knowledge_base
from policies_kb.reading import Reader


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader over the knowledge base of this checkout. Raises RecordError when a record is wrong."""
    return Reader(load_knowledge_base())
