"""The cases of the data files."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.reference import load_reference
from policies_kb.search import Asked, named_filters

HERE = Path(__file__).parent
FILTERS = ("place", "series", "path", "round")


def firsts() -> list[dict[str, Any]]:
    """Queries with the clause that comes first."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / "first.yml").read_text(encoding="utf-8"))
    return found


def asked_of(case: dict[str, Any]) -> Asked:
    filters = {name: case[name] for name in FILTERS if name in case}
    return Asked(str(case["q"]), case["day"], named_filters(load_reference(), **filters))


@lru_cache(maxsize=1)
def reworded() -> tuple[tuple[str, date, tuple[tuple[str, str], ...]], ...]:
    """Query, day, and the clauses that answer it."""
    groups = yaml.safe_load((HERE / "reworded.yml").read_text(encoding="utf-8"))
    return tuple(
        (f"{group['before']} {query}", group["day"], tuple((notice, clause) for clause in clauses))
        for notice, group in groups.items()
        for query, clauses in group["queries"].items()
    )
