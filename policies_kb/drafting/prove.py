"""A draft is put through the same checks as a reviewed record; what they refuse is mended or taken out, never kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from policies_kb.clauses import ClauseTree
from policies_kb.gate.leftovers import leftovers
from policies_kb.loading import Notice, NoticeSource, Problem, RecordError, load_notice, rebuilt
from policies_kb.reference import Reference

from .carry import quoted
from .found import Found, Mark, Unassigned
from .head import DraftHead
from .values import VALUES
from .written import files, record_data

FACT = re.compile(r"facts\[(?P<id>[^\]]+)\](?:\.(?P<field>\w+))?(?:\[(?P<at>\d+)\])?")
OTHER = re.compile(r"(?P<part>not_stated|deferred|boilerplate)\[(?P<at>\d+)\]")
UNCOVERED = ("没有收进记录", "记录却当作没有写")
OPTIONAL = frozenset(
    {"also", "paths", "levels", "applies_to", "bounds", "asks", "states", "leaves_open", "called", "kept", "form"}
    | {"required_when", "seal", "handwritten", "copies", "office", "place", "note", "starts", "silent", "provided_by"}
)
ROUNDS = 12


@dataclass
class Proof:
    """The draft that the checks let pass. ``left``: problems that only a person can mend."""

    facts: list[Found]
    others: dict[str, list[dict[str, Any]]]
    refused: list[Unassigned] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)


def prove(
    head: DraftHead,
    text: str,
    tree: ClauseTree,
    facts: list[Found],
    others: dict[str, list[dict[str, Any]]],
    reference: Reference,
) -> Proof:
    """Checks and mends until nothing is refused but what the draft leaves open on purpose."""
    proof = Proof(list(facts), {name: list(entries) for name, entries in others.items()})
    for _ in range(ROUNDS):
        record = record_data(head, proof.facts, proof.others)
        source = files(str(head.notice["id"]), text, record, {})
        problems = _problems(source, reference)
        mendable = [problem for problem in problems if not any(word in problem.problem for word in UNCOVERED)]
        proof.left = [problem for problem in problems if problem not in mendable or _of_head(problem)]
        if not _mend(proof, mendable, tree):
            break
    return proof


def loaded(head: DraftHead, text: str, proof: Proof, reference: Reference) -> Notice | None:
    """The notice of a draft, for what binds rules to it; None where the record cannot be read at all."""
    if any(name not in reference.regions for name in head.notice["coverage"]["regions"]):
        return None  # nothing can be bound to a place that nobody knows
    record = record_data(head, proof.facts, proof.others)
    source = files(str(head.notice["id"]), text, record, {})
    try:
        return rebuilt(source, record, reference)
    except RecordError:
        return None


def _problems(source: NoticeSource, reference: Reference) -> list[Problem]:
    try:
        return leftovers(source, load_notice(source, reference), reference)
    except RecordError as error:
        return error.problems


def _of_head(problem: Problem) -> bool:
    return problem.field.startswith("notice")


def _mend(proof: Proof, problems: list[Problem], tree: ClauseTree) -> bool:
    """Mends every fact and entry that has a problem; whether there was any."""
    by_fact: dict[str, list[tuple[str, str, Problem]]] = {}
    by_entry: dict[str, set[int]] = {}
    for problem in problems:
        fact, other = FACT.match(problem.field), OTHER.match(problem.field)
        if fact:
            by_fact.setdefault(fact["id"], []).append((fact["field"] or "", fact["at"] or "", problem))
        elif other:
            by_entry.setdefault(other["part"], set()).add(int(other["at"]) - 1)
    for part, indices in by_entry.items():
        proof.others[part] = [entry for at, entry in enumerate(proof.others[part]) if at not in indices]
    made: list[Found] = []
    for found in proof.facts:
        wrong = by_fact.get(found.id)
        mended = _mended(found, wrong, tree) if wrong else found
        if mended is None and wrong:
            why = wrong[0][2]
            proof.refused.append(
                Unassigned(found.clause, str(found.fact["quote"]), f"{why.problem}（{why.mend}）", dropped=found.fact)
            )
        elif mended is not None:
            made.append(mended)
    proof.facts = made
    return bool(by_fact or by_entry)


def _mended(found: Found, wrong: list[tuple[str, str, Problem]], tree: ClauseTree) -> Found | None:
    """The fact without what the checks refuse; None where that is what it is about."""
    fields = {name for name, _, _ in wrong}
    typed = VALUES.get(found.kind, ())
    fact = dict(found.fact)
    for name in fields:
        if name in ("say", "note") or (name == "silent" and "say" in fact):
            if name == "note":
                fact.pop("note", None)
                continue
            said = quoted(str(fact["quote"]))
            if found.kind in VALUES and found.kind != "penalty" and fact.get("say"):
                fact.pop("say")
            elif said and fact.get("say") != said:
                fact["say"] = said
                fact.pop("silent", None)
            else:
                return None
        elif name == "more_quotes":
            fact.pop("more_quotes", None)
        elif name == "under" or (name == "quote" and "处：" in wrong[0][2].problem):
            places = [place.id for place in tree.places(str(fact["quote"]))]
            if not places or fact.get("under") in places:
                return None
            fact["under"] = found.clause if found.clause in places else places[0]
        elif name in OPTIONAL and name not in typed and name in fact:
            fact.pop(name)
        else:
            return None
    if fact == found.fact:
        return None
    what = "；".join(dict.fromkeys(problem.problem for _, _, problem in wrong))
    mark = Mark.GUESSED if found.mark is Mark.CARRIED and fields - {"note", "more_quotes", "under"} else found.mark
    return replace(found, fact=fact, mark=mark, unsure=found.unsure or f"照检查改过：{what}")
