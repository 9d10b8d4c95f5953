"""Whom a fact is limited to must stand in its words, or in the headings above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policies_kb.clauses import ClauseTree
from policies_kb.lexers import mentions, plain
from policies_kb.model.facts import AnyFact, FeeFact, RuleFact, StatementFact, YearsFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .errors import Note
from .yaml_lines import Location

IN_ORDER = "分别"  # 甲、乙分别授予丙、丁: the first is meant for the first


def check_whom(
    fact: AnyFact, at: Location, tree: ClauseTree, head: NoticeHead, reference: Reference, note: Note
) -> None:
    """Notes groups, paths, levels and educations of which the fact's words say nothing, or something else.

    A statement that leaves something open names those of whom the notice does not speak.
    """
    words = "\n".join(quote.quote for quote in fact.quotes)
    around = "\n".join((words, *_headings(fact, tree)))
    if not (fact.silent and isinstance(fact, (StatementFact, RuleFact))):
        _check_groups(fact, at, around, reference, note)
        _check_paths(fact, at, words, around, head, reference, note)
        _check_named(fact.levels, "levels", at, around, reference.terms["levels"], note)
        if not isinstance(fact, YearsFact):
            _check_named(fact.education, "education", at, around, reference.terms["educations"], note)
        _check_pairs(fact, at, words, reference, note)
    _check_levels_of_paths(fact, at, reference, note)


def _check_groups(fact: AnyFact, at: Location, around: str, reference: Reference, note: Note) -> None:
    signs = {name: group.signs for name, group in reference.groups.items()}
    places = {name: (region.name, region.short) for name, region in reference.regions.items()}
    printed = plain(around)
    for index, name in enumerate(fact.applies_to):
        kin = places if name in places else signs
        if not any(plain(sign) in printed for sign in kin[name]):
            spoken_of = [other for other, said in kin.items() if any(plain(sign) in printed for sign in said)]
            mend = f"写成 applies_to: [{', '.join(spoken_of)}]" if spoken_of else "删去 applies_to"
            if len(spoken_of) > 1:
                mend += "，或其中的一类"
            note((*at, "applies_to", index), f"引用的原文没有写“{name}”", f"{mend}；或引用写着它的原文")


def _check_paths(
    fact: AnyFact, at: Location, words: str, around: str, head: NoticeHead, reference: Reference, note: Note
) -> None:
    """Where the words, or else the headings, name paths, at least one of the fact's is among them."""
    signs = {path: reference.paths[path].signs for path in head.coverage.paths if path in reference.paths}
    named = _names(words, signs) or _names(around, signs)
    if not fact.paths and len(named) == 1 < len(head.coverage.paths) and isinstance(fact, (YearsFact, FeeFact)):
        said = reference.paths[named[0]].name
        note((*at, "paths"), f"原文只对{said}这样写，这里没有写 paths", f"写 paths: [{named[0]}]")
    if fact.paths and named and not set(named) & set(fact.paths):
        said = "、".join(reference.paths[path].name for path in named)
        note((*at, "paths"), f"引用的原文写的是{said}", f"写成 paths: [{', '.join(named)}]")


def _check_named(
    values: Iterable[str], field: str, at: Location, around: str, terms: Mapping[str, Iterable[str]], note: Note
) -> None:
    """Where the words name levels (or educations), each of the fact's is among them."""
    named = _names(around, terms)
    for index, value in enumerate(values):
        if named and value not in named:
            note((*at, field, index), f"引用的原文写的是{'、'.join(named)}", f"写成 {field}: [{', '.join(named)}]")


def _check_pairs(fact: AnyFact, at: Location, words: str, reference: Reference, note: Note) -> None:
    """One education and one level of a sentence that pairs them off in order."""
    before, order, after = plain(words).partition(IN_ORDER)
    educations, levels = _names(before, reference.terms["educations"]), _names(after, reference.terms["levels"])
    if not order or len(educations) != len(levels) or not len(fact.education) == len(fact.levels) == 1:
        return
    right = dict(zip(educations, levels, strict=True)).get(fact.education[0])
    if right and right != fact.levels[0]:
        note((*at, "levels"), f"原文按次序对应：{fact.education[0]}是{right}", f"写成 levels: [{right}]")


def _check_levels_of_paths(fact: AnyFact, at: Location, reference: Reference, note: Note) -> None:
    fixed = [reference.paths[path] for path in fact.paths if reference.paths[path].levels]
    if fixed and len(fixed) == len(fact.paths):
        possible = list(dict.fromkeys(level for path in fixed for level in path.levels))
        for index, level in enumerate(fact.levels):
            if level not in possible:
                names = "、".join(path.name for path in fixed)
                mend = f"写成 levels: [{', '.join(possible)}]，或改正 paths"
                note((*at, "levels", index), f"{names}办的不是{level}", mend)


def _names(text: str, words: Mapping[str, Iterable[str]]) -> list[str]:
    """The names that a text mentions, each once, in order."""
    return list(dict.fromkeys(mention.name for mention in mentions(text, words)))


def _headings(fact: AnyFact, tree: ClauseTree) -> Iterator[str]:
    for quote in fact.quotes:
        clause = tree.get(quote.clause)
        while clause is not None:
            yield clause.heading or ""
            clause = tree.get(clause.parent) if clause.parent else None
