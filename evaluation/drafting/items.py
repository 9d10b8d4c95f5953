"""The typed values of a record, each as one item that is right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policies_kb.clauses import bare
from policies_kb.drafting.values import canonical
from policies_kb.lexers import plain

# kinds of items in which an error would harm somebody: dates, hours, years, money, phones, names, addresses
SENSITIVE = frozenset(
    {"window", "cutoff", "years", "hours", "times", "fee", "phone", "person", "place", "penalty", "posting", "bound"}
    | {"deferral", "copies"}
)


@dataclass(frozen=True)
class Item:
    """One value: its kind, what identifies it, and the fact and words it comes from (not compared)."""

    kind: str
    value: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


def items_of(fact: Mapping[str, Any], several_paths: bool) -> Iterator[Item]:
    """Every item of a fact as a record writes it."""
    kind = str(fact["kind"])
    maker = _MAKERS.get(kind)
    if maker:
        yield from maker(fact, several_paths)
    for bound in fact.get("bounds") or ():
        value = bound["value"]
        said = f"{value:g}" if isinstance(value, (int, float)) else str(value)
        yield Item("bound", (bare(bound["of"]), bound["dim"], bound["op"], said))


def _window(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    value = tuple(canonical(fact.get(field)) for field in ("stage", "start", "end", "planned"))
    yield Item("window", (*value, bool(fact.get("tentative"))))
    if fact.get("place"):
        yield Item("place", (bare(fact["place"]),))


def _years(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    paths = tuple(sorted(fact.get("paths") or ())) if several else ()
    for education in fact["education"]:
        yield Item("years", (str(education), fact["years"], paths))


def _series(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    for name, specialties in fact["series"].items():
        yield Item("series", (name, tuple(sorted(bare(item) for item in specialties))))


def _resubmission(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    for field in ("hours", "times"):
        if fact.get(field) is not None:
            yield Item(field, (fact[field],))


def _fee(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    paths = tuple(sorted(fact.get("paths") or ())) if several else ()
    yield Item("fee", (paths, tuple(map(str, fact.get("levels") or ())), fact["amount"]))


def _contact(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    yield Item("phone", (fact["role"], re.sub(r"\D", "", plain(str(fact["phone"])))))
    for person in fact.get("people") or ():
        yield Item("person", (fact["role"], bare(person)))


def _documents(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    for document in fact["documents"]:
        yield Item("document", (bare(re.sub(r"^[^《]*(?=《)", "", document)),))


def _attachments(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    for number, title in enumerate(fact["titles"], start=1):
        yield Item("attachment", (number, bare(title)))


def _material(fact: Mapping[str, Any], several: bool) -> Iterator[Item]:
    if fact.get("copies") is not None:
        yield Item("copies", (fact["channel"], fact["copies"]))


_MAKERS: dict[str, Any] = {
    "window": _window,
    "cutoff": lambda fact, several: iter([Item("cutoff", (canonical(fact["at"]),))]),
    "years": _years,
    "series": _series,
    "deferral": lambda fact, several: iter([Item("deferral", (fact["grade"], fact["years"]))]),
    "resubmission": _resubmission,
    "fee": _fee,
    "contact": _contact,
    "place": lambda fact, several: iter([Item("place", (bare(fact["address"]),))]),
    "platform": lambda fact, several: iter(
        [Item("platform", (bare(fact["name"]), str(fact.get("url") or "").rstrip("/")))]
    ),
    "penalty": lambda fact, several: iter(
        [Item("penalty", (fact.get("topic"), fact["years"], fact.get("starts") or ""))]
    ),
    "posting": lambda fact, several: iter([Item("posting", (fact["working_days"],))]),
    "document": _documents,
    "attachments": _attachments,
    "route": lambda fact, several: iter([Item("route", tuple(bare(step) for step in fact["steps"]))]),
    "material": _material,
}
