"""Whom a fact is limited to must stand in its words, or in the headings above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policies_kb.clauses import ClauseTree
from policies_kb.lexers import Mention, mentions, plain
from policies_kb.model.facts import AnyFact, YearsFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .errors import Note
from .yaml_lines import Location


def check_whom(
    fact: AnyFact, at: Location, tree: ClauseTree, head: NoticeHead, reference: Reference, note: Note
) -> None:
    """Notes groups, paths, levels and educations of which the fact's words say nothing, or something else."""
    words = "\n".join(_around(fact, tree))
    if not fact.silent:
        _check_groups(fact, at, words, reference, note)
        _check_paths(fact, at, words, head, reference, note)
        _check_named(fact.levels, "levels", at, words, reference.terms["levels"], note)
        if not isinstance(fact, YearsFact):
            _check_named(fact.education, "education", at, words, reference.terms["educations"], note)
    fixed = [path for path in fact.paths if reference.paths[path].levels]
    if fixed and len(fixed) == len(fact.paths):
        possible = {level for path in fixed for level in reference.paths[path].levels}
        for index, level in enumerate(fact.levels):
            if level not in possible:
                names = "、".join(reference.paths[path].name for path in fixed)
                right = f"levels: [{', '.join(sorted(possible))}]"
                note((*at, "levels", index), f"{names}办的不是{level}", f"写成 {right}，或改正 paths")


def _check_groups(fact: AnyFact, at: Location, words: str, reference: Reference, note: Note) -> None:
    named = {name: group.signs for name, group in reference.groups.items()}
    printed = plain(words)
    spoken_of = [name for name, signs in named.items() if any(plain(sign) in printed for sign in signs)]
    for index, name in enumerate(fact.applies_to):
        region = reference.regions.get(name)
        signs = named.get(name, (region.name, region.short) if region else (name,))
        if not any(plain(sign) in printed for sign in signs):
            mend = f"写成 applies_to: [{', '.join(spoken_of)}]" if spoken_of else "删去 applies_to"
            note((*at, "applies_to", index), f"引用的原文没有写“{name}”", f"{mend}，或引用写着{'、'.join(signs)}的原文")


def _check_paths(fact: AnyFact, at: Location, words: str, head: NoticeHead, reference: Reference, note: Note) -> None:
    """Where the words name paths, at least one of the fact's is among them; a wider word names the narrower path."""
    signs = {path: reference.paths[path].signs for path in head.coverage.paths if path in reference.paths}
    named = _names(mentions(words, signs))
    if fact.paths and named and not named & set(fact.paths):
        said = "、".join(reference.paths[path].name for path in sorted(named))
        note((*at, "paths"), f"引用的原文写的是{said}", f"写成 paths: [{', '.join(sorted(named))}]")


def _check_named(
    values: Iterable[str], field: str, at: Location, words: str, terms: Mapping[str, Iterable[str]], note: Note
) -> None:
    """Where the words name levels (or educations), each of the fact's is among them."""
    named = _names(mentions(words, terms))
    for index, value in enumerate(values):
        if named and value not in named:
            said = [term for term in terms if term in named]
            note((*at, field, index), f"引用的原文写的是{'、'.join(said)}", f"写成 {field}: [{', '.join(said)}]")


def _names(found: Iterable[Mention]) -> set[str]:
    return {mention.name for mention in found}


def _around(fact: AnyFact, tree: ClauseTree) -> Iterator[str]:
    for quote in fact.quotes:
        yield quote.quote
        clause = tree.get(quote.clause)
        while clause is not None:
            yield clause.heading or ""
            clause = tree.get(clause.parent) if clause.parent else None
