"""The draft of a record: carried over, extracted, guessed; what is left stands as unassigned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from policies_kb.clauses import ClauseTree, bare, parse
from policies_kb.lexers import Slip
from policies_kb.loading import KnowledgeBase, NoticeSource

from .addressed import of_heading
from .alike import Alike
from .carry import Carrier, same_point
from .changes import Change, changes
from .converted import Converted
from .covering import ENOUGH, Covering, quotes_of
from .donors import Donor, donors
from .found import Found, Mark, Unassigned
from .grammars import extracted
from .guess import guessed, with_topic
from .head import DraftHead, draft_head
from .last_year import last_year
from .leftover import unassigned
from .others import carried_entries
from .passages import Passage
from .prove import loaded, prove
from .rules import DraftRules, draft_rules
from .slipped import beside_mended
from .source import Source
from .standing import Standings
from .values import VALUES, key_of
from .written import files, record_data

ANYWHERE = ("document", "penalty", "contact", "platform")  # said twice, they are one
META = ("id", "topic", "also", "paths", "levels", "applies_to")


@dataclass(frozen=True)
class Draft:
    """A drafted notice. ``source``: its files; ``facts``: each with its mark; ``unassigned``: what stands open.

    ``remarks``: what reading it left in doubt; ``known``: doubts that last year's notice left at the same words.
    ``last_year``: what that one said, by the id of the fact.
    """

    head: DraftHead
    tree: ClauseTree
    source: NoticeSource
    facts: tuple[Found, ...]
    others: dict[str, list[dict[str, Any]]]
    unassigned: tuple[Unassigned, ...]
    rules: DraftRules
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    known: tuple[str, ...]
    donor: str
    last_year: dict[str, dict[str, Any]]


def draft(
    text: str,
    base: KnowledgeBase,
    today: date,
    *,
    notice_id: str = "",
    line: str | None = None,
    remarks: Iterable[str] = (),
    slips: Sequence[Slip] = (),
    printed: str = "",
) -> Draft:
    """Drafts a record of ``text`` from the records of ``base``. ``line``: its line, where a person told it.

    ``slips``: figures that were put right in the text before; what quotes one stands open. ``printed``: the text in its
    own characters where it was made simplified; names among them stand open.
    """
    tree = parse(text)
    head = draft_head(tree, base, today, notice_id, line)
    source = Source(tree, head, base.reference)
    read = extracted(source)
    known = donors(base, source.passages, head.line_of)
    facts = _facts(source, read, known)
    _with_list(head, facts)
    others = carried_entries(source, known, facts)
    facts, others = _guesses(source, facts, others, known)
    proof = prove(head, text, tree, facts, others, base.reference)
    again = _again(proof.refused, proof.facts, read, known, tree)
    if again:
        proof = prove(head, text, tree, [*proof.facts, *again], proof.others, base.reference)
    proof.facts = [beside_mended(found, slips) for found in proof.facts]
    if printed:
        proof.facts = list(map(Converted(text, printed).doubted, proof.facts))
    rules = draft_rules(head, proof.facts, known, loaded(head, text, proof, base.reference), base.reference)
    entries = [entry for part in proof.others.values() for entry in part]
    left = [*_still_refused(proof.refused, proof.facts), *unassigned(source, proof.facts, entries)]
    record = record_data(head, proof.facts, proof.others)
    before = next((donor for donor in known if donor.same_line), None)
    seen = {(remark.text, remark.said) for remark in before.notice.tree.remarks} if before else set()
    doubts = [(f"第{one.line}行“{one.text[:30]}”：{one.said}", (one.text, one.said) in seen) for one in tree.remarks]
    return Draft(
        head,
        tree,
        files(str(head.notice["id"]), text, record, rules.rules),
        tuple(proof.facts),
        proof.others,
        tuple(left),
        rules,
        tuple(changes(before.notice.tree, tree)) if before else (),
        (
            *remarks,
            *(doubt for doubt, again in doubts if not again),
            *(
                f"{problem.field}：{problem.problem} → {problem.mend}"
                for problem in proof.left
                if problem.field.startswith("notice")
            ),
        ),
        tuple(doubt for doubt, again in doubts if again),
        before.notice.id if before else "",
        {found.id: told for found in proof.facts if (told := last_year(found, before))},
    )


def _facts(source: Source, read: list[Found], known: list[Donor]) -> list[Found]:
    """Carried facts, and what the grammars read besides."""
    # steps that a person put together are not read anew by a guess
    sure = [found for found in read if found.kind != "route" or found.mark is not Mark.GUESSED]
    carrier = Carrier(source, Standings(source.tree), sure)
    facts: dict[str, Found] = {}
    for donor in known:
        carried = carrier.carry(donor, facts)
        if known[0].same_line and not donor.same_line:  # last year's has said it
            said = Covering(source.tree, [found.fact for found in facts.values()])
            carried = [found for found in carried if said.share(_own_words(found)) < ENOUGH]
        facts |= {found.id: found for found in carried}
    last_years = {donor.notice.id for donor in known if donor.same_line}
    routed = any(found.kind == "route" and found.source and found.source[0] in last_years for found in facts.values())
    for found in read:
        if routed and found not in sure:
            continue
        if not _told(found, facts.values()):
            named = _anchored(_named(found, known, facts), source.tree)
            facts[named.id] = named
    order = {name: at for at, name in enumerate(source.tree.clauses)}
    return sorted(facts.values(), key=lambda found: order.get(found.clause, 0))


def _own_words(found: Found) -> Passage:
    return Passage(found.clause, str(found.fact["quote"]), (), 0)


def _anchored(found: Found, tree: ClauseTree) -> Found:
    """With its clause, where the same words stand somewhere else, too."""
    places = [place.id for place in tree.places(str(found.fact["quote"]))]
    if places == [found.clause] or tree.locate(str(found.fact["quote"]), under=found.clause) is None:
        return found
    return found.having(under=found.clause)


def _told(found: Found, facts: Iterable[Found]) -> bool:
    """Whether a fact tells the same already: the same values, or for kinds without any the same words."""
    own = bare(str(found.fact["quote"]))
    for other in facts:
        quotes = [bare(quote) for quote in quotes_of(other.fact)]
        near = any(quote in own or own in quote for quote in quotes if quote)
        if found.kind in VALUES:
            limits = other.kind not in ("fee", "years") or key_of(found.fact) == key_of(other.fact)
            if limits and same_point(found.fact, other.fact) and (near or found.kind in ANYWHERE):
                return True
            if (
                near
                and found.kind == other.kind == "document"
                and set(found.fact["documents"]) <= set(other.fact["documents"])
            ):
                return True
        elif found.kind == "material":
            if near and other.fact.get("topic") not in ("materials_online", "materials_paper"):
                return True
        elif near and other.fact.get("topic") == found.fact.get("topic"):
            bounds = found.fact.get("bounds")
            if not bounds or bounds == other.fact.get("bounds"):
                return True
    return False


def _named(found: Found, known: list[Donor], facts: dict[str, Found]) -> Found:
    """The fact under the id that records on file give this point; last year's limits go with it."""
    for donor in known:
        for raw in donor.record.get("facts", []):
            if found.kind not in VALUES or raw["id"] in facts or key_of(raw) != key_of(found.fact):
                continue
            if donor.same_line:
                meta = {name: raw[name] for name in META if (name in raw and name not in found.fact) or name == "id"}
                reason = f"{found.reason}；{donor.name}的 {raw['id']} 说的是同一点"
                made = found.having(**meta)
                return replace(made, reason=reason, source=(donor.notice.id, raw["id"]), changed=True)
            if raw["id"].split(".")[0] == found.id.split(".")[0]:
                return found.having(id=raw["id"])
    return found.having(id=free_id(found.id or f"{found.fact.get('topic')}.item", facts))


