"""The knowledge base that answers: the store where it is current, else the files themselves."""

from __future__ import annotations

import logging
from functools import lru_cache

from policies_kb.loading import KnowledgeBase, load_knowledge_base

from .connection import StoreError
from .location import default_url, fingerprint
from .read import read

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def serving_base() -> KnowledgeBase:
    """One knowledge base for the process. Raises RecordError when neither the store nor the files can be used."""
    try:
        return read(default_url(), fingerprint())
    except StoreError as error:
        logger.warning("answering from the record files: %s", error)
        return load_knowledge_base()
