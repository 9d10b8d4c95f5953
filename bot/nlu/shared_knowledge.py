"""The knowledge base as the pipeline's components share it: the release that serves in this turn."""

from __future__ import annotations

from policies_kb.reading import Reader
from policies_kb.serving import current


def reader() -> Reader:
    """The reader of this turn's release. Raises RecordError when no release and no folder can be used."""
    return current().reader