def free_id(wanted: str, facts: Iterable[str]) -> str:
    """``wanted``, or with a number behind it where it is used."""
    used, number = set(facts), 2
    if wanted not in used:
        return wanted
    while f"{wanted}_{number}" in used:
        number += 1
    return f"{wanted}_{number}"


def _guesses(
    source: Source, facts: list[Found], others: dict[str, list[dict[str, Any]]], known: list[Donor]
) -> tuple[list[Found], dict[str, list[dict[str, Any]]]]:
    """Proposals for the sentences that no fact quotes; headings are set aside as what they are."""
    alike = Alike(known)
    made: list[Found] = []
    for at, found in enumerate(facts):
        made.append(with_topic(found, alike, [*made, *facts[at + 1 :]]) if found.kind == "material" else found)
    entries = {name: list(each) for name, each in others.items()}
    quoted = Covering(source.tree, [*(f.fact for f in facts), *(entry for part in others.values() for entry in part)])
    boilerplate = entries.setdefault("boilerplate", [])
    for passage in source.passages:
        if quoted.share(passage) >= ENOUGH:
            continue
        places = source.tree.places(passage.text)
        under = {"under": passage.clause} if len(places) > 1 else {}
        if passage.is_heading and not (told := of_heading(passage, source)):
            boilerplate.append({"quote": passage.text, **under, "why": "标题"})
            continue
        if passage.is_heading and told:
            made.append(_anchored(told.having(id=free_id(told.id, (each.id for each in made))), source.tree))
            continue
        proposed = guessed(passage, alike, lambda wanted: free_id(wanted, (each.id for each in made)))
        if isinstance(proposed, Found):
            made.append(_anchored(proposed, source.tree))
        elif proposed is not None:
            boilerplate.append(proposed | under)
    order = {name: at for at, name in enumerate(source.tree.clauses)}
    return sorted(made, key=lambda found: order.get(found.clause, 0)), entries


def _again(
    refused: list[Unassigned], facts: list[Found], read: list[Found], known: list[Donor], tree: ClauseTree
) -> list[Found]:
    """What the grammars read where a carried fact was refused, and nothing tells it now."""
    made: list[Found] = []
    clauses = {(each.dropped.get("kind"), each.clause) for each in refused}
    for found in read:
        if (found.kind, found.clause) in clauses and found.kind in VALUES and not _told(found, [*facts, *made]):
            made.append(_anchored(_named(found, known, {each.id: each for each in (*facts, *made)}), tree))
    return made


def _with_list(head: DraftHead, facts: Iterable[Found]) -> None:
    """A notice with a list of series is one for the listed."""
    coverage = head.notice["coverage"]
    if coverage["series_mode"] != "only":
        listed = any(found.kind == "series" for found in facts)
        coverage["series_mode"] = "listed" if listed else "any"


def _still_refused(refused: Iterable[Unassigned], facts: list[Found]) -> list[Unassigned]:
    """What the checks took out; where the facts that stay tell the same it need not be shown."""
    kept = {found.id for found in facts}
    return [each for each in refused if each.dropped.get("id") not in kept]


__all__ = ["Draft", "Mark", "draft"]
