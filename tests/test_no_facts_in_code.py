"""No place, series, phone, person, notice, document or year stands in code, comments, templates or texts.

The words come from the knowledge base itself, so a notice added tomorrow is guarded tomorrow. Where the guard looks
and what it lets pass is data (no_facts_in_code.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.facts import ContactFact, DocumentFact

ROOT = Path(__file__).parents[1]
RULES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_suffix("").with_name("no_facts_in_code.yml").read_text("utf-8")
)
KINDS = ("place", "series", "notice", "phone", "person", "document", "year")
NUMBER = re.compile(r"〔\d{4}〕\d+号")
LOCAL = 8  # digits at the end of a phone number, at most; what stands before them is the area's


@lru_cache(maxsize=1)
def base() -> KnowledgeBase:
    """The notices and reference data on file."""
    return load_knowledge_base()


@lru_cache(maxsize=1)
def facts() -> dict[str, frozenset[str]]:
    """Kind → the words that must stand nowhere."""
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for region in base().reference.regions.values():
        words["place"] |= {region.name, region.short, *region.aliases}
    for series in base().reference.series:
        words["series"] |= {series, series.removesuffix("系列")}
    for notice in base().notices.values():
        for kind, word in _of_notice(notice):
            words[kind].add(word)
    return {kind: frozenset(found) for kind, found in words.items()}


def _of_notice(notice: Notice) -> Iterator[tuple[str, str]]:
    head = notice.head
    yield from (("notice", word) for word in (head.id, head.short_name, head.title, head.issuer))
    yield from (("year", str(year)) for year in {head.year, head.issued.year})
    yield from (("document", number) for number in NUMBER.findall(re.sub(r"\s", "", notice.text)))
    for fact in notice.record.facts:
        if isinstance(fact, ContactFact):
            yield "phone", re.sub(r"\D", "", fact.phone)[-LOCAL:]
            yield from (("person", person) for person in fact.people)
        if isinstance(fact, DocumentFact):
            yield from (("document", document) for document in fact.documents)


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Path → text of every file that is guarded."""
    skipped = {path for pattern in RULES["not_files"] for path in ROOT.glob(pattern)}
    found = {path for pattern in RULES["files"] for path in ROOT.glob(pattern) if path.is_file()} - skipped
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(found)}


def found_in(line: str, kind: str) -> set[str]:
    """The words of that kind in a line; Latin ones and figures stand alone, phone numbers with any dash or space."""
    if kind == "phone":
        line = re.sub(r"(?<=\d)[\s—–-]+(?=\d)", "", line)
        return {word for word in facts()[kind] if word in line}
    return {word for word in facts()[kind] if word in line and (not word.isascii() or _alone(word, line))}


def _alone(word: str, line: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", line) is not None


def passes(path: str) -> dict[str, str]:
    """The terms that may stand in a file, with the reasons."""
    return {**RULES["terms"]["**/*"], **RULES["terms"].get(path, {})}


def hits(kind: str) -> list[str]:
    """Every place where a word of that kind stands, without the terms that may."""
    found = []
    for path, text in texts().items():
        for number, line in enumerate(text.splitlines(), 1):
            seen = found_in(line, kind)
            if seen and kind == "series":
                for term in sorted(passes(path), key=len, reverse=True):
                    line = line.replace(term, " ")
                seen = found_in(line, kind)
            found += [f"{path}:{number} {word}" for word in sorted(seen)]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_fact_stands_in_code_or_texts(kind: str) -> None:
    assert facts()[kind], "the knowledge base names none: the guard would pass anything"
    assert hits(kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_guard_sees_every_word(kind: str) -> None:
    for word in facts()[kind]:
        assert word in found_in(f"# 例如“{word}”。", kind)


def test_the_guard_sees_a_phone_however_it_is_written() -> None:
    for contact in (c for notice in base().notices.values() for c in notice.contacts):
        figures = re.sub(r"\D", "", contact.phone)
        for written in (
            contact.phone,
            figures,
            f"{figures[:4]}—{figures[4:]}",
            f"{figures[:3]} {figures[3:7]} {figures[7:]}",
        ):
            assert found_in(f"请打{written}", "phone")


def test_the_guard_looks_everywhere() -> None:
    for wanted in ("domain.yml", "bot/pages/welcome.yml", "bot/wechat/words.yml", "policies_kb/eligibility/fields.yml"):
        assert wanted in texts()
    for folder, ending in (("actions", ".py"), ("bot", ".py"), ("policies_kb", ".py"), ("web/src", ".tsx")):
        assert any(path.startswith(folder) and path.endswith(ending) for path in texts())
    assert any(path.startswith("bot/pages/templates/") for path in texts())


def test_what_passes_is_a_series_word_that_is_still_needed() -> None:
    others = frozenset().union(*(facts()[kind] for kind in KINDS if kind != "series"))
    for path, terms in RULES["terms"].items():
        where = texts() if path == "**/*" else {path: texts()[path]}
        for term, reason in terms.items():
            assert reason
            assert term not in others, f"{term} is no series: it never passes"
            assert any(series in term for series in facts()["series"]), f"{term} needs no leave"
            assert any(term in text for text in where.values()), f"{term} stands in {path} no more: take it out"
