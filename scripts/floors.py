"""Floors for the gold cases: read, compared, raised."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

Rates = dict[str, float]
DIGITS = 4


def rates_of(judged: Iterable[Mapping[str, Any]]) -> dict[str, Rates]:
    """For each group of judged cases: shares that are right, right and cited, wrong."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for case in judged:
        groups[case["group"]].append(case)
    rates = {}
    for group, cases in groups.items():
        right = [case for case in cases if not case["faults"] and not case["wrong"]]
        rates[group] = {
            "right": len(right) / len(cases),
            "cited": sum(not case["cites"] for case in right) / len(cases),
            "wrong": sum(bool(case["wrong"]) for case in cases) / len(cases),
        }
    return rates


def breaches(floors: Mapping[str, Rates], reached: Mapping[str, Rates]) -> list[str]:
    """One line for each rate that is worse than its floor; a group that was not judged is a breach."""
    lines = []
    for group, floor in floors.items():
        rates = reached.get(group)
        if rates is None:
            lines.append(f"{group}: no case was judged")
            continue
        for name in ("right", "cited"):
            if rates[name] < floor[name]:
                lines.append(f"{group}: {name} {rates[name]:.2%} is under its floor {floor[name]:.2%}")
        if rates["wrong"] > floor["wrong"]:
            lines.append(f"{group}: wrong {rates['wrong']:.2%} is over its limit {floor['wrong']:.2%}")
    return lines


def raised(floors: Mapping[str, Rates], reached: Mapping[str, Rates]) -> dict[str, Rates]:
    """The better of floor and reached rate, for every group in either; rounded so that a re-run passes."""
    result = {}
    for group in {**floors, **reached}:
        old = floors.get(group, {"right": 0.0, "cited": 0.0, "wrong": 1.0})
        new = reached.get(group, old)
        scale = 10**DIGITS
        result[group] = {
            "right": max(old["right"], math.floor(new["right"] * scale) / scale),
            "cited": max(old["cited"], math.floor(new["cited"] * scale) / scale),
            "wrong": min(old["wrong"], math.ceil(new["wrong"] * scale) / scale),
        }
    return result


def read(path: Path) -> dict[str, Rates]:
    """The floors of a file."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def write(path: Path, floors: Mapping[str, Rates]) -> None:
    """Writes the floors, keeping the comment at the head of the file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    head = [line for line in lines if line.startswith("#")]
    body = yaml.safe_dump(dict(floors), allow_unicode=True, sort_keys=False)
    path.write_text("\n".join([*head, body]), encoding="utf-8")
