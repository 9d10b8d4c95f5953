"""Facts of a record on file whose words stand in the new notice, too: the same, or with other figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz

from policies_kb.clauses import bare
from policies_kb.model.facts import APPLICANT, AnyFact
from policies_kb.reference import Reference

from .donors import Donor
from .found import Found, Mark
from .source import Source
from .standing import Standing, Standings, refigured, wordless
from .values import ALWAYS_CONFIRMED, VALUES, key_of, values_of

WORDED = ("say", "note", "name", "form", "required_when", "seal", "handwritten", "called", "who")
COUNTED = {"copies": "份"}
BOUND_UNITS = ("课", "学", "个", "字", "月")
OWN = ("asks", "review_by")  # what only that notice's people say, and when that one is looked at again
LIMITS = ("paths", "levels")
DATED = ("window", "cutoff")
ALIKE = 85  # of 100: how much of the shorter of two quotes must lie in the longer
RENDERED = frozenset(set(VALUES) - {"penalty"})  # kinds whose sentence can be made from their fields


class Carrier:
    """Carries facts over into one new notice. ``found``: what the grammars read in it."""

    def __init__(self, source: Source, standings: Standings, found: Iterable[Found]) -> None:
        self._source, self._standings, self._found = source, standings, list(found)

    def carry(self, donor: Donor, taken: Mapping[str, Found]) -> list[Found]:
        """The facts of ``donor`` that stand in the new notice; those ``taken`` before are left."""
        made: list[Found] = []
        done: dict[str, Found] = dict(taken)
        for raw in donor.record.get("facts", []):
            if not isinstance(raw, dict) or raw["id"] in done or raw["id"] not in donor.facts:
                continue
            carried = self._carried(raw, donor.facts[raw["id"]], donor)
            if carried is not None and not (not donor.nearest and self._covered(carried, done.values())):
                made.append(carried)
                done[carried.id] = carried
        return made

    def _covered(self, carried: Found, before: Iterable[Found]) -> bool:
        """Whether a fact taken before speaks of the same point of the same words."""
        topic, own = carried.fact.get("topic"), bare(str(carried.fact["quote"]))
        for other in before:
            words = bare(str(other.fact["quote"]))
            same = other.fact.get("topic") == topic and other.kind == carried.kind
            if same and other.clause == carried.clause and (words in own or own in words):
                return True
        return False

    def _carried(self, raw: dict[str, Any], loaded: AnyFact, donor: Donor) -> Found | None:
        main = self._standings.find(str(raw["quote"]), loaded.clause)
        if main is None or (raw.get("silent") and not donor.nearest):
            return None
        more, lost = self._more(raw, loaded)
        figures = _together([main, *(standing for standing, _ in more)])
        exact = main.exact and all(standing.exact for standing, _ in more)
        fact = {name: value for name, value in raw.items() if name not in ("under", "more_quotes")}
        fact["quote"] = main.quote
        if len(main.places) > 1:
            fact["under"] = main.clause
        if more:
            fact["more_quotes"] = [written for _, written in more]
        for field in WORDED:
            if field in fact and isinstance(fact[field], str):
                fact[field] = refigured(fact[field], figures)
        if isinstance(fact.get("years"), str):
            fact["years"] = refigured(fact["years"], figures)
        for field, unit in COUNTED.items():
            if (now := figures.get(f"{fact.get(field)}{unit}", "")).isdigit():
                fact[field] = int(now)
        self._refigure_bounds(fact, figures)
        changed, unsure = not exact or lost > 0, ""
        reason = f"和{donor.name}的 {raw['id']} 同一句" if exact else f"和{donor.name}的 {raw['id']} 只差数字"
        if lost:
            unsure = f"上一份还引用了{lost}句，新的原文里没有了"
        if fact["kind"] in VALUES:
            typed = self._typed(fact, main, raw)
            if typed is not None:
                for limit in LIMITS:
                    if limit in typed.fact:
                        fact.setdefault(limit, typed.fact[limit])
                if lost:
                    fact["quote"] = typed.fact["quote"]
                    fact.pop("under", None)
            if typed is None and not exact:
                return None
            if typed is not None:
                changed |= _differ(fact, raw)
            elif fact["kind"] in DATED:  # the year may stand somewhere else
                unsure = "没有从新的原文里读出这个日期，照旧的写，请核对"
        if len(main.places) > 1 and main.clause != loaded.clause:
            unsure = f"这一句在原文里有{len(main.places)}处，先放在{main.clause}"
        fact, foreign = _own_names(fact, donor, self._source)
        mark, unsure = Mark.CARRIED, unsure or foreign
        if raw.get("silent") and not donor.same_line:
            mark, unsure = Mark.GUESSED, unsure or "别的通知没有写的，这一份也可能写了"
        elif raw.get("silent") and self._clause_changed(main.clause, donor):
            unsure = unsure or "上一份说没有写这一点；这一条改过，请再看一眼"
        elif not donor.nearest:
            mark, unsure = Mark.GUESSED, unsure or "照别的通知同一句话写的"
        confirm = tuple(field for field in fact if field in ALWAYS_CONFIRMED)
        return Found(fact, main.clause, mark, reason, confirm, (donor.notice.id, raw["id"]), changed, unsure)

    def _more(self, raw: dict[str, Any], loaded: AnyFact) -> tuple[list[tuple[Standing, Any]], int]:
        """The further quotes that stand in the new notice, as a record writes them, and how many do not."""
        made: list[tuple[Standing, Any]] = []
        for quote in loaded.more_quotes:
            standing = self._standings.find(quote.quote, quote.clause)
            if standing is not None:
                plain = len(standing.places) == 1
                written = standing.quote if plain else {"quote": standing.quote, "under": standing.clause}
                made.append((standing, written))
        return made, len(loaded.more_quotes) - len(made)

    def _typed(self, fact: dict[str, Any], main: Standing, raw: dict[str, Any]) -> Found | None:
        """Puts the values that the grammar reads in the new words in the place of the old ones."""
        own = bare(main.quote)
        fitting = [
            found
            for found in self._found
            if found.kind == fact["kind"] and found.clause == main.clause and _overlap(bare(found.fact["quote"]), own)
        ]
        same = [found for found in fitting if values_of(found.fact) == values_of(raw)]
        keyed = [found for found in fitting if _key(found.fact) == _key(raw)]
        one = next(iter(same or keyed or (fitting if len(fitting) == 1 else [])), None)
        if one is None:
            return None
        if not same:
            for field in VALUES[str(fact["kind"])]:
                if field in one.fact:
                    fact[field] = one.fact[field]
                elif field in fact:
                    del fact[field]
            if fact["kind"] in RENDERED:
                fact.pop("say", None)
        return one

    def _refigure_bounds(self, fact: dict[str, Any], figures: Mapping[str, str]) -> None:
        made = []
        for bound in fact.get("bounds") or ():
            known = (figures.get(f"{bound['value']}{unit}", "") for unit in BOUND_UNITS)
            now = next((each for each in known if each.isdigit()), None)
            made.append(bound | ({"value": int(now)} if now else {}))
        if made:
            fact["bounds"] = made

    def _clause_changed(self, clause: str, donor: Donor) -> bool:
        """Whether the clause has other words than any clause had, figures aside."""
        now = self._source.tree.get(clause)
        return now is None or wordless(now.text) not in donor.clauses


def _key(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(part for part in key_of({**fact, "paths": None}))


def _differ(fact: Mapping[str, Any], raw: Mapping[str, Any]) -> bool:
    return values_of(fact) != values_of(raw)


def _overlap(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return one in other or other in one or fuzz.partial_ratio(one, other) >= ALIKE


def _together(standings: Iterable[Standing]) -> dict[str, str]:
    """What became of each figure in all the quotes; a figure that became two things is left out."""
    became: dict[str, set[str]] = {}
    for standing in standings:
        for before, now in standing.figures.items():
            became.setdefault(before, set()).add(now)
    return {before: now.pop() for before, now in became.items() if len(now) == 1}


def _own_names(fact: dict[str, Any], donor: Donor, source: Source) -> tuple[dict[str, Any], str]:
    """Without what only the other notice says of itself: its people's words, its paths, its place."""
    if donor.same_line:
        return fact, ""
    made = {name: value for name, value in fact.items() if name not in OWN}
    for field, offered in (("paths", source.head.paths), ("levels", source.head.levels)):
        if field in made:
            kept = [value for value in made[field] if value in offered]
            made.pop(field) if not kept else made.update({field: kept})
    unsure = ""
    if _foreign(str(made.get("who", "")), source, source.reference):
        made["who"] = APPLICANT
    text = str(made.get("say", "")) + str(made.get("note", ""))
    if text and _foreign(text, source, source.reference):
        made.pop("note", None)
        made["say"] = quoted(made["quote"])
        unsure = "旧的句子里有别的地名，改用了原文"
    return made, unsure


def _foreign(text: str, source: Source, reference: Reference) -> bool:
    """Whether a text names a place that the new notice does not print."""
    printed = "".join(clause.text for clause in source.tree.clauses.values())
    for region in reference.regions.values():
        for name in (region.name, region.short):
            if name in text and name not in printed:
                return True
    return False


def quoted(quote: str) -> str:
    """Words of a notice as a sentence of an answer; "" where they are too long for one."""
    said = quote.replace("\n", "").rstrip("；;，,。：: ")
    return f"{said}。" if len(said) <= 250 else ""


def same_point(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two facts of one kind hold the same values."""
    return bool(one["kind"] == other["kind"]) and values_of(one) == values_of(other)
