"""Lists: documents that a notice rests on, series with their specialties, steps of a route."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.clauses import bare
from policies_kb.lexers import plain
from policies_kb.loading.typed_values.lists import AND_OTHERS

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

NUMBER = r"[（(]?[一-龥]{0,8}[）)]?(?:[〔\[(【（][12]\d{3}[〕\])】）]第?\d{1,4}号|令?第\d{1,4}号令?)[）)]?"
DOCUMENT = re.compile(rf"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?P<number>{NUMBER})?")
SUFFIX = "系列"
SPECIALTIES = re.compile(r"(?P<series>[一-龥]{2,14}系列)[:：](?P<list>[^;；。]+)")
SERIES = re.compile(r"(?P<series>[一-龥]{2,14}?系列)(?=[、，,；;。（(]|等|$)")
ARROW = re.compile(r"→|->|—>")


def documents(source: Source) -> Iterator[Found]:
    """Documents with a number, and others that a sentence rests on."""
    said = words()["documents"]
    for passage in source.rules:
        if passage.blank:
            continue
        text = passage.text
        found = [match for match in DOCUMENT.finditer(text) if match["number"] or _rests_on(match, text)]
        if not found:
            continue
        penal = any(sign in text for sign in said["penalty_signs"])
        fact: dict[str, object] = {"id": "penalty.basis" if penal else "basis.policy", "kind": "document"}
        fact |= {"topic": "penalty_basis"} if penal else {}
        named = list(dict.fromkeys(_whole(match) for match in found))
        fact |= {"quote": text, "documents": named}
        if penal:
            fact["say"] = f"依据{'、'.join(named)}处理。"
        yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着{'、'.join(named)}", ("documents",))


def _rests_on(match: re.Match[str], text: str) -> bool:
    """Whether a title without a number is one that the sentence rests on, and not a form to fill in."""
    said = words()["documents"]
    title = re.sub(r"[（(][^（）()]*[）)]$", "", match["title"])
    before = re.split(r"[。；;，,]", text[: match.start()])[-1]
    return title.endswith(tuple(said["ends"])) and any(word in before for word in said["basis"])


def _whole(match: re.Match[str]) -> str:
    """Title and number; a number that lost one of its brackets in print gets both."""
    number = match["number"] or ""
    inner = number.strip("（()）") if number[:1] in "（(" or number[-1:] in "）)" else number
    inner = re.sub(r"^([一-龥]+)[）)](?=[〔\[(【（])", r"\1", inner)
    return f"《{match['title']}》" + (f"（{inner}）" if inner else "")


def series(source: Source) -> Iterator[Found]:
    """Series with the specialties listed after a colon, and series listed by themselves."""
    if source.head.notice["coverage"]["series_mode"] == "only":
        return
    for passage in source.rules:
        text = passage.text
        listed = {match["series"]: _specialties(match["list"]) for match in SPECIALTIES.finditer(text)}
        if not listed:
            names = [match["series"] for match in SERIES.finditer(text)]
            listed = {name: [] for name in names if name in source.reference.series} if len(names) > 1 else {}
        known = {name: items for name, items in listed.items() if name in source.reference.series}
        if not known:
            continue
        fact: dict[str, object] = {"id": _series_id(known, source), "kind": "series", "quote": text, "series": known}
        if AND_OTHERS.search(plain(text)):
            fact["closed"] = False
        yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文列了{'、'.join(known)}", ("series", "closed"))


def _specialties(printed: str) -> list[str]:
    items = []
    for part in re.split(r"[、，,（）()]", printed):
        item = re.sub(r"等?(?:专业)?$", "", re.sub(r"^(?:含|包括|包含)", "", part.strip()))
        if bare(item):
            items.append(item)
    return items


def _series_id(known: dict[str, list[str]], source: Source) -> str:
    return "series.listed" if len(known) > 1 else f"series.{list(source.reference.series).index(next(iter(known))) + 1}"


def routes(source: Source) -> Iterator[Found]:
    """Steps that arrows join, and who takes them."""
    for passage in source.rules:
        if not ARROW.search(passage.text):
            continue
        who, _colon, rest = (
            re.split(r"([:：])", passage.text, maxsplit=1)
            if re.search("[:：]", passage.text)
            else ("", "", passage.text)
        )
        steps = [step.strip("。；; ") for step in ARROW.split(rest)]
        who = re.sub(r"^\d+[.．、]", "", who)
        fact: dict[str, object] = {"id": "route.steps", "kind": "route", "quote": passage.text}
        fact |= {"who": who or "申报人", "steps": [step for step in steps if step]}
        yield from _whose(
            Found(fact, passage.clause, Mark.EXTRACTED, "原文用箭头写了步骤", ("steps",)), passage, source
        )


def _whose(found: Found, passage: Passage, source: Source) -> Iterator[Found]:
    paths = source.paths_in(str(found.fact["who"]))
    yield found.having(paths=paths) if paths else found
