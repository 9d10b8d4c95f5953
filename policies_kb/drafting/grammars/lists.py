"""Lists: documents that a notice rests on, series with their specialties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from policies_kb.clauses import bare
from policies_kb.lexers import CLAUSE, Title, cut, occurrences, plain, since, titles
from policies_kb.loading.typed_values.lists import AND_OTHERS

from ..found import Found, Mark
from ..source import Source
from ..words import words

SUFFIX = "系列"


def documents(source: Source) -> Iterator[Found]:
    """Documents with a number, and others that a sentence rests on."""
    said = words()["documents"]
    for passage in source.rules:
        if passage.blank:
            continue
        text = passage.text
        found = [title for title in titles(text) if title.number or _rests_on(title, text)]
        if not found:
            continue
        penal = any(sign in text for sign in said["penalty_signs"])
        fact: dict[str, object] = {"id": "penalty.basis" if penal else "basis.policy", "kind": "document"}
        fact |= {"topic": "penalty_basis"} if penal else {}
        named = list(dict.fromkeys(title.whole for title in found))
        fact |= {"quote": text, "documents": named}
        if penal:
            fact["say"] = f"依据{'、'.join(named)}处理。"
        yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着{'、'.join(named)}", ("documents",))


def _rests_on(title: Title, text: str) -> bool:
    """Whether a title without a number is one that the sentence rests on, and not a form to fill in."""
    said = words()["documents"]
    before = text[since(text, title.start, CLAUSE) : title.start]
    return title.unexplained.endswith(tuple(said["ends"])) and any(word in before for word in said["basis"])


def series(source: Source) -> Iterator[Found]:
    """Series with the specialties listed after a colon, and series listed by themselves."""
    if source.head.notice["coverage"]["series_mode"] == "only":
        return
    for passage in source.rules:
        text = passage.text
        listed = dict(_with_specialties(text))
        if not listed:
            named = [name.name for name in occurrences(text, source.reference.series) if name.name.endswith(SUFFIX)]
            listed = {name: [] for name in named} if text.count(SUFFIX) > 1 else {}
        known = {name: items for name, items in listed.items() if name in source.reference.series}
        if not known:
            continue
        fact: dict[str, object] = {"id": _series_id(known, source), "kind": "series", "quote": text, "series": known}
        if AND_OTHERS.search(plain(text)):
            fact["closed"] = False
        yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文列了{'、'.join(known)}", ("series", "closed"))


def _with_specialties(text: str) -> Iterator[tuple[str, list[str]]]:
    """Series before a colon with what is listed behind it."""
    for _, piece in cut(text, "；;。"):
        said, colon, listed = piece.replace(":", "：").partition("：")
        name = "".join(takewhile(_is_letter, reversed(said.strip())))[::-1]
        if colon and name.endswith(SUFFIX) and name != SUFFIX:
            yield name, _specialties(listed)


def _is_letter(sign: str) -> bool:
    return "一" <= sign <= "龥"


def _specialties(printed: str) -> list[str]:
    said = words()["series"]
    items = []
    for _, part in cut(printed, "、，,（）()"):
        item = part.strip()
        for word in said["before"]:
            item = item.removeprefix(word)
        for word in said["behind"]:
            item = item.removesuffix(word)
        if bare(item):
            items.append(item)
    return items


def _series_id(known: dict[str, list[str]], source: Source) -> str:
    return "series.listed" if len(known) > 1 else f"series.{list(source.reference.series).index(next(iter(known))) + 1}"
