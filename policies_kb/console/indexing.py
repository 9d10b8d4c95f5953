"""The search index of a release, made with it: nobody who searches waits for it."""

from __future__ import annotations

import sys

from policies_kb.loading import RecordError
from policies_kb.releases import StoreError
from policies_kb.search import index_release


def index(url: str, number: int) -> None:
    """Makes it. The release stands in any case: what keeps the index from being made is said, and serving makes it."""
    try:
        index_release(url, number)
    except (RecordError, StoreError) as error:
        print(f"检索索引没有做成（发布不受影响，运行中的程序会再做）：{error}", file=sys.stderr)
