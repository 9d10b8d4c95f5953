"""The conditions of rules.yml by where they are written, as the marks of a draft name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

WORDED = ("rule", "unmet", "open", "hint")  # what of a condition is words for people


def written_rules(rules: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each condition and remark with its name: common/id, remarks/fact, a path/id."""
    for part in ("common", "remarks"):
        yield from ((_name(part, entry), entry) for entry in rules.get(part) or ())
    for path in rules.get("paths") or ():
        where = "/".join(path["paths"])
        for part in ("conditions", "remarks"):
            yield from ((_name(where, entry), entry) for entry in path.get(part) or ())


def with_rule(
    rules: Mapping[str, Any], name: str, change: Callable[[dict[str, Any]], dict[str, Any] | None]
) -> dict[str, Any]:
    """The rules with one condition changed; None from ``change`` takes it out."""

    def changed(where: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        made = [change(entry) if _name(where, entry) == name else entry for entry in entries]
        return [entry for entry in made if entry is not None]

    made = dict(rules)
    for part in ("common", "remarks"):
        if part in made:
            made[part] = changed(part, made[part])
    made["paths"] = [
        {
            key: changed("/".join(path["paths"]), value) if key in ("conditions", "remarks") else value
            for key, value in path.items()
        }
        for path in made.get("paths") or ()
    ]
    return {part: value for part, value in made.items() if value}


def _name(where: str, entry: Mapping[str, Any]) -> str:
    return f"{where}/{entry.get('id') or entry.get('fact')}"
