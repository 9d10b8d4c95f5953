"""``build``: writes the checked records into the store."""

from __future__ import annotations

import argparse
import time
from typing import Any

from policies_kb.loading import load_knowledge_base
from policies_kb.store import StoreError, build, check, default_url, fingerprint


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("build", help="write the records into the store")
    parser.add_argument("--url", default=None, help="SQLAlchemy URL (default: $ZC_KB_URL, else a SQLite file in var/)")
    parser.add_argument("--force", action="store_true", help="build even when the store is current")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Builds unless the store is current. Raises RecordError with every problem of the records."""
    url, wanted = options.url or default_url(), fingerprint()
    if not options.force:
        try:
            check(url, wanted)
            print("知识库已是最新")
            return 0
        except StoreError:
            pass  # it is to be built
    started = time.perf_counter()
    base = load_knowledge_base()
    rows = build(base, url, wanted)
    print(f"知识库已建好：{len(base.notices)} 份通知，{rows} 行，{time.perf_counter() - started:.1f} 秒")
    return 0
